import { defineCommand } from './define-command.ts';

export const accountList = defineCommand({
  name: 'account list',
  activity: 'os-user-accounts',
  summary: 'List the accounts of people on targets: whether they are open, and who may become root',
  pattern: 'account list on <targets>',
  examples: ['account list on host-7', 'account list on all user hosts'],
  fields: {},
  risk: 'read',
  role: 'operator',
  approval: { production: 'none', staging: 'none' },
  repeatable: true,
  effect: () => 'reads the accounts; changes nothing',
  title: () => ({ ask: 'List the accounts', doing: 'Listing the accounts', done: 'Listed the accounts' }),
  shows: 'output',
  undo: 'Nothing to undo: it only reads.',
  run: {
    document: 'Remit-AccountList',
    parameters: () => ({}),
    timeoutSeconds: 30,
    // Any account but root with root's uid is worth a line, whatever its name says.
    script: `
      awk -F: -v "today=$(($(date +%s) / 86400))" '
        FILENAME == "/etc/group" {
          group[$3] = $1
          count = split($4, members, ",")
          for (i = 1; i <= count; i++) also[members[i]] = also[members[i]] " " $1
          next
        }
        FILENAME == "/etc/shadow" { password[$1] = $2; expiry[$1] = $8; next }
        ($3 < 1000 || $3 > 60000) && ($3 != 0 || $1 == "root") { next }
        {
          state = "open"
          if (expiry[$1] != "" && expiry[$1] <= today) state = expiry[$1] == 1 ? "locked" : "expired"
          else if ($7 ~ /(nologin|false)$/) state = "no shell"
          else if (password[$1] == "") state = "open WITHOUT A PASSWORD"
          else if (password[$1] ~ /^[!*]/) state = "open, no password"
          groups = group[$4] also[$1]
          root = $3 == 0 || (" " groups " ") ~ / (root|sudo|wheel|docker|lxd|disk) /
          printf "%s, uid %s, %s, groups: %s%s\\n", $1, $3, state, groups, (root ? "  <- may become root" : "")
        }' /etc/group /etc/shadow /etc/passwd | sort >"$claim/accounts"
      if [ -s "$claim/accounts" ]; then cat "$claim/accounts"; else echo "no accounts of people"; fi`,
  },
});
