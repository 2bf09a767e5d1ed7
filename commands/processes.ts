import { defineReading } from './define-reading.ts';
import { PROCESSES } from './look.ts';

export const processes = defineReading({
  name: 'processes',
  activity: 'platform-and-hardware-monitoring',
  summary: 'List the processes that use the most processor time and memory',
  pattern: 'processes on <targets>',
  examples: ['processes on host-7', 'processes on host-7, host-8'],
  fields: {},
  effect: () => 'looks at the processes for a second; changes nothing',
  title: () => ({ ask: 'List the processes', doing: 'Listing the processes', done: 'Listed the processes' }),
  run: {
    document: 'Remit-Processes',
    parameters: () => ({}),
    timeoutSeconds: 30,
    script: `${PROCESSES}
      ps -e -o stat= | awk '{ all++; state[substr($1, 1, 1)]++ }
        END { if (!all) exit 1; printf "%d processes, %d waiting for a device, %d ended and not collected\\n", all, state["D"], state["Z"] }' || fail "ps listed no process"
      busy=$(by_cpu 8)
      if [ -n "$busy" ]; then printf 'by processor, in one second:\\n%s\\n' "$busy"; else echo "none used the processor in one second"; fi
      echo "by memory:"
      by_memory 8`,
  },
});
