import type { Actor, Grant, Person } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ledger } from '../ports/ledger.ts';
import { stateOf } from './decode.ts';
import { personStream } from './records.ts';

/**
 * Puts a person's grants on record, as an event of that person's stream. `id` is the human being behind the account;
 * a first account stands for itself. Throws when somebody else changed that person in the same moment.
 */
export async function grant(
  ledger: Pick<Ledger, 'head' | 'append'>,
  ask: { to: Actor; id?: string; grants: Grant[]; by: Actor; at: Instant; because: string },
): Promise<void> {
  const { to, grants, by, at, because } = ask;
  const stream = personStream(to);
  const head = await ledger.head(stream);
  const id = ask.id ?? (head ? stateOf<Person>(head).id : `${to.team}/${to.user}`);
  const state: Person = { ...to, id, grants };
  const data = { grants, because };
  const appended = await ledger.append({ stream, head, type: 'granted', at, by, data, state });
  if (appended.is === 'lost') throw new Error(`${stream} changed while it was granted: look at it and try again`);
}
