/**
 * What scripts about backups begin with: where this host's backups lie, by its policy (docs/backups.md), and which there
 * are. `value FILE KEY` reads the lines `key words` that the policy and a backup's manifest are made of; `kept` lists all
 * backups, newest first, as `id place`; `find_backup` sets `id` and `backup`, or fails with the nearest.
 */
export const PLACES = `export LC_ALL=C
umask 077
conf=/etc/remit/backup.conf
defined=/etc/remit/backup.d
host=$(hostname)
now=$(date +%s)
value() { awk -v key="$2" '$1 == key && NF > 1 { sub(/^[ \\t]*[^ \\t]+[ \\t]+/, ""); sub(/[ \\t]+$/, ""); print }' "$1" 2>/dev/null || :; }
one() { value "$1" "$2" | tail -n 1; }
trusted() { [ "$(stat -Lc %u -- "$1" 2>/dev/null)" = 0 ] && [ -z "$(find -L "$1" -maxdepth 0 -perm /022)" ]; }
for file in "$conf" "$defined"/*; do
  [ ! -e "$file" ] || trusted "$file" || fail "nothing was done: $file is not root's alone to change"
done
setting() {
  local said
  said=$(one "$defined/$1" "$2")
  [ -n "$said" ] || said=$(one "$conf" "$2")
  printf '%s' "\${said:-$3}"
}
lasting() { awk -v s="$1" 'BEGIN { if (s < 120) print s " s"; else if (s < 7200) print int(s / 60) " min"; else if (s < 172800) print int(s / 3600) " h"; else print int(s / 86400) " d" }'; }
size() { numfmt --to=si --suffix=B -- "$1"; }
room() { df -PB1 -- "$1" | awk 'NR == 2 { print $4 }'; }
directory=$(setting . directory /var/backups/remit)
offsite=$(setting . offsite '')
for file in "$directory" "\${offsite:-/}"; do case $file in /*) ;; *) fail "nothing was done: $file in $conf is no whole path" ;; esac; done
away=\${offsite:+$offsite/$host}
mounted() { [ -d "$offsite" ] && [ "$(stat -c %d "$offsite")" != "$(stat -c %d "$directory" 2>/dev/null)" ]; }
kept() {
  local place
  for place in "$directory" \${away:+"$away"}; do
    find "$place" -mindepth 2 -maxdepth 2 -name manifest -printf '%h\\n' 2>/dev/null || :
  done | grep -E '/[a-z][a-z0-9]{0,15}-[0-9]{8}-[0-9]{6}$' | awk -F / '{ split($NF, part, "-"); if (!seen[$NF]++) print part[2] part[3], $NF, $0 }' | sort -k 1,1r -k 2,2 | cut -d ' ' -f 2- || :
}
of_set() { awk -v set="$1" 'index($1, set "-") == 1'; }
began() {
  local stamp=\${1#*-}
  date -u -d "\${stamp:0:4}-\${stamp:4:2}-\${stamp:6:2} \${stamp:9:2}:\${stamp:11:2}:\${stamp:13:2}" +%s
}
age() { lasting "$((now - $(began "$1")))"; }
alone() {
  mkdir -p -- "$directory"
  exec 8>"$directory/.lock"
  flock -w 10 8 || fail "nothing was done: another backup or restore works in $directory"
}
copies() {
  echo "$2"
  [ -z "$away" ] || [ "$away/$1" = "$2" ] || [ ! -d "$away/$1" ] || echo "$away/$1"
}
mine() { while read -r id place; do [ "$(one "$place/manifest" host)" != "$host" ] || echo "$id $place"; done; }
find_backup() {
  local near
  case $1 in
    *-*) backup=$(kept | awk -v id="$1" '$1 == id' | sed -n 1p) ;;
    *) backup=$(kept | of_set "$1" | mine | sed -n 1p) ;;
  esac
  if [ -n "$backup" ]; then backup=\${backup#* }; id=\${backup##*/}; return 0; fi
  near=$(kept | of_set "\${1%%-*}" | while read -r name _; do case $1 in *-*) echo "$(($(began "$name") - $(began "$1"))) $name" ;; *) echo "0 $name" ;; esac; done | sed 's/^-//' | sort -n | sed -n 1,3p | cut -d ' ' -f 2 | paste -s -d ' ')
  [ -z "$near" ] || fail "nothing was done: no backup $1 here; the nearest: $near"
  fail "nothing was done: no backup $1 here; there are backups of: $(kept | cut -d - -f 1 | sort -u | paste -s -d ' ' | grep . || echo nothing)"
}
`;
