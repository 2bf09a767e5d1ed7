import { defineCommand } from './define-command.ts';
import { peerName, VPN_PEER } from './vpn.ts';

export const vpnDown = defineCommand({
  name: 'vpn down',
  activity: 'users-vpn',
  summary: 'Take a tunnel of OpenVPN down',
  pattern: 'vpn down <peer> on <targets>',
  examples: ['vpn down office on host-7', 'vpn down office on env-101 because "the key was lost"'],
  fields: { peer: peerName() },
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ peer }) =>
    `takes the tunnel ${peer} down until somebody brings it up; up again by itself where that locks the host out`,
  title: ({ peer }) => ({
    ask: `Take the VPN ${peer} down`,
    doing: `Taking the VPN ${peer} down`,
    done: `Took the VPN ${peer} down`,
  }),
  undo: {
    words: 'The tunnel comes up again where it was up before.',
    script: `${VPN_PEER}
      read -r was unit config <"$saved/was"
      if [ "$was" = down ]; then
        echo "$peer was down before $SSM_Undone, too: left as it is"
      elif running; then
        echo "$peer is up already: somebody brought it up"
      else
        [ -f "$config" ] || fail "nothing was changed: $config is gone by now"
        brought_up
      fi`,
  },
  run: {
    document: 'Remit-VpnDown',
    parameters: ({ peer }) => ({ Peer: [peer] }),
    timeoutSeconds: 60,
    guard: { seconds: 180 }, // the agent's way may be that tunnel
    script: `${VPN_PEER}
      one_peer
      if ! running; then
        echo "down $unit $config" >"$saved/was"
        echo "$peer is down already: nothing was changed"
        exit 0
      fi
      echo "up $unit $config" >"$saved/was"
      pid=$(property MainPID)
      arm
      taken_down
      echo "$peer is down, was pid $pid"`,
  },
});
