import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../../bot/domain/target.ts';
import type { Inventory } from '../../bot/ports/inventory.ts';

const target = (name: string, more: Partial<Target> = {}): Target => ({
  name,
  instanceId: `i-${name}`,
  kind: 'user-host',
  environment: 'production',
  tags: ['web'],
  services: ['nginx', 'worker'],
  ...more,
});
const byName = (a: Target, b: Target) => (a.name < b.name ? -1 : 1);

export function describeInventory(
  name: string,
  open: () => Promise<{ inventory: Inventory; close: () => Promise<void> }>,
): void {
  describe(`${name} keeps the inventory's contract`, () => {
    let inventory: Inventory;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ inventory, close } = await open());
    });
    afterAll(() => close());

    it('is empty before it was ever written', async () => {
      expect(await inventory.list()).toEqual({ targets: [], unmanaged: [] });
      expect(await inventory.find(['host-1'])).toEqual([]);
      expect(await inventory.find([])).toEqual([]);
    });

    it('finds exact names once, with everything that is known, and leaves out the others', async () => {
      const grouped = target('host-2', { group: 'blue', tags: [], services: [], environment: 'staging' });
      await inventory.write({ targets: [target('host-1'), grouped], unmanaged: [] });
      const found = await inventory.find(['host-2', 'host-1', 'host-2', 'host-11', 'HOST-1']);
      expect(found.sort(byName)).toEqual([target('host-1'), grouped]);
    });

    it('replaces the list: what is new, what changed, what is gone, and who is not managed', async () => {
      await inventory.write({ targets: [target('host-1'), target('host-2'), target('host-3')], unmanaged: [] });
      const list = {
        targets: [target('host-1'), target('host-3', { kind: 'infrastructure-host' }), target('host-4')],
        unmanaged: [{ instanceId: 'i-9', name: '', why: 'no tag remit:name' }],
      };
      await inventory.write(list);
      expect(await inventory.list()).toEqual(list);
      const found = await inventory.find(['host-1', 'host-2', 'host-3', 'host-4']);
      expect(found.sort(byName)).toEqual(list.targets);
    });

    it('finds more names than one call takes', async () => {
      const targets = Array.from({ length: 230 }, (_, n) => target(`many-${String(n).padStart(3, '0')}`));
      await inventory.write({ targets, unmanaged: [] });
      expect((await inventory.find(targets.map(({ name }) => name))).sort(byName)).toEqual(targets);
    });
  });
}
