import { LOCKING, UNLOCKING } from './account.ts';
import { defineCommand } from './define-command.ts';
import { accountName } from './fields.ts';

export const accountUnlock = defineCommand({
  name: 'account unlock',
  activity: 'os-user-accounts',
  summary: "Unlock a person's account: its password and keys count again",
  pattern: 'account unlock <account> on <targets>',
  examples: ['account unlock alice on host-7', 'account unlock alice on all user hosts because "laptop found"'],
  fields: { account: accountName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) =>
    `lets ${account} in again with the password and keys of before, until the day of expiry of before`,
  title: ({ account }) => ({
    ask: `Unlock the account ${account}`,
    doing: `Unlocking the account ${account}`,
    done: `Unlocked the account ${account}`,
  }),
  undo: { words: 'The account is locked again.', script: UNLOCKING },
  run: {
    document: 'Remit-AccountUnlock',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 60,
    // usermod -U refuses where no password is behind the lock: there is none to give back then.
    script: `${LOCKING}
      begin
      if ! locked; then
        done_with
        echo "$account is not locked"
        exit 0
      fi
      expiry=$(cat "$note" 2>/dev/null || :)
      case "$expiry" in *[!0-9]*) expiry= ;; esac
      case "$(secret 2)" in '!'?*) usermod -U -- "$account" ;; esac
      chage -E "\${expiry:--1}" "$account"
      rm -f -- "$note"
      done_with
      if locked; then fail "still locked: /etc/shadow says so"; fi
      if [ -n "$expiry" ]; then echo "open; expires on $(date -u -d "@$((expiry * 86400))" +%F), as before"; else echo "open"; fi`,
  },
});
