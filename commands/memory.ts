import { defineReading } from './define-reading.ts';
import { MEMORY } from './look.ts';

export const memory = defineReading({
  name: 'memory',
  activity: 'platform-and-hardware-monitoring',
  summary: 'Say how much memory targets use, swap and limits included',
  pattern: 'memory on <targets>',
  examples: ['memory on host-7', 'memory on all infrastructure containers'],
  fields: {},
  effect: () => 'reads how much memory is used; changes nothing',
  title: () => ({ ask: 'Read the memory', doing: 'Reading the memory', done: 'Read the memory' }),
  run: {
    document: 'Remit-Memory',
    parameters: () => ({}),
    timeoutSeconds: 30,
    script: `${MEMORY}
      memory || fail "the kernel does not say how much memory there is"
      memory_limit
      memory_killed`,
  },
});
