import { defineCommand } from './define-command.ts';
import { JCA_ACCOUNT, jcaAccount, jcaBack } from './jca.ts';

export const jcaUnlock = defineCommand({
  name: 'jca unlock',
  activity: 'jca-accounts',
  summary: "Unlock an account of the platform's admin panel (JCA)",
  pattern: 'jca unlock <account> on <targets>',
  examples: ['jca unlock alice@acme.example on infra-jca because "locked by mistake"'],
  fields: { account: jcaAccount() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) => `${account} can log in to the admin panel again`,
  title: ({ account }) => ({
    ask: `Unlock the JCA account ${account}`,
    doing: `Unlocking the JCA account ${account}`,
    done: `Unlocked the JCA account ${account}`,
  }),
  undo: {
    words: 'The account is locked again, if nobody else changed it meanwhile.',
    script: jcaBack('lock', 'open', 'locked'),
  },
  run: {
    document: 'Remit-JcaUnlock',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 120, // the platform answers over its own network
    script: `${JCA_ACCOUNT}
      look
      [ -n "$state" ] || fail "nothing was changed: no JCA account $account"
      if [ "$state" = open ]; then
        echo "$account is open already"
        exit 0
      fi
      tell unlock
      look
      [ "$state" = open ] || fail "$account is not open, though $jca unlock says so"
      : >"$saved/done"
      echo "$account is open"`,
  },
});
