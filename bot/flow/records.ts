import type { Actor, Person } from '../domain/actor.ts';
import type { Matrix } from '../domain/matrix/matrix.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Records } from '../domain/run/plan-run.ts';
import type { Ledger, StoredEvent } from '../ports/ledger.ts';
import { stateOf } from './decode.ts';

/** The stream of the policy in force. It names the matrix profile, whose stream is `matrix#<profile>`. */
export const POLICY = 'policy#main';

export function personStream({ team, user }: Actor): string {
  return `person#${team}#${user}`;
}

export function matrixStream(profile: string): string {
  return `matrix#${profile}`;
}

/** Reads what a decision rests on: three consistent reads at once. */
export type ReadRecords = (actor: Actor) => Promise<Records>;

/**
 * The profile's name is in the policy, and the two are read at once: the profile that was in force last is asked for,
 * and only when the policy names another one is there a second read.
 */
export function createReadRecords(ledger: Pick<Ledger, 'head'>, profile = 'virtuozzo'): ReadRecords {
  let last = profile;
  return async (actor) => {
    const [person, policyEvent, guess] = await Promise.all([
      ledger.head(personStream(actor)),
      ledger.head(POLICY),
      ledger.head(matrixStream(last)),
    ]);
    const policy = withVersion<Policy>(policyEvent);
    const known = policy === undefined || policy.profile === last;
    const matrix = known ? guess : await ledger.head(matrixStream(policy.profile));
    if (policy) last = policy.profile;
    return { person: person && stateOf<Person>(person), matrix: withVersion<Matrix>(matrix), policy };
  };
}

/** The version of a matrix or a policy is the sequence of the event that made it so. */
function withVersion<T>(event: StoredEvent | undefined): T | undefined {
  return event && { ...stateOf<T>(event), version: event.seq };
}
