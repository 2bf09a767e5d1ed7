/**
 * What the documents about accounts begin with. The name is checked once more, so that nothing rests on SSM alone, and
 * `person` fails for whom these commands are not: root, the system's accounts (uid below 1000 or above 60000, as
 * /etc/login.defs has it in Debian) and `ssm-user`, which SSM's agent makes for its own sessions.
 */
export const ACCOUNT = `LC_ALL=C
account="$SSM_Account"
case "$account" in '' | [!a-z]* | *[!a-z0-9_-]* | ?????????????????????????????????*) fail "nothing was changed: that is no name of an account" ;; esac
entry() { awk -F: -v "name=$account" '$1 == name' /etc/passwd; }
part() { entry | cut -d: -f"$1"; }
secret() { awk -F: -v "name=$account" -v "field=$1" '$1 == name { print $field }' /etc/shadow; }
person() {
  [ -n "$(entry)" ] || fail "nothing was changed: no account $account on this host"
  uid=$(part 3)
  if [ "$uid" -lt 1000 ] || [ "$uid" -gt 60000 ]; then fail "nothing was changed: $account (uid $uid) is the system's, not a person's"; fi
  [ "$account" != ssm-user ] || fail "nothing was changed: $account is the agent's own"
}
running() {
  find /proc -mindepth 1 -maxdepth 1 -name '[0-9]*' -uid "$1" -printf '%f\\n' 2>/dev/null | sort -n | head -n 5 |
    while read -r pid; do printf '%s%s (pid %s)' "\${comma:-}" "$(cat "/proc/$pid/comm" 2>/dev/null || echo gone)" "$pid"; comma=', '; done
}
`;

/** Where a lock notes the day on which the account would have expired anyway, for whoever unlocks it. */
const NOTE = '/var/lib/remit/locked';

/**
 * Locked is: the password does not match, and the account expired on day 1 of 1970. The first alone would let keys in;
 * the second turns every way in away, sshd's and cron's too.
 */
export const LOCKING = `${ACCOUNT}note=${NOTE}/$account
state() { printf '%s:%s' "$(secret 2)" "$(secret 8)"; }
locked() { [ "$(secret 8)" = 1 ]; }
begin() {
  person
  keep "$note"
  state >"$saved/before"
}
done_with() {
  left "$note"
  state >"$saved/after"
}
`;

/** Gives password and expiry back as they were before a lock or an unlock. */
export const UNLOCKING = `${LOCKING}person
if [ "$(state)" != "$(cat "$saved/after" 2>/dev/null)" ]; then fail "nothing was changed: $account was changed after $SSM_Undone, and stays"; fi
put_back "$note"
IFS=: read -r password expiry <"$saved/before" || :
printf '%s:%s\\n' "$account" "$password" | chpasswd -e
chage -E "\${expiry:--1}" "$account"
[ "$(state)" = "$(cat "$saved/before")" ] || fail "$account is not as it was before $SSM_Undone"
if locked; then echo "$account is locked, as before"; else echo "$account is open, as before"; fi
`;
