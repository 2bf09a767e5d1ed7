import type { Person } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { confirm, deny } from '../../domain/change/act.ts';
import type { ChangeActRefusal } from '../../domain/change/refusal.ts';
import type { ChangeState } from '../../domain/change/state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Sentence } from '../../domain/language/sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { appendChange, changeStream, readChange } from './append-change.ts';

type Deps = { ledger: Pick<Ledger, 'read' | 'append'>; records: ReadRecords };
type Act = Extract<Sentence, { is: 'confirm' | 'deny-change' }>;

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/** Decides and appends an act on a change that exists. */
export async function actOnChange(deps: Deps, request: Request, act: Act): Promise<Answer> {
  const verb = act.is === 'confirm' ? 'confirm' : 'deny';
  const refused = (refusal: ChangeActRefusal): Answer => ({
    is: 'change-act-refused',
    act: verb,
    id: act.change,
    refusal,
  });
  const { actor, at } = request;
  const { person } = await deps.records(actor);
  if (!person) return refused({ reason: 'no-role' });
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readChange(deps.ledger, changeStream(act.change));
    if (!read) return refused({ reason: 'unknown-change' });
    const step = decideAct(read.story.state, person, { act, now: at });
    if (!step.ok) return refused(step.error);
    if (await appendChange(deps.ledger, read, { step: step.value, by: actor, at })) {
      return { is: 'change-acted', act: step.value.type, id: act.change };
    }
  }
  throw new Error(`change ${act.change} moved ${ROUNDS} times while ${verb} was decided`);
}

function decideAct(state: ChangeState, by: Person, { act, now }: { act: Act; now: Instant }) {
  if (act.is === 'confirm') return confirm(state, by, { now });
  return deny(state, by, { now, ...(act.because !== undefined && { because: act.because }) });
}

/** `show C-…`: the change as its card has it. */
export async function showChange(deps: Deps, request: Request, id: string): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'show');
  if (refusal) return { is: 'refused', refusal, sentence: `show C-${id}` };
  const read = await readChange(deps.ledger, changeStream(id));
  if (!read) return { is: 'change-act-refused', act: 'show', id, refusal: { reason: 'unknown-change' } };
  return { is: 'change', story: read.story };
}
