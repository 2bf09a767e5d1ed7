import { defineCommand } from './define-command.ts';
import { JCA_ACCOUNT, jcaAccount, jcaBack } from './jca.ts';

export const jcaLock = defineCommand({
  name: 'jca lock',
  activity: 'jca-accounts',
  summary: "Lock an account of the platform's admin panel (JCA)",
  pattern: 'jca lock <account> on <targets>',
  examples: ['jca lock alice@acme.example on infra-jca because "left the team"'],
  fields: { account: jcaAccount() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) => `${account} cannot log in to the admin panel any more`,
  title: ({ account }) => ({
    ask: `Lock the JCA account ${account}`,
    doing: `Locking the JCA account ${account}`,
    done: `Locked the JCA account ${account}`,
  }),
  undo: {
    words: 'The account is open again, if nobody else changed it meanwhile.',
    script: jcaBack('unlock', 'locked', 'open'),
  },
  run: {
    document: 'Remit-JcaLock',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 120, // the platform answers over its own network
    script: `${JCA_ACCOUNT}
      look
      [ -n "$state" ] || fail "nothing was changed: no JCA account $account"
      if [ "$state" = locked ]; then
        echo "$account is locked already"
        exit 0
      fi
      tell lock
      look
      [ "$state" = locked ] || fail "$account is not locked, though $jca lock says so"
      : >"$saved/done"
      echo "$account is locked"`,
  },
});
