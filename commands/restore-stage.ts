/**
 * `stage BACKUP ONLY` unpacks a backup beside what is there (in .remit-…, on the same file system, root's alone), compares
 * every file with its checksum, and notes in `$claim/staged` what would be switched; ONLY is one path, or empty. When the
 * backup is not sound, `$claim/wrong` says so and nothing of it stays. `since` says what was changed after a backup.
 */
export const STAGING = `: >"$claim/staged"
refuse() {
  unstage
  fail "nothing was changed: $*"
}
stage() {
  local n size files kind path base stash entry set hit=
  whole "$1" || return 1
  set=$(one "$1/manifest" set)
  while read -r n size files kind path; do
    base=$path entry=.
    [ "$kind" = directory ] || base=$(dirname "$path") entry=./$(basename "$path")
    if [ -n "$2" ]; then
      case $2/ in "$path"/*) ;; *) continue ;; esac
      [ "$2" = "$path" ] || entry=./\${2#"\${base%/}"/}
      [ -n "$(cut -f 8- "$1/$n.list" | awk -v name="$entry" '$0 == name')" ] || refuse "$2 is not in \${1##*/}"
      [ -d "$base/$(dirname "$entry")" ] || refuse "$(dirname "$2") is not there any more; restore that"
    fi
    hit=1
    [ ! -e "$base" ] || [ -d "$base" ] || refuse "$base is no directory any more"
    stash="$base/.remit-$SSM_ExecId-$set$n"
    [ -d "$base" ] || { mkdir -p -- "$base" || refuse "$base cannot be made"; echo "$base" >>"$claim/made"; }
    [ "$(room "$base")" -gt "$size" ] || refuse "no room at $base: needs $(size "$size"), has $(size "$(room "$base")")"
    mkdir -m 700 -- "$stash" || refuse "nothing can be put aside in $base"
    printf '%s\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$stash" "$base" "$n" "$1" "$kind" "$entry" >>"$claim/staged"
    unpack "$1" "$n" "$stash/new" && compared "$1" "$n" "$stash/new" "$base" || { [ -s "$claim/wrong" ] || echo "$n.tar.gz cannot be unpacked" >"$claim/wrong"; unstage "$1"; return 1; }
  done < <(parts "$1")
  if [ -z "$2" ] && [ -f "$1/dump.gz" ]; then hit=1; fi
  [ -n "$hit" ] || refuse "$2 is not in \${1##*/}, which has $(parts "$1" | cut -d ' ' -f 5- | paste -s -d ' ')"
}
unstage() {
  local stash base rest from kind
  while IFS=$'\\t' read -r stash base rest from kind; do
    if [ -z "\${1:-}" ] || [ "$from" = "$1" ]; then rm -rf -- "$stash"; fi
  done <"$claim/staged"
  if [ -n "\${1:-}" ]; then awk -F '\\t' -v from="$1" '$4 != from' "$claim/staged" >"$claim/staged.new"; else : >"$claim/staged.new"; fi
  mv "$claim/staged.new" "$claim/staged"
  if [ -e "$claim/made" ]; then while read -r base; do rmdir -- "$base" 2>/dev/null || :; done <"$claim/made"; fi
}
`;
