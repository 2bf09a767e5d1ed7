import { NOTHING, type Standing } from '../../domain/freeze/standing.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';

/** One stream of all that stands in the way by people's word, so that a decision reads it at once, consistently. */
export const FREEZES = 'freezes#main';

/** What is on record; what of it still holds is a matter of time (`standingAt`). Nobody ever froze anything: nothing. */
export async function readStanding(ledger: Pick<Ledger, 'head'>): Promise<Standing> {
  const head = await ledger.head(FREEZES);
  return head ? stateOf<Standing>(head) : NOTHING;
}
