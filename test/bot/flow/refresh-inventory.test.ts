import { describe, expect, it } from 'vitest';
import { createRefreshInventory } from '../../../bot/flow/refresh-inventory.ts';
import { createFakeDepartures } from '../../fakes/departures.ts';
import { createFakeInventory } from '../../fakes/inventory.ts';
import { createFakeJoinings } from '../../fakes/joinings.ts';
import { TARGETS } from './world.ts';

describe('the inventory', () => {
  it('forgets a host that was taken out of service, says by which run, and knows another instance of its name', async () => {
    const [gone, ...others] = TARGETS;
    if (!gone) throw new Error('no targets');
    const departures = createFakeDepartures();
    const inventory = createFakeInventory({ targets: [], unmanaged: [] });
    let targets = TARGETS;
    const refresh = createRefreshInventory({
      discover: async () => ({ targets, unmanaged: [] }),
      departures,
      joinings: createFakeJoinings(),
      setTags: async () => ({ is: 'tagged' }),
      inventory,
      log: () => undefined,
    });
    expect(await refresh()).toBe(TARGETS.length);
    await departures.record({ instanceId: gone.instanceId, name: gone.name, run: 'R-8C2MX', at: 1 });
    expect(await refresh()).toBe(others.length);
    expect(await inventory.list()).toEqual({
      targets: others,
      unmanaged: [{ instanceId: gone.instanceId, name: gone.name, why: 'taken out of service by R-8C2MX' }],
    });
    const again = { ...gone, instanceId: 'i-0aaaaaaaaaaaaaaaa' };
    targets = [again, ...others];
    await refresh();
    expect(await inventory.find([gone.name])).toEqual([again]);
  });
});
