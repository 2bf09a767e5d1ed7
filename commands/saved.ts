/** What both sides of an undo know of files: what stands there in a line or two, and the place of a file in `$saved`. */
const FILES = `fingerprint() {
  if [ -L "$1" ]; then readlink -- "$1"
  elif [ -d "$1" ]; then stat -c 'directory %a %u %g' -- "$1"
  elif [ -e "$1" ]; then stat -c '%a %u %g' -- "$1"; sha256sum <"$1"
  else echo absent; fi
}
slot() { printf '%s/file-%s' "$saved" "$(printf '%s' "$1" | sha256sum | cut -c 1-16)"; }
`;

/**
 * What the script of a command that can be undone begins with. `$saved` is a directory in its own claim, for whatever
 * the undo will need. For files there are two words: `keep FILE` before it is changed (also one that is not there yet),
 * `left FILE` when it stands as the change leaves it.
 */
export const SAVING = `saved=$claim/saved
mkdir -p -m 700 "$saved"
${FILES}keep() {
  local slot
  slot=$(slot "$1")
  mkdir -p "$slot"
  fingerprint "$1" >"$slot/was"
  if [ -e "$1" ] || [ -L "$1" ]; then cp -a -- "$1" "$slot/before"; fi
}
left() { fingerprint "$1" >"$(slot "$1")/left"; }
`;

const AS_LEFT = `as_left() {
  local slot
  slot=$(slot "$1")
  [ -f "$slot/left" ] || fail "nothing was changed: $SSM_Undone left no $1"
  [ "$(fingerprint "$1")" = "$(cat "$slot/left")" ] || fail "$1 was changed after $SSM_Undone, and stays; as it was before that run it lies in $slot/before"
}
`;

const PUT_BACK = `put_back() {
  local slot
  as_left "$1"
  slot=$(slot "$1")
  if [ -e "$slot/before" ] || [ -L "$slot/before" ]; then
    rm -rf -- "$1.remit-undo"
    cp -a -- "$slot/before" "$1.remit-undo"
    mv -T -- "$1.remit-undo" "$1"
  else rm -f -- "$1"; fi
  [ "$(fingerprint "$1")" = "$(cat "$slot/was")" ] || fail "$1 is not as it was before $SSM_Undone"
}
`;

/**
 * What an undo begins with: `$saved` is what the run that is taken back kept. `as_left FILE` fails in words when the file
 * is no longer as that run left it, so that somebody's later change stays; `put_back FILE` looks so, too, and then gives
 * it back as it was before that run. An undo that succeeds leaves a mark, and there is no second one.
 */
export const UNDOING = `case "\${SSM_Undone:-}" in
  '' | *[!A-Za-z0-9-]*) echo "nothing was run: no id of the run that is to be taken back" >&2; exit 91 ;;
esac
saved=$claims/$SSM_Undone/saved
[ -d "$saved" ] || fail "nothing was changed: this host has nothing that $SSM_Undone saved (it keeps that for 30 days)"
[ ! -e "$claims/$SSM_Undone/undone" ] || fail "nothing was changed: $SSM_Undone was taken back before, by $(cat "$claims/$SSM_Undone/undone")"
${FILES}${AS_LEFT}${PUT_BACK}trap '[ "$?" != 0 ] || printf "%s\\n" "$SSM_ExecId" >"$claims/$SSM_Undone/undone"' EXIT
`;

/**
 * The same words for a guard, which takes back what may have ended half-way: a file that was not kept is left alone, and
 * one that has no `left` yet is given back whatever stands there. `$SSM_Undone` is the run itself.
 */
export const GIVING_BACK = `${FILES}as_left() {
  local slot
  slot=$(slot "$1")
  [ -f "$slot/left" ] || return 0
  [ "$(fingerprint "$1")" = "$(cat "$slot/left")" ] || fail "$1 was changed after $SSM_Undone, and stays; as it was before that run it lies in $slot/before"
}
${PUT_BACK.replace('as_left "$1"', 'as_left "$1"\n  [ -f "$(slot "$1")/was" ] || return 0')}`;
