import { defineCommand } from './define-command.ts';
import { SSHD } from './ssh.ts';

export const sshList = defineCommand({
  name: 'ssh list',
  activity: 'ssh-access-management',
  summary: 'List who may log in by SSH: until when, and with which key',
  pattern: 'ssh list on <targets>',
  examples: ['ssh list on host-7', 'ssh list on all production'],
  fields: {},
  risk: 'read',
  role: 'operator',
  approval: { production: 'none', staging: 'none' },
  repeatable: true,
  effect: () => "reads grants, keys and sshd's configuration; changes nothing",
  title: () => ({ ask: 'List who may log in', doing: 'Listing who may log in', done: 'Listed who may log in' }),
  shows: 'output',
  undo: 'Nothing to undo: it only reads.',
  run: {
    document: 'Remit-SshList',
    parameters: () => ({}),
    timeoutSeconds: 60,
    // sshd is asked, account by account, which files it would look into: what it would not read lets nobody in.
    script: `${SSHD}
      keys() { # <account> <file>: a line for each key of a file, with its end
        local line end until print now
        now=$(date +%s)
        while IFS= read -r line; do
          case "$line" in '' | '#'*) continue ;; esac
          print=$(printf '%s\\n' "$line" | ssh-keygen -l -f - 2>/dev/null | cut -d' ' -f2) || continue
          [ -n "$print" ] || continue
          end=$(printf '%s\\n' "$line" | sed -n 's/^[^ ]*expiry-time="\\([0-9]*Z\\{0,1\\}\\)".*/\\1/p')
          if [ -z "$end" ]; then echo "$1: WITHOUT AN END, $print, $2"; continue; fi
          zone=
          case "$end" in *Z) zone=UTC; end=\${end%Z} ;; esac
          until=$(date -d "$(printf '%s000000' "$end" | sed 's/^\\(....\\)\\(..\\)\\(..\\)\\(..\\)\\(..\\)\\(..\\).*/\\1-\\2-\\3 \\4:\\5:\\6/') $zone" +%s) || continue
          if [ "$until" -gt "$now" ]; then echo "$1: until $(date -u -d "@$until" '+%F %H:%M') UTC, $print"
          else echo "$1: ended $(date -u -d "@$until" '+%F %H:%M') UTC, $print"; fi
        done <"$2"
      }
      while IFS=: read -r account _ uid _ _ home shell; do
        if [ "$uid" != 0 ] && { [ "$uid" -lt 1000 ] || [ "$uid" -gt 60000 ]; }; then continue; fi
        case "$shell" in */nologin | */false) continue ;; esac
        effective "$account" >"$claim/effective" || fail "sshd does not read its configuration: $(complaint)"
        root=$(sed -n 's/^permitrootlogin //p' "$claim/effective")
        if [ "$uid" = 0 ] && [ "$root" = no ]; then continue; fi
        expiry=$(awk -F: -v "name=$account" '$1 == name { print $8 }' /etc/shadow)
        if [ -n "$expiry" ] && [ "$expiry" -le "$(($(date +%s) / 86400))" ]; then continue; fi
        for file in $(sed -n 's/^authorizedkeysfile //p' "$claim/effective"); do
          file=\${file//%u/$account}
          file=\${file//%h/$home}
          case "$file" in /*) ;; *) file=$home/$file ;; esac
          [ ! -f "$file" ] || keys "$account" "$file"
        done
        password=$(awk -F: -v "name=$account" '$1 == name { print $2 }' /etc/shadow)
        case "$password" in '' | '!'* | '*'*) continue ;; esac
        if [ "$uid" = 0 ] && [ "$root" != yes ]; then continue; fi
        if grep -q -x 'passwordauthentication yes' "$claim/effective" && ! grep -q -x 'authenticationmethods publickey' "$claim/effective"; then
          echo "$account: WITHOUT AN END, by password"
        fi
      done </etc/passwd >"$claim/list"
      if [ -s "$claim/list" ]; then sort "$claim/list"; else echo "nobody may log in by SSH"; fi`,
  },
});
