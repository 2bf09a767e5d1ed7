/**
 * What is in a directory, in lines that are equal when it is. `listing BASE ENTRY` gives kind, rights, owner, size, time,
 * link and name of each file; what a restore put aside (.remit-…), sockets, other file systems and `apart` are left out. `whole`
 * holds a backup to its manifest, `compared` what was unpacked of it to its lists; what is wrong stands in `$claim/wrong`.
 */
export const PARTS = `apart=()
found() {
  local other without=(-name '.remit-*')
  for other in "\${apart[@]}"; do without+=(-o -path "$other"); done
  (cd "$1" && find "$2" -xdev \\( "\${without[@]}" \\) -prune -o ! -type s "\${@:3}")
}
listing() { found "$1" "$2" \\( -type d -printf '%y\\t%m\\t%U\\t%G\\t-\\t-\\t-\\t%p\\n' -o -printf "%y\\t%m\\t%U\\t%G\\t%s\\t%T@\${3:-}\\t%l\\t%p\\n" \\) | sort; }
sums() { found "$1" "$2" -type f -print0 | sort -z | (cd "$1" && xargs -0 -r sha256sum --); }
parts() { value "$1/manifest" part; }
bytes() { parts "$1" | awk '{ all += $2 } END { printf "%.0f", all }'; }
packed() { awk '$1 == "packed" { print $2 }' "$1/manifest"; }
whole() {
  local file
  : >"$claim/wrong"
  if [ "$(tail -n 1 "$1/manifest" 2>/dev/null)" != end ]; then echo "its manifest is not whole" >"$claim/wrong"; return 1; fi
  while read -r sum file; do
    if [ ! -f "$1/$file" ]; then echo "$file is missing"
    elif [ "$(sha256sum <"$1/$file" | cut -c 1-64)" != "$sum" ]; then echo "$file is damaged"; fi
  done < <(value "$1/manifest" sha256) >"$claim/wrong"
  [ ! -s "$claim/wrong" ]
}
unpack() {
  mkdir -p "$3"
  gzip -dc "$1/$2.tar.gz" 2>/dev/null | tar -x --acls --xattrs --xattrs-include='*' --numeric-owner --same-owner -p -C "$3" -f - >/dev/null 2>&1
}
compared() {
  {
    (cd "$3" && sha256sum -c --quiet "$1/$2.sums" 2>/dev/null) | sed -n 's/: FAILED.*$//p'
    listing "$3" . | sort - "$1/$2.list" | uniq -u | cut -f 8-
  } | sort -u | sed "s|^[.]|\${4%/}|" >"$claim/differs" || :
  [ -s "$claim/differs" ] || return 0
  awk 'NR <= 5 { print "bad: " $0 } END { if (NR > 5) print "bad: " NR - 5 " more" }' "$claim/differs" >>"$claim/wrong"
  return 1
}
`;
