import { defineCommand } from './define-command.ts';
import { oneOf } from './fields.ts';
import { OPTIONS_FILE } from './ssh-config.ts';
import { CHECKING, SSH_OPTIONS } from './ssh-options.ts';

export const sshConfigSet = defineCommand({
  name: 'ssh config set',
  activity: 'ssh-access-management',
  summary: 'Set an option of the SSH server, checked by sshd before it counts',
  pattern: 'ssh config set <option> to <value> on <targets>',
  examples: [
    'ssh config set PasswordAuthentication to no on host-7',
    'ssh config set MaxAuthTries to 3 on all staging user hosts because "audit of November"',
  ],
  fields: {
    option: { ...oneOf(SSH_OPTIONS, { label: 'Option' }), example: 'passwordauthentication' },
    value: {
      allowedPattern: '^([a-z]{2,8}(-[a-z]{2,9}){0,2}|[0-9]{1,4})$',
      allowed:
        '`yes`, `no`, a number of at most four digits, or a word of the option such as `prohibit-password`: lower-case letters and `-`',
      example: 'no',
      label: 'Value',
    },
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ option, value }) => `new SSH connections have ${option} ${value}; those that are open stay as they are`,
  title: ({ option, value }) => ({
    ask: `Set SSH's ${option} to ${value}`,
    doing: `Setting SSH's ${option} to ${value}`,
    done: `Set SSH's ${option} to ${value}`,
  }),
  undo: {
    words: 'The option has the value of before again.',
    script: `${OPTIONS_FILE}option="$SSM_Option"
      put_back "$options"
      why=$(complaint)
      [ -z "$why" ] || fail "the file of before is back, and sshd does not take it: $why"
      reload || fail "the file of before is back, and sshd could not be told to read it"
      echo "$option $(value "$option"), as before"`,
  },
  run: {
    document: 'Remit-SshConfigSet',
    parameters: ({ option, value }) => ({ Option: [option], Value: [value] }),
    timeoutSeconds: 60,
    guard: { seconds: 120 },
    script: `${CHECKING}${OPTIONS_FILE}
      why=$(complaint)
      [ -z "$why" ] || fail "nothing was changed: sshd does not even take what is there: $why"
      was=$(value "$option")
      [ -n "$was" ] || fail "nothing was changed: the sshd of this host does not know $option"
      keep "$options"
      if [ "$was" = "$wanted" ]; then
        left "$options"
        echo "$option is $was already"
        exit 0
      fi
      arm
      mkdir -p -m 755 /etc/ssh/sshd_config.d
      { awk -v "option=$option" 'tolower($1) != option' "$options" 2>/dev/null || echo '# Options that Remit set; one line each.'
        printf '%s %s\\n' "$option" "$wanted"; } >"$options.new"
      chmod 644 "$options.new"
      mv -- "$options.new" "$options"
      left "$options"
      why=$(complaint)
      if [ -z "$why" ] && [ "$(value "$option")" != "$wanted" ]; then
        why="another line wins: $(grep -l -s -i -r "^[[:space:]]*$option" /etc/ssh/sshd_config /etc/ssh/sshd_config.d | grep -v -x "$options" | tr '\\n' ' ')"
      fi
      [ -z "$why" ] || fail "$why"
      reload || fail "sshd could not be told to read it, or did not survive it"
      echo "$option $was → $wanted"`,
  },
});
