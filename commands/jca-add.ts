import { defineCommand } from './define-command.ts';
import { JCA_ACCOUNT, jcaAccount, jcaBack } from './jca.ts';

export const jcaAdd = defineCommand({
  name: 'jca add',
  activity: 'jca-accounts',
  summary: "Add an account of the platform's admin panel (JCA)",
  pattern: 'jca add <account> on <targets>',
  examples: ['jca add alice@acme.example on infra-jca because "joins the team"'],
  fields: { account: jcaAccount() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) =>
    `${account} gets an account of the admin panel; how they get in is told them by the platform, not by Remit`,
  title: ({ account }) => ({
    ask: `Add the JCA account ${account}`,
    doing: `Adding the JCA account ${account}`,
    done: `Added the JCA account ${account}`,
  }),
  undo: {
    words: 'The account is locked, not removed: what it did keeps its name.',
    script: jcaBack('lock', 'open', 'locked'),
  },
  run: {
    document: 'Remit-JcaAdd',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 120, // the platform answers over its own network
    script: `${JCA_ACCOUNT}
      look
      if [ -n "$state" ]; then
        echo "$account is there already: $state"
        exit 0
      fi
      tell add
      look
      [ "$state" = open ] || fail "$account is not there, though $jca add says so"
      : >"$saved/done"
      echo "$account was added"`,
  },
});
