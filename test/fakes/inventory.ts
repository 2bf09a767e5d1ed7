import type { Inventory } from '../../bot/ports/inventory.ts';

type List = Awaited<ReturnType<Inventory['list']>>;

export function createFakeInventory(list: List = { targets: [], unmanaged: [] }): Inventory {
  let last = structuredClone(list);
  return {
    find: async (names) => structuredClone(last.targets.filter(({ name }) => names.includes(name))),
    list: async () => structuredClone(last),
    async write(next) {
      last = structuredClone(next);
    },
  };
}
