import type { Discover } from '../ports/discovery.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { Log } from '../ports/log.ts';

/** Replaces the list of targets by what is there now. Returns how many are managed. */
export type RefreshInventory = () => Promise<number>;

export function createRefreshInventory(deps: {
  discover: Discover;
  inventory: Pick<Inventory, 'write'>;
  log: Log;
}): RefreshInventory {
  return async () => {
    const found = await deps.discover();
    await deps.inventory.write(found);
    deps.log('info', 'inventory', { targets: found.targets.length, unmanaged: found.unmanaged.length });
    return found.targets.length;
  };
}
