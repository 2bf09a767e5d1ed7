import type { Departure, Departures } from '../ports/departures.ts';
import type { Discover } from '../ports/discovery.ts';
import type { Inventory } from '../ports/inventory.ts';
import { type TagDeps, tagJoining } from './tag-joining.ts';

/** Sets the tags of hosts that join, and replaces the list of targets by what is there now. Returns how many are managed. */
export type RefreshInventory = () => Promise<number>;

export function createRefreshInventory(
  deps: TagDeps & {
    discover: Discover;
    departures: Pick<Departures, 'list'>;
    inventory: Pick<Inventory, 'write'>;
  },
): RefreshInventory {
  return async () => {
    const [before, gone] = await Promise.all([deps.discover(), deps.departures.list()]);
    const { tagged, failed } = await tagJoining(deps, before);
    const { targets, unmanaged } = tagged > 0 ? await deps.discover() : before;
    const found = withoutDeparted({ targets, unmanaged: [...unmanaged, ...failed] }, gone);
    await deps.inventory.write(found);
    deps.log('info', 'inventory', { targets: found.targets.length, unmanaged: found.unmanaged.length });
    return found.targets.length;
  };
}

type Found = Awaited<ReturnType<Discover>>;

/** A host that was taken out of service keeps its tags until somebody takes them, or deletes it. */
function withoutDeparted({ targets, unmanaged }: Found, gone: Departure[]): Found {
  const by = new Map(gone.map(({ instanceId, run }) => [instanceId, run]));
  const left = targets.filter(({ instanceId }) => by.has(instanceId));
  return {
    targets: targets.filter(({ instanceId }) => !by.has(instanceId)),
    unmanaged: [
      ...unmanaged,
      ...left.map(({ instanceId, name }) => ({
        instanceId,
        name,
        why: `taken out of service by ${by.get(instanceId)}`,
      })),
    ],
  };
}
