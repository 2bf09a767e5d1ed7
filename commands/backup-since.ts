/** `since BACKUP` says what was changed after a backup, as far as it can be seen: counts for each path, and some names. */
export const SINCE = `since() {
  local n kind path base entry
  while read -r n _ _ kind path; do
    base=$path entry=.
    [ "$kind" = directory ] || base=$(dirname "$path") entry=./$(basename "$path")
    if [ ! -e "$path" ]; then echo "  $path is gone: all of it comes back"; continue; fi
    listing "$base" "$entry" | awk -F '\\t' -v path="$path" '
      NR == FNR { was[$8] = $0; next }
      !($8 in was) { if ($1 != "d") { made++; if (++named <= 4) names = names "\\n    new: " $8 }; next }
      was[$8] != $0 { changed++; if (++named <= 4) names = names "\\n    changed: " $8 }
      { delete was[$8] }
      END {
        for (name in was) gone++
        if (changed + made + gone == 0) print "  " path ": nothing was changed since"
        else print "  " path " since: " changed + 0 " changed, " made + 0 " new, " gone + 0 " gone" names
      }' "$1/$n.list" -
  done < <(parts "$1")
  if [ -f "$1/dump.gz" ]; then echo "  what the database took in since cannot be seen"; fi
}
`;
