import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Share } from '../../../../bot/domain/rollout.ts';
import { endsOf, planRollout } from '../../../../bot/domain/run/waves.ts';

const share = fc.oneof(
  fc.integer({ min: 1, max: 5_000 }).map((hosts): Share => ({ hosts })),
  fc.integer({ min: 1, max: 100 }).map((percent): Share => ({ percent })),
);

describe('waves', () => {
  it.each<[Share[], number, number[]]>([
    [[{ hosts: 1 }, { percent: 25 }, { percent: 100 }], 7, [1, 2, 7]],
    [[{ hosts: 1 }, { percent: 50 }, { percent: 100 }], 7, [1, 4, 7]],
    [[{ hosts: 1 }, { percent: 25 }, { percent: 100 }], 5_000, [1, 1_250, 5_000]],
    // A last wave takes the rest.
    [[{ hosts: 1 }, { percent: 25 }], 7, [1, 2, 7]],
    // At least one new host each, as long as there are any.
    [[{ hosts: 20 }, { percent: 10 }, { percent: 100 }], 50, [20, 21, 50]],
    [[{ hosts: 1 }, { hosts: 2 }, { hosts: 3 }, { hosts: 4 }], 2, [1, 2]],
    [[{ hosts: 10 }], 3, [3]],
    [[{ percent: 1 }], 1, [1]],
  ])('%j of %i hosts end at %j', (shares, hosts, ends) => {
    expect(endsOf(shares, hosts)).toEqual(ends);
  });

  it('ascend, and end with all hosts', () => {
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 5_000 }),
        (shares, hosts) => {
          const ends = endsOf(shares, hosts);
          expect(ends.at(-1)).toBe(hosts);
          for (const [at, end] of ends.entries()) expect(end).toBeGreaterThan(ends[at - 1] ?? 0);
          expect(ends.length).toBeLessThanOrEqual(shares.length + 1);
        },
      ),
    );
  });

  it.each([
    ['50 hosts go all at once', { hosts: 50 }, undefined],
    ['51 go in careful waves', { hosts: 51 }, { ends: [1, 6, 51], byDefault: true }],
    ['5,000 that are only asked go all at once', { hosts: 5_000, risk: 'read' as const }, undefined],
    ['a policy lowers it', { hosts: 11, atOnce: 10 }, { ends: [1, 2, 11], byDefault: true }],
    [
      'a guarded change waits for each 50',
      { hosts: 120, guard: { seconds: 60 } },
      { ends: [1, 12, 120], atOnce: 50, byDefault: true },
    ],
    ['what is said counts', { hosts: 51, said: { waves: [{ percent: 100 }] } }, { ends: [51] }],
    ['one at a time', { hosts: 3, said: { oneAtATime: true as const } }, { ends: [3], atOnce: 1 }],
  ])('%s', (_what, ask, rollout) => {
    expect(planRollout({ said: undefined, risk: 'change', ...ask })).toEqual(rollout);
  });
});
