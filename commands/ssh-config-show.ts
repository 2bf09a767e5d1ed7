import { defineCommand } from './define-command.ts';
import { OPTIONS_FILE } from './ssh-config.ts';
import { SSH_OPTIONS } from './ssh-options.ts';

const ALSO =
  'port listenaddress allowusers allowgroups denyusers denygroups authorizedkeysfile pubkeyauthentication permitemptypasswords';

export const sshConfigShow = defineCommand({
  name: 'ssh config show',
  activity: 'ssh-access-management',
  summary: 'Show the options of the SSH server that count, as sshd itself reads them',
  pattern: 'ssh config show on <targets>',
  examples: ['ssh config show on host-7', 'ssh config show on all user hosts'],
  fields: {},
  risk: 'read',
  role: 'operator',
  approval: { production: 'none', staging: 'none' },
  repeatable: true,
  effect: () => "reads sshd's configuration; changes nothing",
  title: () => ({
    ask: 'Show the SSH options',
    doing: 'Looking at the SSH options',
    done: 'Looked at the SSH options',
  }),
  shows: 'output',
  undo: 'Nothing to undo: it only reads.',
  run: {
    document: 'Remit-SshConfigShow',
    parameters: () => ({}),
    timeoutSeconds: 30,
    script: `${OPTIONS_FILE}
      why=$(complaint)
      [ -z "$why" ] || fail "sshd does not take its configuration: $why"
      effective nobody >"$claim/effective"
      for option in ${ALSO} ${SSH_OPTIONS.join(' ')}; do
        mark=
        if grep -q -s -i "^$option " "$options"; then mark='  <- set by Remit'; fi
        sed -n "s/^$option \\(.*\\)/$option \\1$mark/p" "$claim/effective"
      done`,
  },
});
