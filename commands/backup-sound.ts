/** `sound DIRECTORY PLACE` unpacks a backup below PLACE and compares every file; `marked` writes down how that went. */
export const SOUND = `sound() {
  local n size kind path good=0
  whole "$1" || good=1
  [ -z "$(grep -E 'manifest|list|sums' "$claim/wrong" || :)" ] || return 1
  while read -r n size _ kind path; do
    unpack "$1" "$n" "$2/$n" || good=1
    compared "$1" "$n" "$2/$n" "$([ "$kind" = directory ] && echo "$path" || dirname "$path")" || good=1
    [ "$good" = 0 ] || [ -s "$claim/wrong" ] || echo "$n.tar.gz cannot be unpacked" >"$claim/wrong"
  done < <(parts "$1")
  if [ -f "$1/dump.gz" ] && ! gzip -t "$1/dump.gz" 2>/dev/null; then echo "bad: the database's dump" >>"$claim/wrong"; good=1; fi
  return "$good"
}
marked() { echo "$now $2" >"$1/verified.new" && mv "$1/verified.new" "$1/verified"; }
`;
