import { ACCOUNT } from './account.ts';
import { defineCommand } from './define-command.ts';
import { accountName } from './fields.ts';
import { GRANTS } from './ssh.ts';

export const sshRevoke = defineCommand({
  name: 'ssh revoke',
  activity: 'ssh-access-management',
  summary: "End a person's SSH grant now",
  pattern: 'ssh revoke <account> on <targets>',
  examples: ['ssh revoke alice on host-7', 'ssh revoke alice on all user hosts because "laptop lost"'],
  fields: { account: accountName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) => `${account} cannot log in by SSH any more; what runs as ${account} goes on`,
  title: ({ account }) => ({
    ask: `End the SSH grant of ${account}`,
    doing: `Ending the SSH grant of ${account}`,
    done: `Ended the SSH grant of ${account}`,
  }),
  undo: {
    words: 'The grant holds again until the time that it had; when that is over, nothing comes of it.',
    script: `${ACCOUNT}${GRANTS}
      put_back "$granted"
      if [ -e "$granted" ]; then echo "the grant of before holds again"; else echo "no grant, as before"; fi`,
  },
  run: {
    document: 'Remit-SshRevoke',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 30,
    // A grant of an account that is gone can be ended, too.
    script: `${ACCOUNT}${GRANTS}
      keep "$granted"
      if [ -e "$granted" ]; then said="ended"; else said="$account has no grant here"; fi
      rm -f -- "$granted"
      left "$granted"
      [ ! -e "$granted" ] || fail "still there: $granted"
      if [ -n "$(entry)" ]; then
        busy=$(running "$(part 3)")
        [ -z "$busy" ] || said="$said; still running as $account: $busy"
      fi
      echo "$said"`,
  },
});
