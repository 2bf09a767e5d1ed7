/**
 * `elsewhere BASE BACKUP` finds what lies below a path and belongs to another set, to another file system or to another
 * path that was staged: a restore leaves it alone (`apart`, and `ours` for a list). `since BACKUP` says what was changed after a backup, as far as it can be seen: counts for each path, and some names.
 */
export const SINCE = `elsewhere() {
  {
    value "$2/manifest" other
    awk '{ print $5 }' /proc/self/mountinfo
    [ ! -s "$claim/staged" ] || cut -f 2 "$claim/staged"
  } | awk -v base="\${1%/}/" 'index($0, base) == 1 && !seen[$0]++ { print "./" substr($0, length(base) + 1) }' >"$claim/apart"
  mapfile -t apart <"$claim/apart"
}
ours() { awk -F '\\t' -v apart="$claim/apart" 'BEGIN { while ((getline name <apart) > 0) others[name] } { for (name in others) if ($8 == name || index($8, name "/") == 1) next; print }' "$1"; }
since() {
  local n kind path base entry
  while read -r n _ _ kind path; do
    base=$path entry=.
    [ "$kind" = directory ] || base=$(dirname "$path") entry=./$(basename "$path")
    if [ ! -e "$path" ] || grep -xF -e "$path" "$claim/made" >/dev/null 2>&1; then echo "  $path is gone: all of it comes back"; continue; fi
    elsewhere "$base" "$1"
    ours "$1/$n.list" >"$claim/was"
    listing "$base" "$entry" | awk -F '\\t' -v path="$path" '
      NR == FNR { was[$8] = $0; next }
      !($8 in was) { if ($1 != "d") { made++; if (++named <= 4) names = names "\\n    new: " $8 }; next }
      was[$8] != $0 { changed++; if (++named <= 4) names = names "\\n    changed: " $8 }
      { delete was[$8] }
      END {
        for (name in was) gone++
        if (changed + made + gone == 0) print "  " path ": nothing was changed since"
        else print "  " path " since: " changed + 0 " changed, " made + 0 " new, " gone + 0 " gone" names
      }' "$claim/was" -
    apart=()
  done < <(parts "$1")
  if [ -f "$1/dump.gz" ]; then echo "  what the database took in since cannot be seen"; fi
}
`;
