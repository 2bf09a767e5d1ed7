/** `shown SET` says the policy of a set and its backups, two short lines each; what is overdue carries an arrow. */
export const SHOWN = `shown() {
  local set=$1 every id place count=0 newest='' checked='' said what
  of_set "$set" <"$claim/kept" >"$claim/these"
  said=$(setting "$set" every 1d)
  every=$(seconds "$said") || fail "$every"
  what=$({ paths_of "$set"; value "$defined/$set" dump | sed 's/^/dump /'; } | paste -s -d ',' | sed 's/,/, /g')
  if sets | grep -xF -e "$set" >/dev/null; then echo "$set: $what; every $said, kept $(setting "$set" keep 14d), at least $(setting "$set" least 3)"
  else echo "$set: no set of this host's policy any more"; every=; fi
  while read -r id place; do
    count=$((count + 1))
    newest=\${newest:-$id}
    [ "$count" -le 10 ] || continue
    echo "  $id"
    echo "    $(age "$id") old, $(size "$(awk '$1 == "packed" { print $2 }' "$place/manifest")")$(seen "$place")$(elsewhere "$id" "$place")"
  done <"$claim/these"
  [ "$count" -le 10 ] || echo "  and $((count - 10)) older, to $(tail -n 1 "$claim/these" | cut -d ' ' -f 1)"
  if [ -n "$every" ] && [ -z "$newest" ]; then echo "  no backup yet  <- overdue"
  elif [ -n "$every" ] && [ "$((now - $(began "$newest")))" -gt "$every" ]; then echo "  the newest is $(age "$newest") old  <- overdue"; fi
  if [ -n "$newest" ] && ! verified_lately; then echo "  none was verified in the last 30 days  <- verify one"; fi
}
seen() {
  local at how rest
  read -r at how rest 2>/dev/null <"$1/verified" || { echo ", never verified"; return 0; }
  if [ "$how" = good ]; then echo ", verified $(lasting "$((now - at))") ago"
  else echo ", NOT GOOD $(lasting "$((now - at))") ago: $rest  <- do not count on it"; fi
}
elsewhere() {
  if [ "$(one "$2/manifest" host)" != "$host" ]; then echo ", of another host: $(one "$2/manifest" host)"
  elif [ -n "$away" ] && [ -e "$away/$1/manifest" ]; then
    if [ "$2" = "$away/$1" ]; then echo ", off-site only"; else echo ", off-site too"; fi
  elif [ -n "$away" ]; then echo ", not off-site  <- copy lacks"; fi
}
verified_lately() {
  local id place at how _
  while read -r id place; do
    read -r at how _ 2>/dev/null <"$place/verified" || continue
    [ "$how" != good ] || [ "$((now - at))" -gt 2592000 ] || return 0
  done <"$claim/these"
  return 1
}
`;
