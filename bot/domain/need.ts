import { holds, type Person, ROLES, type Role } from './actor.ts';
import type { Instant } from './instant.ts';

/** A user group of Slack's: the id decides, the handle is for people who read it. */
export type NamedGroup = { id: string; handle: string };

/**
 * So many people with a role, other than the one who asks. With `group` only those who have the role by that user group count;
 * with `people` only these accounts (Slack's user ids) do.
 */
export type Need = { of: number; from: Role; group?: NamedGroup; people?: string[] };

/** The approval that something wants: every need of it has to be met. One person may count for several of them. */
export type ApprovalWanted = 'none' | (Need & { and?: Need[] });

/** Each need by itself. */
export function needsOf(wanted: ApprovalWanted): Need[] {
  if (wanted === 'none') return [];
  const { and = [], ...first } = wanted;
  return [first, ...and];
}

/** All these needs together, in one order and without what another one of them says already. */
export function allOf(needs: readonly Need[]): ApprovalWanted {
  const left = needs.filter(
    (need, at) =>
      !needs.some((other, place) => place !== at && implies(other, need) && (!implies(need, other) || place < at)),
  );
  const [first, ...and] = left.map(tidy).sort((a, b) => compare(keyOf(a), keyOf(b)));
  if (!first) return 'none';
  return and.length > 0 ? { ...first, and } : first;
}

/** The strictest of two: both have to be met, whoever would meet only one. */
export function stricter(a: ApprovalWanted, b: ApprovalWanted): ApprovalWanted {
  return allOf([...needsOf(a), ...needsOf(b)]);
}

/** Whether whoever meets `a` meets `b` with it. */
function implies(a: Need, b: Need): boolean {
  if (a.from !== b.from || a.of < b.of) return false;
  const sameGroup = b.group === undefined || b.group.id === a.group?.id;
  const among = b.people;
  return sameGroup && (among === undefined || (a.people?.every((one) => among.includes(one)) ?? false));
}

function tidy({ of, from, group, people }: Need): Need {
  return { of, from, ...(group && { group }), ...(people && { people: [...new Set(people)].sort() }) };
}

function keyOf({ from, group, people = [] }: Need): string {
  return [ROLES.indexOf(from), group?.id ?? '', ...people].join(' ');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether an approval of this person would count for the need. */
export function counts({ user, grants }: Person, { from, group, people }: Need, now: Instant): boolean {
  const named = people === undefined || people.includes(user);
  return named && grants.some((grant) => grant.role === from && holds(grant, now) && byGroup(grant.group, group));
}

function byGroup(has: string | undefined, wants: NamedGroup | undefined): boolean {
  return wants === undefined || wants.id === has;
}

/** How many people have to approve at least. */
export function leastOf(needs: readonly Need[]): number {
  return Math.max(0, ...needs.map(({ of }) => of));
}
