import { describe, expect, it } from 'vitest';
import { FAULTS } from './fate.ts';
import { MUTANTS } from './mutants.ts';
import { shortest } from './shrink.ts';
import { simulate } from './simulate.ts';
import { createTotals } from './totals.ts';

/** Worlds in CI; `npm run simulate -- --seeds 10000` for a night. */
const WORLDS = 300;
/** A broken world has to be found among so many. */
const FOUND_IN = 150;
/** How a run may end; each has to be seen. */
const ENDS = ['refused', 'denied', 'expired', 'cancelled', 'halted', 'succeeded', 'failed', 'partly', 'unknown'];

/** How runs may go; each has to be seen. */
const WAYS = ['guarded', 'at its time', 'in steps', 'resumed'];

describe(`${WORLDS} worlds of people, faults and chance`, () => {
  it('break no invariant, and have every fault and every end of a run', async () => {
    const totals = createTotals();
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const lived = await simulate({ seed });
      if (lived.violation) {
        const { lived: least } = await shortest({ seed });
        expect.fail(`seed ${seed}: ${JSON.stringify(lived.violation)}\n${least.story.join('\n')}`);
      }
      totals.add(lived);
    }
    expect(FAULTS.filter((fault) => !totals.faults.get(fault))).toEqual([]);
    expect(WAYS.filter((way) => !totals.ways.get(way))).toEqual([]);
    expect(ENDS.filter((end) => !totals.outcomes.get(end))).toEqual([]);
  });

  it('are the same again from the same seed', async () => {
    for (const seed of [3, 5, 8]) expect((await simulate({ seed })).story).toEqual((await simulate({ seed })).story);
  });
});

describe('a world that stands on', () => {
  it.each(MUTANTS)('$what is found out', async ({ breaks, mutate, only }) => {
    const found: string[] = [];
    for (let seed = 1; seed <= FOUND_IN && found.length === 0; seed += 1) {
      const { violation } = await simulate({ seed, mutate, only });
      if (violation) found.push(violation.invariant);
    }
    expect(breaks).toContain(found[0]);
  });
});
