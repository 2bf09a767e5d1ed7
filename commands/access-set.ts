import { accessPath, OPENING } from './access.ts';
import { defineCommand } from './define-command.ts';

export const accessSet = defineCommand({
  name: 'access set',
  activity: 'file-access-settings',
  summary: 'Set the mode or the owner of one file or folder, not of what is in it',
  pattern: 'access set <path> to <access> on <targets>',
  examples: [
    'access set /var/www/html to 750 on host-7',
    'access set /var/log/nginx to www-data:adm on host-7, host-8 because "the log shipper cannot read"',
  ],
  fields: {
    path: accessPath(),
    access: {
      allowedPattern: '^([0-7]{2}[0145]|[a-z][a-z0-9_-]{0,31}(:[a-z][a-z0-9_-]{0,31})?)$',
      allowed:
        'a mode of three digits from 0 to 7, the last one `0`, `1`, `4` or `5` (nothing is made writable for everybody, setuid or setgid), such as `750`; or an owner, or an owner and a group with `:` between: lower-case letters, digits, `_` and `-`, such as `www-data:adm`',
      example: '750',
      label: 'Mode or owner',
    },
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ path, access }) => `${path} gets ${access}, at once; what is in a folder stays as it is`,
  title: ({ path, access }) => ({
    ask: `Set the access to ${path} to ${access}`,
    doing: `Setting the access to ${path} to ${access}`,
    done: `Set the access to ${path} to ${access}`,
  }),
  undo: {
    words: 'Mode and owner are as before, unless somebody changed them meanwhile.',
    script: `${OPENING}
      [ -f "$saved/left" ] || fail "nothing was changed: $SSM_Undone set nothing here"
      if [ "$(stat -L -c '%d:%i:%W' /proc/self/fd/4)" != "$(cat "$saved/file")" ] || [ "$(look)" != "$(cat "$saved/left")" ]; then
        fail "nothing was changed: $path was changed after $SSM_Undone, and stays: $(look)"
      fi
      read -r mode owner <"$saved/before"
      chown "$owner" /proc/self/fd/4
      chmod "$mode" /proc/self/fd/4
      [ "$(look)" = "$(cat "$saved/before")" ] || fail "not as before: $(look)"
      echo "$(look), as before"`,
  },
  run: {
    document: 'Remit-AccessSet',
    parameters: ({ path, access }) => ({ Path: [path], Access: [access] }),
    timeoutSeconds: 30,
    // chown takes setuid and setgid away from a file, and a mode of three digits would: such a file is somebody's decision.
    script: `${OPENING}
      access="$SSM_Access"
      if [ -f "$path" ]; then
        if [ -u "$path" ] || [ -g "$path" ]; then fail "nothing was changed: $path is setuid or setgid, and would lose that"; fi
        [ "$(stat -L -c %h /proc/self/fd/4)" = 1 ] || fail "nothing was changed: $path has other names (hard links), perhaps elsewhere"
      fi
      [ ! -k "$path" ] || fail "nothing was changed: $path is sticky, and would lose that"
      before=$(look)
      case "$access" in
        [0-7][0-7][0145])
          mode=\${before%% *}
          special=\${mode%???} # chmod leaves a folder its setgid: what is made in it keeps its group
          wanted="$(printf '%o' "0$special$access") \${before#* }"
          set_it() { chmod "$access" /proc/self/fd/4; } ;;
        '' | [!a-z]* | *[!a-z0-9_:-]*) fail "nothing was changed: that is no mode and no owner" ;;
        *)
          owner=\${access%%:*}
          group=\${access#*:}
          [ "$group" != "$access" ] || group=$(printf '%s' "\${before#*:}")
          id -u -- "$owner" >/dev/null 2>&1 || fail "nothing was changed: no account $owner on this host"
          getent group -- "$group" >/dev/null || fail "nothing was changed: no group $group on this host"
          wanted="\${before%% *} $owner:$group"
          set_it() { chown "$owner:$group" /proc/self/fd/4; } ;;
      esac
      stat -L -c '%d:%i:%W' /proc/self/fd/4 >"$saved/file"
      printf '%s\\n' "$before" >"$saved/before"
      if [ "$before" = "$wanted" ]; then
        look >"$saved/left"
        echo "it is so already: $before"
        exit 0
      fi
      said=$(set_it 2>&1) || fail "nothing was changed: $said"
      look >"$saved/left"
      [ "$(look)" = "$wanted" ] || fail "not as wanted: $(look), not $wanted"
      echo "$before → $(look)"`,
  },
});
