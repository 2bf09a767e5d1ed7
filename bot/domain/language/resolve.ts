import { err, ok, type Result } from '../result.ts';
import type { Refusal } from '../run/refusal.ts';
import type { Group, Selector, Target } from '../target.ts';
import { writeGroup } from './groups.ts';

export type ResolveRefusal = Extract<Refusal, { reason: 'unknown-targets' | 'no-targets' }>;

/**
 * The targets that a selector means, each once, in natural order (host-9 before host-10), so that the same words give
 * the same plan. Names are matched exactly. A group without members is refused: nobody asks for nothing.
 */
export function resolve(selector: Selector, targets: readonly Target[]): Result<Target[], ResolveRefusal> {
  if (selector.names.length + selector.groups.length === 0) return err({ reason: 'no-targets', group: 'nothing' });
  const byName = new Map(targets.map((target) => [target.name, target]));
  const unknown = selector.names.filter((name) => !byName.has(name));
  if (unknown.length > 0) return err({ reason: 'unknown-targets', unknown });
  const chosen = new Set(selector.names);
  for (const group of selector.groups) {
    const members = targets.filter((target) => isIn(group, target));
    if (members.length === 0) return err({ reason: 'no-targets', group: writeGroup(group) });
    for (const { name } of members) chosen.add(name);
  }
  return ok([...byName.values()].filter(({ name }) => chosen.has(name)).sort(byNaturalName));
}

/** Whether a target is in a group: it has everything that the group names. */
export function isIn({ kind, environment, tag, group }: Group, target: Target): boolean {
  if (kind && target.kind !== kind) return false;
  if (environment && target.environment !== environment) return false;
  if (group && target.group !== group) return false;
  return !tag || target.tags.includes(tag);
}

/** Numbers in names are compared as numbers, the rest by code unit: no locale, the same order on every machine. */
export function byNaturalName(a: { name: string }, b: { name: string }): number {
  const left = pieces(a.name);
  const right = pieces(b.name);
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const order = comparePieces(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a.name, b.name);
}

function pieces(name: string): string[] {
  return name.match(/[0-9]+|[^0-9]+/g) ?? [];
}

function comparePieces(a: string, b: string): number {
  const numbers = /^[0-9]/.test(a) && /^[0-9]/.test(b);
  return numbers ? Number(a) - Number(b) : compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
