import type { Command } from '../domain/command.ts';
import type { Request } from '../domain/request.ts';
import type { RunStep } from '../domain/run/event.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import type { Ledger } from '../ports/ledger.ts';
import { beginRun } from './append-run.ts';
import { underFreeName } from './free-name.ts';

/** What an outsider typed is kept to this many characters: evidence, not a store of somebody else's texts. */
const TYPED = 3_000;

/**
 * Puts a request on record as event 0 of a run, and returns the run's id. The same request again (a second delivery,
 * a double press) finds its first record by its source. With a refusal, the run begins and ends there.
 */
export async function ask(
  deps: { ledger: Pick<Ledger, 'append'> },
  request: Request,
  asked: { command: Command; sentence: string; requester?: string; again?: string; undoes?: string; refusal?: Refusal },
): Promise<string> {
  const { actor, source, place, at } = request;
  const { command, sentence, refusal, again, undoes, requester = `${actor.team}/${actor.user}` } = asked;
  const data = {
    source,
    typed: request.text.slice(0, TYPED),
    sentence,
    command,
    place,
    requester,
    ...(again && { again }),
    ...(undoes && { undoes }),
  };
  const step: RunStep & { type: 'asked' | 'refused' } = refusal
    ? { type: 'refused', data: { ...data, refusal } }
    : { type: 'asked', data };
  return underFreeName(source, async (id) => {
    const begun = await beginRun(deps.ledger, { id, step, by: actor, at });
    return begun.is === 'taken' ? begun.by : undefined;
  });
}
