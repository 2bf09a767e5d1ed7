import { ACCOUNT } from './account.ts';
import { defineCommand } from './define-command.ts';
import { accountName } from './fields.ts';

/** What stands in a home, so that the undo of an account sees whether anybody has used it. */
const TRACES = `traces() { find "/home/$account" -printf '%P %y %s %T@ %m %U\\n' | sort | sha256sum; }
`;

export const accountAdd = defineCommand({
  name: 'account add',
  activity: 'os-user-accounts',
  summary: 'Add an account for a person: a home, no password, no rights of root',
  pattern: 'account add <account> on <targets>',
  examples: ['account add alice on host-7', 'account add alice on host-7, host-8 because "joins the team"'],
  fields: { account: accountName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) => `adds ${account} with a home and no password: nobody logs in with it before an ssh grant`,
  title: ({ account }) => ({
    ask: `Add the account ${account}`,
    doing: `Adding the account ${account}`,
    done: `Added the account ${account}`,
  }),
  undo: {
    words: 'It takes the account and its home away again, unless it was changed or used meanwhile.',
    script: `${ACCOUNT}${TRACES}
      if [ ! -f "$saved/added" ]; then echo "$account was there before $SSM_Undone: nothing to take back"; exit 0; fi
      [ "$(entry)" = "$(cat "$saved/added")" ] || fail "nothing was changed: $account was changed after $SSM_Undone, and stays"
      [ "$(traces)" = "$(cat "$saved/home")" ] || fail "nothing was changed: /home/$account was used after $SSM_Undone; account remove takes the account and leaves the home"
      busy=$(running "$(part 3)")
      [ -z "$busy" ] || fail "nothing was changed: in use by $busy"
      said=$(userdel -r -- "$account" 2>&1) || fail "not taken back: $said"
      [ -z "$(entry)" ] && [ ! -e "/home/$account" ] || fail "not wholly taken back: $said"
      echo "$account and its home are gone, as before"`,
  },
  run: {
    document: 'Remit-AccountAdd',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 60,
    // The password is \`*\`, not useradd's \`!\`: no password matches either, but sshd without PAM takes \`!\` for a lock.
    script: `${ACCOUNT}${TRACES}
      if [ -n "$(entry)" ]; then
        person
        echo "$account is there already: uid $uid"
        exit 0
      fi
      [ ! -e "/home/$account" ] || fail "nothing was changed: /home/$account is there, perhaps of an earlier $account; move it away first"
      if ! said=$(useradd -m -d "/home/$account" -s /bin/bash -p '*' -- "$account" 2>&1); then
        [ -z "$(entry)" ] || userdel -r -- "$account" >/dev/null 2>&1 || :
        fail "nothing was changed: $said"
      fi
      chmod 700 "/home/$account"
      person
      entry >"$saved/added"
      traces >"$saved/home"
      echo "uid $uid, home /home/$account, no password"`,
  },
});
