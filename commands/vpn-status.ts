import { defineReading } from './define-reading.ts';
import { peerName, VPN } from './vpn.ts';

export const vpnStatus = defineReading({
  name: 'vpn status',
  activity: 'users-vpn',
  summary: 'Say which tunnels of OpenVPN are up, since when, with whom, and what went through; `all` for all of them',
  pattern: 'vpn status <peer> on <targets>',
  examples: ['vpn status office on host-7', 'vpn status all on all user hosts'],
  fields: { peer: peerName() },
  effect: () => 'reads the state of tunnels; changes nothing',
  title: ({ peer }) =>
    peer === 'all'
      ? { ask: 'Look at the VPNs', doing: 'Looking at the VPNs', done: 'Looked at the VPNs' }
      : { ask: `Look at the VPN ${peer}`, doing: `Looking at the VPN ${peer}`, done: `Looked at the VPN ${peer}` },
  run: {
    document: 'Remit-VpnStatus',
    parameters: ({ peer }) => ({ Peer: [peer] }),
    timeoutSeconds: 30,
    // OpenVPN's own counts are in the file that its unit names, some seconds old; the interface's are of this moment.
    script: `${VPN}
      size() { awk -v bytes="$1" 'BEGIN { n = split("B KB MB GB TB", unit, " "); i = 1; while (bytes >= 1024 && i < n) { bytes /= 1024; i++ } printf (i > 1 && bytes < 10 ? "%.1f %s" : "%d %s"), bytes, unit[i] }'; }
      through() { ip -s link show dev "$1" 2>/dev/null | awk -v way="$2:" '$1 == way { getline; print $1; exit }'; }
      statistics() { tr '\\0' '\\n' <"/proc/$1/cmdline" | awk 'found { print; exit } $0 == "--status" { found = 1 }'; }
      tell() {
        local pid device address file said
        if ! running; then
          echo "$1 is down"
          return
        fi
        pid=$(property MainPID)
        echo "$1 is up since $(property ActiveEnterTimestamp), pid $pid"
        said=$(remotes)
        [ -z "$said" ] || echo "  with $said"
        device=$(device)
        address=$(address "\${device:-none}")
        if [ -n "$address" ]; then echo "  $device $address: $(size "$(through "$device" RX)") in, $(size "$(through "$device" TX)") out"
        else echo "  no tunnel yet: the other side has not answered"; fi
        file=$(statistics "$pid") || :
        [ -f "$file" ] || return 0
        ! grep -q -x 'TCP/UDP read bytes,0' "$file" || echo "  nothing came from the other side until $(sed -n 's/^Updated,//p' "$file")"
        awk -F, '$1 == "CLIENT_LIST" { print "  client " $2 " from " $3 }' "$file" | tr -cd '[:print:]\\n' | head -n 20
      }
      peer="$SSM_Peer"
      case "$peer" in '' | [!a-z0-9]* | *[!a-z0-9._-]*) fail "that is no name of a peer" ;; esac
      known=$(peers)
      if [ "$peer" != all ]; then
        printf '%s\\n' "$known" | grep -q -x -F -e "$peer" || fail "no peer $peer here; there is: $(printf '%s' "\${known:-none}" | head -n 20 | paste -s -d ' ')"
        known=$peer
      fi
      [ -n "$known" ] || echo "no VPN is configured here"
      printf '%s\\n' "$known" >"$claim/peers"
      while read -r name; do
        tunnels_of "$name" >"$claim/tunnels"
        while read -r unit config; do tell "$name"; done <"$claim/tunnels"
      done <"$claim/peers"`,
  },
});
