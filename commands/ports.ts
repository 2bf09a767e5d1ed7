import { defineReading } from './define-reading.ts';
import { PORTS } from './look.ts';

export const ports = defineReading({
  name: 'ports',
  activity: 'platform-and-hardware-monitoring',
  summary: 'List the ports on which targets listen, and the programs that do',
  pattern: 'ports on <targets>',
  examples: ['ports on host-7', 'ports on all end-user containers'],
  fields: {},
  effect: () => 'lists the ports that are listened on; changes nothing',
  title: () => ({ ask: 'List the ports', doing: 'Listing the ports', done: 'Listed the ports' }),
  run: {
    document: 'Remit-Ports',
    parameters: () => ({}),
    timeoutSeconds: 30,
    script: `${PORTS}
      ports >"$claim/ports" || fail "$(cat "$claim/ports")"
      if [ -s "$claim/ports" ]; then cat "$claim/ports"; else echo "nothing listens"; fi`,
  },
});
