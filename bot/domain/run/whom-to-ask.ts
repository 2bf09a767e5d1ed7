import { type Person, rolesOf, sameActor, samePerson } from '../actor.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { counts } from '../need.ts';
import type { AskDirectly } from '../policy/policy.ts';
import type { RunState, WaitingRun } from './state.ts';
import { stillWanted } from './wanted.ts';

/** People who are written to about one run: more would be a crowd, of whom nobody feels meant. */
export const MOST_ASKED = 10;

/** Everybody of ours whose approval would bring the run nearer, whoever asked: not who did, nor who approved, and each human once. */
export function mayStillApprove(state: WaitingRun, everybody: readonly Person[], now: Instant): Person[] {
  const wanted = stillWanted(state);
  const done = [
    { ...state.by, id: state.requester },
    ...state.approvals.map(({ by, person }) => ({ ...by, id: person })),
  ];
  const may = everybody.filter(
    (person) =>
      person.team === state.place.team &&
      wanted.some((need) => counts(person, need, now)) &&
      !done.some((one) => samePerson(one, person)),
  );
  return may.filter((person, at) => may.findIndex(({ id }) => id === person.id) === at);
}

/** Of these, whom to write to at once. */
export function firstAsked(people: readonly Person[], how: AskDirectly, now: Instant): Person[] {
  if (how === 'nobody') return [];
  const onCall = people.filter((person) => rolesOf(person, now).includes('on-call'));
  return (how === 'on-call' && onCall.length > 0 ? onCall : people).slice(0, MOST_ASKED);
}

/** Before the end there is time for one last look. */
const LAST = 5 * MINUTE;

/** When people are reminded of a run that waits: at half of its window, and shortly before its end where that is later. */
export function remindersOf({ askedAt, expiresAt }: Pick<WaitingRun, 'askedAt' | 'expiresAt'>): Instant[] {
  const half = askedAt + Math.floor((expiresAt - askedAt) / 2);
  return expiresAt - LAST > half ? [half, expiresAt - LAST] : [half];
}

/** Whether this account may still approve the run, for lists of what waits for somebody. */
export function waitsFor(state: RunState, person: Person, now: Instant): state is WaitingRun {
  return state.is === 'waiting' && !sameActor(state.by, person) && mayStillApprove(state, [person], now).length > 0;
}
