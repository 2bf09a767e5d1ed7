import { ACCOUNT } from './account.ts';
import { defineCommand } from './define-command.ts';
import { accountName } from './fields.ts';
import { GRANTS } from './ssh.ts';

/** Files that act in the account's name, and would act for the next one of that name. */
const ACTING = `${GRANTS}acting() { printf '%s\\n' "/var/spool/cron/crontabs/$account" "$granted" "$recorded"; }
`;

export const accountRemove = defineCommand({
  name: 'account remove',
  activity: 'os-user-accounts',
  summary: "Remove a person's account; its home stays, for root only",
  pattern: 'account remove <account> on <targets>',
  examples: ['account remove alice on host-7', 'account remove alice on all user hosts because "left the team"'],
  fields: { account: accountName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) =>
    `removes ${account} with its crontab, SSH grant and recorded key; home and mail stay, for root only. Refused while anything runs as ${account}`,
  title: ({ account }) => ({
    ask: `Remove the account ${account}`,
    doing: `Removing the account ${account}`,
    done: `Removed the account ${account}`,
  }),
  undo: {
    words: 'The account comes back with its uid, password, groups, home, crontab and SSH grant.',
    script: `${ACCOUNT}${ACTING}
      if [ ! -f "$saved/passwd" ]; then echo "there was no $account before $SSM_Undone: nothing to take back"; exit 0; fi
      [ -z "$(entry)" ] || fail "nothing was changed: another $account was added after $SSM_Undone, and stays"
      IFS=: read -r _ _ uid gid comment home shell <"$saved/passwd"
      taken=$(getent passwd "$uid" | cut -d: -f1) || :
      [ -z "$taken" ] || fail "nothing was changed: uid $uid is $taken's by now"
      acting | while read -r file; do as_left "$file"; done
      group=$(cat "$saved/group")
      if ! getent group "$gid" >/dev/null; then groupadd -g "$gid" -- "$group"; fi
      useradd -M -u "$uid" -g "$gid" -c "$comment" -d "$home" -s "$shell" -- "$account"
      IFS=: read -r password expiry <"$saved/shadow" || :
      printf '%s:%s\\n' "$account" "$password" | chpasswd -e
      chage -E "\${expiry:--1}" "$account"
      while read -r group; do gpasswd -a "$account" "$group" >/dev/null || echo "not put back into the group $group"; done <"$saved/groups"
      acting | while read -r file; do put_back "$file"; done
      if [ -f "$saved/home" ] && [ -d "$home" ] && [ ! -L "$home" ]; then
        read -r rights owner owners <"$saved/home"
        chown "$owner:$owners" "$home"
        chmod "$rights" "$home"
      fi
      [ "$(entry)" = "$(cat "$saved/passwd")" ] || fail "$account is back, but not as it was: $(entry)"
      echo "$account is back, uid $uid"`,
  },
  run: {
    document: 'Remit-AccountRemove',
    parameters: ({ account }) => ({ Account: [account] }),
    timeoutSeconds: 60,
    // A home that stays belongs to root from then on: the next account may get the same uid, and would own it.
    script: `${ACCOUNT}${ACTING}
      if [ -z "$(entry)" ]; then echo "no account $account here: nothing to remove"; exit 0; fi
      person
      busy=$(running "$uid")
      [ -z "$busy" ] || fail "nothing was changed: in use by $busy; end that first, or lock the account"
      home=$(part 6)
      gid=$(part 4)
      printf '%s:%s\\n' "$(secret 2)" "$(secret 8)" >"$saved/shadow"
      getent group "$gid" | cut -d: -f1 >"$saved/group"
      awk -F: -v "name=$account" '("," $4 ",") ~ ("," name ",") { print $1 }' /etc/group >"$saved/groups"
      acting >"$claim/acting"
      while read -r file; do keep "$file"; done <"$claim/acting"
      entry >"$saved/passwd"
      if ! said=$(userdel -- "$account" 2>&1) && [ -n "$(entry)" ]; then rm -f -- "$saved/passwd"; fail "nothing was changed: $said"; fi
      while read -r file; do
        rm -f -- "$file"
        left "$file"
      done <"$claim/acting"
      stays=
      if [ -d "$home" ] && [ ! -L "$home" ] && [ "$(stat -c %u "$home")" = "$uid" ]; then
        stat -c '%a %u %g' "$home" >"$saved/home"
        chown root:root "$home"
        chmod 700 "$home"
        stays="; stays, for root only: $home ($(du -sh "$home" | cut -f1))"
      fi
      [ -z "$(entry)" ] || fail "still there: $account"
      echo "uid $uid is gone$stays"
      sudoers=$(grep -l -w -r -- "$account" /etc/sudoers /etc/sudoers.d 2>/dev/null | tr '\\n' ' ') || :
      [ -z "$sudoers" ] || echo "sudo still names $account, and would heed the next one: $sudoers"`,
  },
});
