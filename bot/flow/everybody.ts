import type { Person } from '../domain/actor.ts';
import type { Ledger } from '../ports/ledger.ts';
import { stateOf } from './decode.ts';

/** Registered accounts that are looked at. Whoever is beyond is missing: a decision that needs them refuses. */
const MOST = 500;

/**
 * Everybody who ever had a role. Who there is comes from the index, which may miss somebody new; what they may is read
 * consistently.
 */
export async function everybody(ledger: Pick<Ledger, 'recent' | 'head'>): Promise<Person[]> {
  const first = await ledger.recent('person', { limit: MOST });
  const heads = await Promise.all(first.map(({ stream }) => ledger.head(stream)));
  return heads.flatMap((head) => (head ? [stateOf<Person>(head)] : []));
}
