import { resolve } from '../../domain/language/resolve.ts';
import { nearest } from '../../domain/language/suggest.ts';
import { err, type Result } from '../../domain/result.ts';
import type { Refusal } from '../../domain/run/refusal.ts';
import type { Selector, Target } from '../../domain/target.ts';
import type { Inventory } from '../../ports/inventory.ts';

/** Resolves targets as a run does. A single name that is not there gets the one that was probably meant. */
export async function findTargets(
  inventory: Pick<Inventory, 'list'>,
  selector: Selector,
  rewrite: (selector: Selector) => string,
): Promise<Result<Target[], Refusal>> {
  const { targets, unmanaged } = await inventory.list();
  const found = resolve(selector, targets);
  if (found.ok || found.error.reason !== 'unknown-targets') return found;
  const { unknown } = found.error;
  const hosts = unknown.filter((name) => unmanaged.some((host) => host.name === name));
  if (hosts.length > 0) return err({ reason: 'not-managed', hosts });
  const [name = '', more] = unknown;
  const near =
    more === undefined
      ? nearest(
          name,
          targets.map((target) => target.name),
        )
      : [];
  const [meant, other] = near;
  if (meant === undefined || other !== undefined) return found;
  const names = selector.names.map((one) => (one === name ? meant : one));
  return err({ ...found.error, suggestion: rewrite({ ...selector, names }) });
}
