/**
 * `switch_all` puts what was staged in the place of what is there, by renames, entry by entry and only what differs: a
 * mount point, or /etc, cannot be renamed itself. What is a file system of its own stays, and so does what belongs to the
 * machine rather than to its data (`OWN`). Every failure on the way puts all back and starts what was stopped.
 */
export const RESTORING = `OWN='fstab|crypttab|mtab|machine-id|hostname|resolv[.]conf|network|netplan'
differing() {
  if [ "$6" != . ]; then printf '%s\\n' "$6"; return 0; fi
  elsewhere "$2" "$4"
  ours "$4/$3.list" >"$claim/was"
  listing "$2" . | sort - "$claim/was" | uniq -u | cut -f 8- | awk -v apart="$claim/apart" '
    BEGIN { while ((getline name <apart) > 0) others[name "/"] }
    {
      count = split($0, part, "/")
      item = "."
      for (i = 2; i <= count; i++) {
        item = item "/" part[i]
        holds = 0
        for (name in others) if (index(name, item "/") == 1) holds = 1
        if (holds) continue
        if (!seen[item]++) print item
        break
      }
    }'
}
stays() { [ "$1" = /etc ] && [ "$3" = . ] && [[ \${2#./} =~ ^($OWN)$ ]]; }
give_up() {
  if switch_back && load_back; then
    [ ! -s "$saved/stopped" ] || begin "$saved/stopped" || :
    unstage
    rm -f -- "$saved"/*
    fail "nothing was changed: $1"
  fi
  fail "$1; and it could not all be put back: what was there lies in $(cut -f 1 "$claim/staged" | paste -s -d ' ')"
}
chosen() {
  while read -r from; do value "$from/manifest" service; done <"$claim/chosen" | sort -u >"$saved/services"
  cut -f 1,2,6 "$claim/staged" >"$saved/places"
  : >"$saved/switched"
}
switch_all() {
  local stash base n from kind entry item has was left=''
  : >"$saved/rights"
  trap '' HUP INT TERM
  while IFS=$'\\t' read -r -u 7 stash base n from kind entry; do
    differing "$stash" "$base" "$n" "$from" "$kind" "$entry" >"$stash/items"
    if [ "$entry" = . ]; then
      printf '%s %s\\n' "$(stat -c %a:%u:%g -- "$base")" "$base" >>"$saved/rights"
      chmod --reference "$stash/new" "$base"
      chown --reference "$stash/new" "$base"
    fi
    while IFS= read -r -u 6 item; do
      if stays "$base" "$item" "$entry"; then left="$left $base/\${item#./}"; continue; fi
      if there "$stash/new/$item"; then has=yes; else has=no; fi
      if there "$base/$item"; then was=yes; else was=no; fi
      printf '%s\\0' "$stash" "$base" "$item" "$has" "$was" >>"$saved/switched"
      ! there "$base/$item" || move "$base/$item" "$stash/was/$item" || give_up "$base/$item cannot be moved"
      [ "$has" = no ] || mv -T -- "$stash/new/$item" "$base/$item" || give_up "$base/$item cannot be put in its place"
    done 6<"$stash/items"
    listing "$base" "$entry" >"$saved/left-\${stash##*/}"
    printf '%s\\n' "\${apart[@]}" >"$saved/apart-\${stash##*/}"
    apart=()
  done 7<"$claim/staged"
  trap - HUP INT TERM
  [ -z "$left" ] || echo "left as they are, the machine's own:$left"
}
load_all() {
  local from set load dump
  while read -r -u 7 from; do
    [ -f "$from/dump.gz" ] || continue
    set=$(one "$from/manifest" set) load=$(one "$from/manifest" load) dump=$(one "$from/manifest" dump)
    if [ -z "$load" ]; then echo "not loaded, since the set $set names no load: $from/dump.gz"; continue; fi
    usable "$load" || return 1
    if usable "$dump" && "$dump" 2>"$claim/dump" </dev/null | gzip >"$saved/$set.gz"; then echo "$set.gz $load" >>"$saved/loaded"
    else echo "what the database of $set held cannot be kept: $(sed -n 1p "$claim/dump")"; [ "$1" = anyway ] || return 1; fi
    load "$load" "$from/dump.gz" || return 1
    echo "loaded into the database: the dump of $set"
  done 7<"$claim/chosen"
}
told() {
  local stash base rest
  while IFS=$'\\t' read -r stash base rest; do
    echo "$base: $(awk 'END { print NR }' "$stash/items") switched"
    rm -rf -- "$stash/new" "$stash/items"
    if [ -e "$stash/was" ]; then echo "  as it was: $stash/was, for 30 days"; else rmdir -- "$stash"; fi
  done <"$claim/staged"
}
`;
