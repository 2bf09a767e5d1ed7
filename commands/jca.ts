import type { Field } from '../bot/domain/command.ts';

/** An account of the platform's admin panel: a login or an address. */
export function jcaAccount(): Field {
  return {
    allowedPattern: '^[a-z0-9][a-z0-9._@-]{0,62}$',
    allowed:
      'a login or an address: lower-case letters, digits, `.`, `_`, `@` and `-`, beginning with a letter or digit, at most 63 characters',
    example: 'alice@acme.example',
    label: 'JCA account',
  };
}

/**
 * How the documents reach JCA accounts: by a program that the owner of the platform puts on the host, which is root's
 * alone. There is no public interface that every version of the platform has, so that none is assumed: where the program
 * is not there, nothing is run and the answer says what is missing. docs/access.md has what it is called with.
 */
export const JCA = `LC_ALL=C
jca=/etc/remit/jca
[ -e "$jca" ] || fail "nothing was changed: this host does not say how its JCA accounts are managed: $jca is not there (docs/access.md says what it has to be)"
if [ ! -f "$jca" ] || [ ! -x "$jca" ]; then fail "nothing was changed: $jca is no program"; fi
case "$(stat -L -c '%u %A' "$jca")" in 0\\ -????-??-?) ;; *) fail "nothing was changed: $jca must be root's, and writable by nobody else" ;; esac
all() {
  "$jca" list >"$claim/jca" 2>"$claim/jca-said" || fail "nothing was changed: $jca list failed: $(told)"
  ! grep -v -E '^[a-z0-9][a-z0-9._@-]*[[:blank:]]+(open|locked)([[:blank:]]|$)' "$claim/jca" >"$claim/jca-odd" ||
    fail "nothing was changed: $jca list does not say NAME open|locked in: $(head -n 1 "$claim/jca-odd" | cut -c 1-80)"
}
told() { tr -c '[:print:]' ' ' <"$claim/jca-said" | cut -c 1-200; }
`;

/** The same for one account: `look` finds its `$state`, which is `open`, `locked` or nothing; `tell VERB` has it changed. */
export const JCA_ACCOUNT = `${JCA}account="$SSM_Account"
case "$account" in '' | [!a-z0-9]* | *[!a-z0-9._@-]*) fail "nothing was changed: that is no name of an account" ;; esac
look() {
  all
  state=$(awk -v "name=$account" '$1 == name { print $2; exit }' "$claim/jca")
}
tell() { "$jca" "$1" "$account" >"$claim/jca-said" 2>&1 || fail "$jca $1 failed: $(told)"; }
`;

/** The undo of a lock or an unlock, and of an account that was added: it is locked then, since what it did keeps its name. */
export function jcaBack(verb: 'lock' | 'unlock', left: string, before: string): string {
  return `${JCA_ACCOUNT}
      if [ ! -f "$saved/done" ]; then echo "$SSM_Undone changed nothing of $account: nothing to take back"; exit 0; fi
      look
      [ "$state" = ${left} ] || fail "nothing was changed: $account is \${state:-gone} by now, and stays"
      tell ${verb}
      look
      [ "$state" = ${before} ] || fail "$account is not ${before}, though $jca ${verb} says so"
      echo "$account is ${before}"`;
}
