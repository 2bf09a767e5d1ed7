/**
 * `containers` writes who runs in containers on this host into `$claim/running-here`, one line each. Every manager that is there is asked, and one that does not answer
 * is a failure: nobody knows then. Where none names any, the kernel is asked: what has processes of its own numbering is a
 * container, whoever started it.
 */
export const CONTAINERS = `unasked() {
  echo "$1 does not say which containers run here" >"$claim/unasked"
  exit 1
}
asked() {
  if command -v prlctl >/dev/null; then prlctl list -a -H -o status,name >"$claim/prlctl" || unasked prlctl; awk '$1 != "stopped" { print $2 " (" $1 ", prlctl)" }' "$claim/prlctl"
  elif command -v vzlist >/dev/null; then vzlist -H -o ctid,hostname >"$claim/vzlist" || unasked vzlist; awk '{ print $1 " (" $2 ", vzlist)" }' "$claim/vzlist"; fi
  if [ -S /run/docker.sock ]; then docker ps >"$claim/docker" || unasked docker; awk 'NR > 1 { print $NF " (docker)" }' "$claim/docker"; fi
  if command -v podman >/dev/null; then podman ps >"$claim/podman" || unasked podman; awk 'NR > 1 { print $NF " (podman)" }' "$claim/podman"; fi
  if command -v lxc-ls >/dev/null; then lxc-ls -1 --active >"$claim/lxc" || unasked lxc-ls; sed '/./!d; s/$/ (lxc)/' "$claim/lxc"; fi
  if [ -d /run/systemd/machines ]; then find /run/systemd/machines -mindepth 1 -maxdepth 1 -type f -printf '%f (machinectl)\\n'; fi
}
numbered_apart() {
  local own process
  own=$(readlink /proc/1/ns/pid)
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/ns/pid" 2>/dev/null || echo "$own")" != "$own" ] || continue
    awk -v "name=$(tr -cd '[:graph:]' <"$process/comm" 2>/dev/null)" '$1 == "NSpid:" && $NF == 1 { print name " (process " $2 ", of its own numbering)" }' "$process/status" 2>/dev/null || :
  done
}
named_containers() {
  asked >"$claim/containers"
  [ -s "$claim/containers" ] || numbered_apart >"$claim/containers"
  LC_ALL=C tr -cd '[:print:]\\n' <"$claim/containers" | sort -u
}
containers() { (named_containers) >"$claim/running-here" || fail "nothing was changed: $(cat "$claim/unasked")"; }
in_a_line() { head -n 20 | awk '{ printf "%s%s", (NR > 1 ? ", " : ""), $0 }'; }
`;
