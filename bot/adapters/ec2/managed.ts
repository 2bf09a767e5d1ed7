import { isName, NAME_ALLOWED } from '../../domain/language/letters.ts';
import { ENVIRONMENTS, KINDS, type Target } from '../../domain/target.ts';
import type { Unmanaged } from '../../ports/inventory.ts';

/** A host with Remit's tag, and all its tags. */
export type Found = { instanceId: string; tags: Map<string, string> };

/**
 * Reads the tags. A host that cannot be addressed or judged by the matrix is listed with what its tags lack: left out in
 * silence, it would be taken for one that Remit does not know.
 */
export function manage(found: Found[]): { targets: Target[]; unmanaged: Unmanaged[] } {
  const targets: Target[] = [];
  const unmanaged: Unmanaged[] = [];
  const holders = new Map<string, number>();
  for (const { tags } of found) holders.set(nameOf(tags), (holders.get(nameOf(tags)) ?? 0) + 1);
  for (const { instanceId, tags } of found) {
    const target = targetOf(instanceId, tags, (holders.get(nameOf(tags)) ?? 0) > 1);
    if ('why' in target) unmanaged.push(target);
    else targets.push(target);
  }
  return { targets: targets.sort(byName), unmanaged: unmanaged.sort(byName) };
}

function targetOf(instanceId: string, tags: Map<string, string>, doubled: boolean): Target | Unmanaged {
  const name = nameOf(tags);
  const kind = KINDS.find((known) => known === tags.get('remit:kind'));
  const environment = ENVIRONMENTS.find((known) => known === tags.get('remit:environment'));
  const unmanaged = (why: string): Unmanaged => ({ instanceId, name, why });
  if (name === '') return unmanaged('no tag remit:name');
  if (!isName(name)) return unmanaged(`remit:name is not ${NAME_ALLOWED}`);
  if (doubled) return unmanaged('another host has the same remit:name');
  if (kind === undefined) return unmanaged(lacks(tags, 'remit:kind', KINDS));
  if (environment === undefined) return unmanaged(lacks(tags, 'remit:environment', ENVIRONMENTS));
  const group = tags.get('remit:group') ?? '';
  const lists = { tags: words(tags.get('remit:tags')), services: words(tags.get('remit:services')) };
  return { name, instanceId, kind, environment, ...(group === '' ? {} : { group }), ...lists };
}

function nameOf(tags: Map<string, string>): string {
  return (tags.get('remit:name') ?? '').trim();
}

function lacks(tags: Map<string, string>, key: string, allowed: readonly string[]): string {
  return tags.get(key) === undefined ? `no tag ${key}` : `${key} is none of ${allowed.join(', ')}`;
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function byName(a: { name: string; instanceId: string }, b: { name: string; instanceId: string }): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.instanceId < b.instanceId ? -1 : 1;
}
