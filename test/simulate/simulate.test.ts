import { describe, expect, it } from 'vitest';
import { FAULTS, type Fault } from './fate.ts';
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

/** Worlds of requests to vendors, incidents and alarms, with the same faults and their own. */
const TOGETHER = 40;
const FAULTS_TOGETHER: Fault[] = [
  ...(['happening twice', 'happening late', 'alarm twice', 'alarm late', 'tracker busy'] as const),
  ...([
    'tracker did it, and failed',
    'vendor channel lost',
    'vendor account deactivated',
    'vendor card deleted',
  ] as const),
];
/** How their requests may end, and what may come of what their people say; each has to be seen. */
const REQUESTS = ['withdrawn', 'expired', 'declined', 'too-dear', 'done', 'safe', 'unsafe'];
const HEARD = ['acted', 'refused', 'misread', 'turned-away'];

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
    const wanted = FAULTS.filter((fault) => !FAULTS_TOGETHER.includes(fault));
    expect(wanted.filter((fault) => !totals.faults.get(fault))).toEqual([]);
    expect(WAYS.filter((way) => !totals.ways.get(way))).toEqual([]);
    expect(ENDS.filter((end) => !totals.outcomes.get(end))).toEqual([]);
  });

  it('are the same again from the same seed', async () => {
    for (const seed of [3, 5, 8]) expect((await simulate({ seed })).story).toEqual((await simulate({ seed })).story);
  });
});

describe(`${TOGETHER} worlds of vendors, incidents and alarms`, () => {
  it('break no invariant, and have every fault and every end of a request', async () => {
    const totals = createTotals();
    for (let seed = 1; seed <= TOGETHER; seed += 1) {
      const lived = await simulate({ seed, about: 'together' });
      if (lived.violation) {
        const { lived: least } = await shortest({ seed, about: 'together' });
        expect.fail(`seed ${seed}: ${JSON.stringify(lived.violation)}\n${least.story.join('\n')}`);
      }
      totals.add(lived);
    }
    expect(FAULTS_TOGETHER.filter((fault) => !totals.faults.get(fault))).toEqual([]);
    expect(REQUESTS.filter((end) => !totals.requests.get(end))).toEqual([]);
    expect(HEARD.filter((end) => !totals.heard.get(end))).toEqual([]);
  }, 120_000);
});

describe('a world that stands on', () => {
  it.each(MUTANTS)('$what is found out', async ({ breaks, mutate, only, about = 'runs' }) => {
    const found: string[] = [];
    for (let seed = 1; seed <= FOUND_IN && found.length === 0; seed += 1) {
      const { violation } = await simulate({ seed, mutate, only, about });
      if (violation) found.push(violation.invariant);
    }
    expect(breaks).toContain(found[0]);
  });
});
