/**
 * What a restore and its undo both do: services down and up, dumps loaded, and what was switched put back as it was.
 * `$saved/switched` has five words for each step, ended by NUL and written before the step: where things are put aside,
 * below what, which entry, whether the backup has it, and whether it was there. What stands there by then is put aside, too (`undone`).
 */
export const SWITCHING = `there() { [ -e "$1" ] || [ -L "$1" ]; }
active() { systemctl is-active -- "$1.service" 2>/dev/null | sed -n 1p | grep -x active >/dev/null; }
halt() {
  local service
  while read -r service; do
    active "$service" || continue
    echo "$service" >>"$2"
    systemctl stop -- "$service.service" 8>&- </dev/null || :
    ! active "$service" || return 1
  done <"$1"
}
begin() {
  local service down=
  [ ! -s "$1" ] || while read -r service; do
    systemctl start -- "$service.service" 8>&- </dev/null || :
    sleep 0.3
    if active "$service"; then echo "$service runs"; else down="$down $service"; fi
  done <"$1"
  [ -z "$down" ] || { echo "still down:$down"; return 1; }
}
move() { mkdir -p -m 700 -- "$(dirname "$2")" && mv -T -- "$1" "$2"; }
switch_back() {
  local steps at stash base entry was rights
  [ -e "$saved/switched" ] || return 0
  mapfile -d '' steps <"$saved/switched"
  for ((at = \${#steps[@]} - 5; at >= 0; at -= 5)); do
    stash=\${steps[at]} base=\${steps[at + 1]} entry=\${steps[at + 2]} was=\${steps[at + 4]}
    if [ "$was" = yes ]; then there "$stash/was/$entry" || continue; fi
    if [ "$was" = no ] && there "$stash/new/$entry"; then continue; fi
    ! there "$base/$entry" || move "$base/$entry" "$stash/undone/$entry" || return 1
    [ "$was" = no ] || mv -T -- "$stash/was/$entry" "$base/$entry" || return 1
  done
  while read -r rights base; do
    chmod "\${rights%%:*}" "$base" && chown "\${rights#*:}" "$base" || return 1
  done <"$saved/rights"
}
usable() { trusted "$1" && [ -x "$1" ] || { echo "$1 is not a program of root's alone"; return 1; }; }
load() {
  local program=$1 dump=$2
  gzip -dc "$dump" | "$program" >"$claim/load" 2>&1 || { echo "$program failed: $(sed -n 1p "$claim/load")"; return 1; }
}
load_back() {
  local program file
  [ -s "$saved/loaded" ] || return 0
  while read -r file program; do usable "$program" && load "$program" "$saved/$file" || return 1; done <"$saved/loaded"
}
`;
