import { plainName } from './fields.ts';

/** A tunnel of OpenVPN by the name of its configuration, which is the name of its unit: `office` is `openvpn@office`. */
export const peerName = () => plainName({ label: 'Peer', example: 'office' });

/**
 * What documents about tunnels begin with. A peer is a file, in one of the three places that OpenVPN's own units read:
 * `openvpn@`, `openvpn-client@` and `openvpn-server@`. Whether it is up is asked of systemd, what it carries of the
 * interface that its process holds open.
 */
export const VPN = `LC_ALL=C
places='openvpn@:/etc/openvpn openvpn-client@:/etc/openvpn/client openvpn-server@:/etc/openvpn/server'
command -v openvpn >/dev/null || fail "nothing was changed: OpenVPN is not installed here (install openvpn on this host)"
peers() {
  local place file
  for place in $places; do
    for file in "\${place#*:}"/*.conf; do
      [ ! -f "$file" ] || basename -- "$file" .conf
    done
  done | tr -cd '[:print:]\\n' | sort -u
}
tunnels_of() {
  local place
  for place in $places; do
    [ ! -f "\${place#*:}/$1.conf" ] || echo "\${place%%:*}$1.service \${place#*:}/$1.conf"
  done
}
property() { systemctl show -p "$1" -- "$unit" 2>/dev/null | sed -n "s/^$1=//p" | head -n 1 || :; }
running() { case $(property ActiveState) in active | activating | reloading) ;; *) return 1 ;; esac; }
device() {
  local pid
  pid=$(property MainPID)
  { sed -n 's/^iff:[[:blank:]]*//p' "/proc/\${pid:-0}/fdinfo/"* || sed -n 's/^[[:blank:]]*dev[[:blank:]]*//p' "$config"; } 2>/dev/null | head -n 1 || :
}
address() { ip -o -4 addr show dev "$1" 2>/dev/null | awk '{ print $4; exit }' || :; }
remotes() { sed -n 's/^[[:blank:]]*remote[[:blank:]][[:blank:]]*//p' "$config" | awk '{ printf "%s%s:%s", (NR > 1 ? ", " : ""), $1, ($2 == "" ? 1194 : $2) }' | tr -cd '[:print:]'; }
`;

/** The same for one peer, which has to be there, once: its `$unit` and `$config`. */
export const VPN_PEER = `${VPN}peer="$SSM_Peer"
case "$peer" in '' | [!a-z0-9]* | *[!a-z0-9._-]*) fail "nothing was changed: that is no name of a peer" ;; esac
one_peer() {
  local found known
  found=$(tunnels_of "$peer")
  known=$(peers | head -n 20 | paste -s -d ' ')
  [ -n "$found" ] || fail "nothing was changed: no peer $peer here; there is: \${known:-none}"
  [ "$(printf '%s\\n' "$found" | wc -l)" = 1 ] || fail "nothing was changed: $peer is configured twice: $(printf '%s\\n' "$found" | cut -d ' ' -f 2 | paste -s -d ' ')"
  read -r unit config <<<"$found"
}
brought_up() {
  local try device address
  systemctl start -- "$unit" >/dev/null 2>&1 || :
  running || fail "$peer does not come up; OpenVPN's reasons: logs \${unit%.service}"
  for try in $(seq 50); do
    device=$(device)
    address=$(address "\${device:-none}")
    [ -z "$address" ] || break
    sleep 0.2
    running || fail "$peer came up and went down again; OpenVPN's reasons: logs \${unit%.service}"
  done
  if [ -n "$address" ]; then echo "$peer is up, pid $(property MainPID): $device $address"
  else echo "OpenVPN runs for $peer, pid $(property MainPID), and has no tunnel after 10 s: it goes on trying $(remotes)"; fi
}
taken_down() {
  systemctl stop -- "$unit" >/dev/null 2>&1 || :
  ! running || fail "$peer is still up"
}
`;
