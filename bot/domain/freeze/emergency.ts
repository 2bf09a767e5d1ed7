import { type Actor, actorOf, type Person, rolesOf, samePerson } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { nameOf } from '../ledger/name.ts';
import type { EmergencyStop, Lift, Where } from './standing.ts';

/** So many people lift an emergency stop; one person in a hurry does not. */
export const LIFTS = 2;

/** The stop as it is put up. The same request makes the same one. */
export function stopBy(
  person: Person,
  ask: { by: Actor; source: string; at: Instant; because: string; where: Where },
): EmergencyStop {
  const { by, source, at, because, where } = ask;
  return { id: nameOf(source, 0), from: at, by: actorOf(by), person: person.id, because, where, lifts: [] };
}

export function mayLift(person: Person | undefined, now: Instant): person is Person {
  const roles = rolesOf(person, now);
  return roles.includes('approver') || roles.includes('admin');
}

/** Somebody's word with the records of them as they are now. */
export type Said = { lift: Lift; person: Person | undefined };

/**
 * What one more person's word makes of a stop: it is on record `already`, `asked` for and waits for another one, or is `lifted`.
 *
 * A word counts while its giver may still give it. Of accounts that are one person by now only one counts.
 */
export function liftBy(
  stop: EmergencyStop,
  by: Person,
  { said, at, because }: { said: readonly Said[]; at: Instant; because?: string | undefined },
): { is: 'already' | 'asked' | 'lifted'; stop: EmergencyStop } {
  const counting = said.filter(({ person }) => mayLift(person, at));
  if (counting.some(({ person }) => person && samePerson(person, by))) return { is: 'already', stop };
  const mine: Lift = { by: actorOf(by), person: by.id, at, ...(because !== undefined && { because }) };
  const lifts = [...counting.map(({ lift }) => lift), mine];
  return { is: lifts.length >= LIFTS ? 'lifted' : 'asked', stop: { ...stop, lifts } };
}
