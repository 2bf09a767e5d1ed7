import { LOCKING, UNLOCKING } from './account.ts';
import { defineCommand } from './define-command.ts';
import { accountName } from './fields.ts';

export const accountLock = defineCommand({
  name: 'account lock',
  activity: 'os-user-accounts',
  summary: "Lock a person's account: no password and no key lets in any more",
  pattern: 'account lock <account> on <targets>',
  examples: ['account lock alice on host-7', 'account lock alice on all user hosts because "laptop lost"'],
  fields: { account: accountName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) => `lets ${account} in no more, by password or key; what runs as ${account} goes on`,
  title: ({ account }) => ({
    ask: `Lock the account ${account}`,
    doing: `Locking the account ${account}`,
    done: `Locked the account ${account}`,
  }),
  undo: { words: 'The account is as open as it was, with its password and its day of expiry.', script: UNLOCKING },
  run: {
    document: 'Remit-AccountLock',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 60,
    script: `${LOCKING}
      begin
      if locked; then
        done_with
        echo "$account is locked already"
        exit 0
      fi
      mkdir -p -m 700 "\${note%/*}"
      secret 8 >"$note"
      said=$(usermod -L -e 1970-01-02 -- "$account" 2>&1) || { rm -f -- "$note"; fail "not locked: $said"; }
      done_with
      locked || fail "not locked: /etc/shadow does not say so"
      busy=$(running "$uid")
      if [ -n "$busy" ]; then echo "locked; still running as $account: $busy"; else echo "locked; nothing runs as $account"; fi`,
  },
});
