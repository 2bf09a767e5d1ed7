import { defineCommand } from './define-command.ts';
import { peerName, VPN_PEER } from './vpn.ts';

export const vpnUp = defineCommand({
  name: 'vpn up',
  activity: 'users-vpn',
  summary: "Bring a tunnel of OpenVPN up; the peer's configuration has to be there",
  pattern: 'vpn up <peer> on <targets>',
  examples: ['vpn up office on host-7', 'vpn up office on env-101 because "the customer asks for their tunnel"'],
  fields: { peer: peerName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ peer }) =>
    `brings the tunnel ${peer} up, with the routes that its configuration has; down again by itself where that locks the host out`,
  title: ({ peer }) => ({
    ask: `Bring the VPN ${peer} up`,
    doing: `Bringing the VPN ${peer} up`,
    done: `Brought the VPN ${peer} up`,
  }),
  undo: {
    words: 'The tunnel goes down again where it was down before.',
    script: `${VPN_PEER}
      read -r was unit config <"$saved/was"
      if [ "$was" = up ]; then
        echo "$peer was up before $SSM_Undone, too: left as it is"
      elif running; then
        taken_down
        echo "$peer is down again"
      else
        echo "$peer is down already"
      fi`,
  },
  run: {
    document: 'Remit-VpnUp',
    parameters: ({ peer }) => ({ Peer: [peer] }),
    timeoutSeconds: 60,
    guard: { seconds: 180 }, // a configuration may send everything through the tunnel, the agent's way too
    script: `${VPN_PEER}
      one_peer
      if running; then
        echo "up $unit $config" >"$saved/was"
        echo "$peer is up already, pid $(property MainPID): nothing was changed"
        exit 0
      fi
      ! grep -q -E '^[[:blank:]]*(auth-user-pass|askpass)[[:blank:]]*$' "$config" ||
        fail "nothing was changed: OpenVPN would ask for a password, and nobody is there to type it: name a file for it in $config"
      echo "down $unit $config" >"$saved/was"
      arm
      brought_up`,
  },
});
