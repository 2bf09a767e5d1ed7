import type { Field } from '../bot/domain/command.ts';

/**
 * How the documents reach what a container may use: by a program that the owner of the platform puts into the container, which is
 * root's alone. A container cannot raise its own limits, and who can differs from platform to platform, so that none is
 * assumed. docs/hosts.md has what it is called with. Amounts: hundredths of a core, and MB.
 */
export const RESOURCES = `LC_ALL=C
platform=/etc/remit/resources
[ -e "$platform" ] || fail "nothing was changed: this container does not say how its resources are managed: $platform is not there (docs/hosts.md says what it has to be)"
if [ ! -f "$platform" ] || [ ! -x "$platform" ]; then fail "nothing was changed: $platform is no program"; fi
case "$(stat -L -c '%u %A' "$platform")" in 0\\ -????-??-?) ;; *) fail "nothing was changed: $platform must be root's, and writable by nobody else" ;; esac
told() { tr -c '[:print:]' ' ' <"$claim/platform-said" | cut -c 1-200; }
all() {
  "$platform" show >"$claim/resources" 2>"$claim/platform-said" || fail "nothing was changed: $platform show failed: $(told)"
  ! grep -v -E '^(cpu|memory|disk) ([1-9][0-9]{0,8}|unlimited) [0-9]{1,9}$' "$claim/resources" >"$claim/odd" ||
    fail "nothing was changed: $platform show does not say cpu|memory|disk LIMIT USED in: $(head -n 1 "$claim/odd" | tr -c '[:print:]' ' ' | cut -c 1-80)"
}
limit_of() { awk -v "name=$1" '$1 == name { print $2; exit }' "$claim/resources"; }
used_of() { awk -v "name=$1" '$1 == name { print $3; exit }' "$claim/resources"; }
words() {
  case "$2:$1" in
    unlimited:*) echo unlimited ;;
    *:cpu) awk -v n="$2" 'BEGIN { printf "%g core%s", n / 100, (n == 100 ? "" : "s") }' ;;
    *) awk -v n="$2" 'BEGIN { if (n >= 1024) printf "%.4g GB", n / 1024; else printf "%d MB", n }' ;;
  esac
}
change() {
  "$platform" set "$1" "$2" >"$claim/platform-said" 2>&1 || fail "$platform set $1 $2 failed: $(told)"
  all
  [ "$(limit_of "$1")" = "$2" ] || fail "$1 is $(words "$1" "$(limit_of "$1")"), though $platform set says that it was changed"
}
`;

/** Cores with at most two decimals: `2`, `1.5`, `0.25`. */
export function cores(): Field {
  return {
    allowedPattern: '^([1-9][0-9]{0,2}([.][0-9]{1,2})?|0[.]([1-9][0-9]?|0[1-9]))$',
    allowed: 'a number of cores above 0, at most 999, with at most two digits after `.`',
    example: '1.5',
    label: 'Cores',
  };
}

/** Memory or disk, in whole MB or GB: `512m`, `8g`. */
export function size(): Field {
  return {
    allowedPattern: '^([1-9][0-9]{0,7}m|[1-9][0-9]{0,4}g)$',
    allowed: 'a whole number and `m` for MB (at most eight digits) or `g` for GB (at most five)',
    example: '8g',
    label: 'Size',
  };
}
