/**
 * `take SET` makes one backup, in a directory that gets its name when everything is in it and checked, so that what was
 * interrupted is never listed. It is of one moment: what changes while it is read is read again, and at the third time
 * there is no backup. `expire` removes what the policy keeps no longer, but never the last that was verified.
 */
export const TAKE = `pack() {
  local n=$1 path=$2 base entry kind try figures
  if [ -d "$path" ]; then base=$path entry=. kind=directory
  else base=$(dirname "$path") entry=./$(basename "$path") kind=file; fi
  apart=()
  mapfile -t apart < <(awk -v set="$set" -v path="\${path%/}/" '$1 != set { sub(/^[^ ]+ /, ""); if (index($0, path) == 1) print "./" substr($0, length(path) + 1) }' "$claim/policy")
  printf '%s\\n' "\${apart[@]}" | sed -n "s|^[.]|other \${path%/}|p" >>"$new/manifest"
  case $directory/ in "$path"/*) fail "$set: $path holds the backups themselves" ;; esac
  for try in 1 2 3; do
    listing "$base" "$entry" ' %C@' >"$claim/first"
    if found "$base" "$entry" -print0 >"$claim/names" && tar -C "$base" -c --null --no-recursion -T "$claim/names" --format=posix --acls --xattrs --xattrs-include='*' --numeric-owner --sparse -f - 2>"$claim/tar" | gzip >"$new/$n.tar.gz" &&
      sums "$base" "$entry" >"$new/$n.sums" 2>/dev/null && listing "$base" "$entry" >"$new/$n.list" &&
      listing "$base" "$entry" ' %C@' | cmp -s - "$claim/first"; then
      figures=$(awk -F '\\t' '$1 == "f" { files++; bytes += $5 } END { printf "%.0f %d", bytes, files }' "$new/$n.list")
      echo "part $n $figures $kind $path" >>"$new/manifest"
      [ "$(gzip -dc "$new/$n.tar.gz" | tar -t -f - --quoting-style=c | wc -l)" = "$(tr -cd '\\0' <"$claim/names" | wc -c)" ] || fail "$set: what was written of $path does not read back"
      return 0
    fi
  done
  grep -v 'Removing leading' "$claim/tar" | head -n 1 || :
  fail "$set: $path changed each time while it was read ($(listing "$base" "$entry" ' %C@' | sort - "$claim/first" | uniq -u | cut -f 8- | sed -n 1p)); give the set a dump, or a quieter hour"
}
needed() {
  local last was is
  last=$(kept | of_set "$set" | sed -n 1p | cut -d ' ' -f 2-)
  is=$(while read -r path; do du -sxb -- "$path"; done <"$claim/paths" | awk '{ all += $1 } END { printf "%.0f", all }')
  was=$([ -z "$last" ] || bytes "$last")
  if [ "\${was:-0}" -gt 0 ]; then awk -v is="$is" -v was="$was" -v packed="$(packed "$last")" 'BEGIN { printf "%.0f", is * packed / was * 1.5 + 1000000 }'
  else echo "$((is + 1000000))"; fi
}
dumped() {
  local dump=$1
  trusted "$dump" && [ -x "$dump" ] || fail "$set: $dump is not a program of root's alone"
  "$dump" 2>"$claim/dump" </dev/null | gzip >"$new/dump.gz" || fail "$set: $dump failed: $(head -n 1 "$claim/dump")"
  [ -n "$(gzip -dc "$new/dump.gz" | head -c 1)" ] || fail "$set: $dump gave nothing"
}
take() {
  set=$1
  local id new n=0 path need has every said dump
  paths_of "$set" | while read -r path; do readlink -e -- "$path" || fail "$set: there is no $path"; done >"$claim/paths" || fail "$(tail -n 1 "$claim/paths")"
  [ -z "$(grep '[][*?\\\\]' "$claim/paths" || :)" ] || fail "$set: a path with *, ?, [, ] or \\\\ cannot be backed up"
  dump=$(one "$defined/$set" dump)
  for every in every:1d keep:14d; do said=$(seconds "$(setting "$set" "\${every%:*}" "\${every#*:}")") || fail "$said"; done
  [[ $(setting "$set" least 3) =~ ^[1-9][0-9]{0,3}$ ]] || fail "nothing was done: how many backups of $set are kept at least is no number"
  rm -rf -- "$directory"/.new-* "$directory"/.old-* "$directory"/.check-*
  need=$(needed)
  has=$(room "$directory")
  [ "$has" -ge "$need" ] || fail "$set: no room in $directory: needs $(size "$need"), has $(size "$has")"
  until id=$set-$(date -u +%Y%m%d-%H%M%S) && [ ! -e "$directory/$id" ]; do sleep 0.2; done
  new=$directory/.new-$id
  mkdir "$new"
  printf '%s\\n' "remit-backup 1" "id $id" "set $set" "host $host" "machine $(cat /etc/machine-id 2>/dev/null || echo none)" >"$new/manifest"
  while read -r path; do
    pack "$n" "$path"
    n=$((n + 1))
  done <"$claim/paths"
  [ -z "$dump" ] || dumped "$dump"
  {
    services_of "$set" | sed 's/^/service /'
    value "$defined/$set" load | sed 's/^/load /'
    [ -z "$dump" ] || echo "dump $dump"
    (cd "$new" && sha256sum -- *.gz $(ls | grep -E '[.](list|sums)$')) | awk '{ print "sha256", $1, $2 }'
    (cd "$new" && cat -- *.gz | wc -c | sed 's/^/packed /')
    printf '%s\\n' "tar $(tar --version | head -n 1)" "gzip $(gzip --version | head -n 1)" "ended $(date +%s)" end
  } >>"$new/manifest"
  sync -f "$new"
  mv -T -- "$new" "$directory/$id"
  echo "$id: $(parts "$directory/$id" | awk '{ all += $3 } END { print all + 0 (all == 1 ? " file" : " files") }'), $(size "$(bytes "$directory/$id")"), packed $(size "$(packed "$directory/$id")")$([ -z "$dump" ] || echo ', with a dump')"
  lost_mounts
  expire "$directory"
  aside
  [ -z "$offsite" ] || send_away "$id"
}
lost_mounts() {
  while read -r path; do
    awk -v at="$path/" 'index($5, at) == 1 { print "  not in it, a file system of its own: " $5 }' /proc/self/mountinfo | head -n 3
  done <"$claim/paths"
}
send_away() {
  mounted || fail "$set: kept here, and NOT off-site: nothing is mounted at $offsite"
  mkdir -p -- "$away"
  rm -rf -- "$away"/.new-* "$away"/.old-*
  [ "$(room "$away")" -gt "$(packed "$directory/$1")" ] || fail "$set: kept here, and NOT off-site: no room at $offsite"
  cp -a -- "$directory/$1" "$away/.new-$1" && whole "$away/.new-$1" && sync -f "$away/.new-$1" && mv -T -- "$away/.new-$1" "$away/$1" ||
    fail "$set: kept here, and NOT off-site: the copy at $offsite is not whole"
  echo "  off-site: $away/$1"
  expire "$away"
}
expire() {
  local place=$1 keep least id at verified= gone=0
  keep=$(seconds "$(setting "$set" keep 14d)")
  least=$(setting "$set" least 3)
  find "$place" -mindepth 1 -maxdepth 1 -type d -printf '%f\\n' | grep -xE "$set-[0-9]{8}-[0-9]{6}" | sort -r >"$claim/stay"
  while read -r id; do
    [ "$(one "$place/$id/manifest" host)" = "$host" ] || continue
    at=$(began "$id")
    if [ -z "$verified" ] && grep -q ' good ' "$place/$id/verified" 2>/dev/null; then verified=$id; continue; fi
    if [ "$least" -gt 0 ]; then least=$((least - 1)); continue; fi
    [ "$((now - at))" -gt "$keep" ] || continue
    mv -T -- "$place/$id" "$place/.old-$id"
    rm -rf -- "$place/.old-$id"
    gone=$((gone + 1))
  done <"$claim/stay"
  [ "$gone" = 0 ] || echo "  removed, older than $(setting "$set" keep 14d): $gone in $place"
}
aside() {
  while read -r path; do
    find "$([ -d "$path" ] && echo "$path" || dirname "$path")" -mindepth 1 -maxdepth 1 -type d -name '.remit-*' -mtime +30 -print -exec rm -rf -- {} + | sed 's/^/  removed, put aside by a restore: /'
  done <"$claim/paths"
}
`;
