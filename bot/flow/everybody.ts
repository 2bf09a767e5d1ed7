import { type Actor, type Person, sameActor } from '../domain/actor.ts';
import type { Ledger } from '../ports/ledger.ts';
import { stateOf } from './decode.ts';
import { personStream } from './records.ts';

/** Registered accounts that are looked at. Whoever is beyond is missing: a decision that needs them refuses. */
const MOST = 500;

/**
 * Everybody who ever had a role. Who there is comes from the index, which may miss somebody new; what they may is read
 * consistently.
 */
export async function everybody(ledger: Pick<Ledger, 'recent' | 'head'>): Promise<Person[]> {
  const first = await ledger.recent('person', { limit: MOST });
  return peopleOn(
    ledger,
    first.map(({ stream }) => stream),
  );
}

/** The same, and these accounts in any case: the index may not know yet of those that matter. */
export async function everybodyWith(
  ledger: Pick<Ledger, 'recent' | 'head'>,
  accounts: readonly Actor[],
): Promise<Person[]> {
  const [others, these] = await Promise.all([everybody(ledger), peopleOn(ledger, accounts.map(personStream))]);
  return [...others.filter((one) => !these.some((other) => sameActor(one, other))), ...these];
}

async function peopleOn(ledger: Pick<Ledger, 'head'>, streams: readonly string[]): Promise<Person[]> {
  const heads = await Promise.all(streams.map((stream) => ledger.head(stream)));
  return heads.flatMap((head) => (head ? [stateOf<Person>(head)] : []));
}
