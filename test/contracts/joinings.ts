import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Joining, Joinings } from '../../bot/ports/joinings.ts';

export function describeJoinings(
  name: string,
  open: () => Promise<{ joinings: Joinings; close: () => Promise<void> }>,
): void {
  describe(`${name} keep the contract of joinings`, () => {
    let joinings: Joinings;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ joinings, close } = await open());
    });
    afterAll(() => close());

    it('are none at first, then each instance once, until it is done', async () => {
      expect(await joinings.list()).toEqual([]);
      const common = {
        kind: 'user-host',
        environment: 'staging',
        group: 'users-2',
        change: 'C-8C2MX',
        at: 10,
      } as const;
      const first: Joining = { ...common, instanceId: 'i-1', name: 'host-11', region: 'eu-south' };
      const other: Joining = { ...common, instanceId: 'i-2', name: 'host-12' };
      await joinings.record(first);
      await joinings.record({ ...first, change: 'C-7F3KA', at: 20 });
      await joinings.record(other);
      expect(await joinings.list()).toEqual([first, other]);
      await joinings.done('i-1');
      await joinings.done('i-1');
      expect(await joinings.list()).toEqual([other]);
    });
  });
}
