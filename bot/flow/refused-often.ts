import { type Actor, sameActor } from '../domain/actor.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Ledger } from '../ports/ledger.ts';
import { partsOf } from './decode.ts';

/** Refusals of one account that are put on record in a minute, and words of one outsider: evidence, not a way to fill the store. */
const REFUSALS = 20;
const LOOKED_AT = 200;
/** First events that nobody has to be let through for. */
const COUNTED: readonly string[] = ['refused', 'heard'];

/** Whether an account has been refused so often that one more is answered without a record. Each kind is counted by itself. */
export async function refusedOften(
  ledger: Pick<Ledger, 'recent'>,
  actor: Actor,
  now: Instant,
  kind: 'run' | 'change' | 'heard' = 'run',
): Promise<boolean> {
  const recent = await ledger.recent(kind, { limit: LOOKED_AT, after: now - MINUTE });
  const refused = recent.filter((event) => COUNTED.includes(event.type) && sameActor(partsOf(event).by, actor));
  return refused.length >= REFUSALS;
}
