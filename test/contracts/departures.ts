import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Departures } from '../../bot/ports/departures.ts';

export function describeDepartures(
  name: string,
  open: () => Promise<{ departures: Departures; close: () => Promise<void> }>,
): void {
  describe(`${name} keep the contract of departures`, () => {
    let departures: Departures;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ departures, close } = await open());
    });
    afterAll(() => close());

    it('are none at first, then each instance once, by the run that was first', async () => {
      expect(await departures.list()).toEqual([]);
      const first = { instanceId: 'i-1', name: 'host-1', run: '8C2MX', at: 10 };
      const other = { instanceId: 'i-2', name: 'host-1', run: '4KQ7M', at: 30 };
      await departures.record(first);
      await departures.record({ ...first, run: '7F3KA', at: 20 });
      await departures.record(other);
      expect(await departures.list()).toEqual([first, other]);
    });
  });
}
