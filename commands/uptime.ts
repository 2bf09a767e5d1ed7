import { defineReading } from './define-reading.ts';

export const uptime = defineReading({
  name: 'uptime',
  activity: 'platform-and-hardware-monitoring',
  summary: 'Say how long targets have been up, and their load',
  pattern: 'uptime on <targets>',
  examples: ['uptime on host-7', 'uptime on host-[4-6], infra-db', 'uptime on all staging'],
  fields: {},
  effect: () => 'reads the clock and the load; changes nothing',
  title: () => ({ ask: 'Read the uptime', doing: 'Reading the uptime', done: 'Read the uptime' }),
  run: {
    document: 'Remit-Uptime',
    parameters: () => ({}),
    timeoutSeconds: 30,
    script: `
      said=$(uptime)
      [ -n "$said" ] || fail "uptime said nothing"
      printf '%s\\n' "$said" | sed -e 's/^ *//' -e 's/  */ /g'`,
  },
});
