import type { Person } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { record, withdraw } from '../../domain/escalation/act.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import type { EscalationStep } from '../../domain/escalation/event.ts';
import { reopen, reply } from '../../domain/escalation/our-act.ts';
import type { EscalationRefusal } from '../../domain/escalation/refusal.ts';
import type { EscalationSentence } from '../../domain/language/escalation-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Result } from '../../domain/result.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { appendEscalation, escalationStream, readEscalation } from './append-escalation.ts';
import { openEscalations } from './find.ts';
import { askOnPurpose, type LetOut, leftIn } from './let-out.ts';
import { seenByVendor } from './seen-by-vendor.ts';

type Act = Extract<EscalationSentence, { is: 'withdraw' | 'record' | 'reply' | 'reopen-request' }>;
type ActStep = Extract<EscalationStep, { type: 'withdrawn' | 'answered' | 'replied' | 'reopened' }>;
type Deps = {
  ledger: Pick<Ledger, 'read' | 'head' | 'append'>;
  inventory: Pick<Inventory, 'list'>;
  records: ReadRecords;
};

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/** Decides and appends an act on a request to a vendor that exists. */
export async function actOnEscalation(deps: Deps, request: Request, act: Act): Promise<Answer> {
  const refused = (refusal: EscalationRefusal): Answer => ({
    is: 'escalation-act-refused',
    act: act.is === 'reopen-request' ? 'reopen' : act.is,
    id: act.request,
    refusal,
  });
  const { actor, at } = request;
  const { person } = await deps.records(actor);
  if (!person) return refused({ reason: 'no-role', needed: act.is === 'record' ? 'admin' : 'operator' });
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readEscalation(deps.ledger, escalationStream(act.request));
    if (!read) return refused({ reason: 'unknown-request' });
    const letOut = await lookAtNames(deps, act, read.story);
    const step = decideAct(read.story, person, { act, now: at, named: letOut.named });
    if (!step.ok) return refused(step.error);
    const held = heldBack(act, read.story, letOut);
    if (held) return held;
    const after = await appendEscalation(deps.ledger, read, { step: step.value, by: actor, at });
    if (after) return { is: 'escalation-acted', act: actOf(step.value), story: after.story };
  }
  throw new Error(`request ${act.request} moved ${ROUNDS} times while ${act.is} was decided`);
}

type Said = Extract<Act, { is: 'reply' | 'reopen-request' }>;

function isSaid(act: Act): act is Said {
  return act.is === 'reply' || act.is === 'reopen-request';
}

/** Names of ours in what a vendor's people would read. What is said among ourselves may name anything. */
async function lookAtNames(deps: Deps, act: Act, story: EscalationStory): Promise<LetOut> {
  if (!isSaid(act) || story.state.vendor === undefined) return { named: [], left: [] };
  return leftIn(deps, act, story);
}

function heldBack(act: Act, { ask }: EscalationStory, letOut: LetOut): Answer | undefined {
  return isSaid(act) && letOut.left.length > 0 ? askOnPurpose(act, ask.receiver, letOut) : undefined;
}

function actOf(step: ActStep) {
  return step.type === 'answered' ? step.data.word : step.type;
}

function decideAct(
  { state, ended, at }: EscalationStory,
  by: Person,
  { act, now, named }: { act: Act; now: number; named: string[] },
): Result<ActStep, EscalationRefusal> {
  const letOut = named.length > 0 ? { named } : {};
  switch (act.is) {
    case 'withdraw':
      return withdraw(state, by, { now, ...(act.because !== undefined && { because: act.because }) });
    case 'record': {
      const { word, because, condition } = act;
      return record(state, by, { now, word, because, ...(condition !== undefined && { condition }) });
    }
    case 'reply':
      return reply(state, by, { now, text: act.text, ...letOut });
    case 'reopen-request':
      return reopen(state, by, { now, because: act.because, ...letOut, doneAt: ended?.at ?? at });
    default:
      return act satisfies never;
  }
}

/** `show E-…`: exactly what the vendor will see, and how it stands. */
export async function showEscalation(deps: Deps, request: Request, id: string): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'requests');
  if (refusal) return { is: 'refused', refusal, sentence: `show E-${id}` };
  const read = await readEscalation(deps.ledger, escalationStream(id));
  if (!read) return { is: 'escalation-act-refused', act: 'show', id, refusal: { reason: 'unknown-request' } };
  const { policy } = await deps.records(request.actor);
  return { is: 'escalation', ...(await seenByVendor(deps, read.story, { policy, now: request.at })) };
}

/** `requests`: what is prepared or sent and not over. */
export async function listEscalations(
  deps: { ledger: Pick<Ledger, 'recent' | 'head'>; records: ReadRecords },
  request: Request,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'requests');
  if (refusal) return { is: 'refused', refusal, sentence: 'requests' };
  const lines = await openEscalations(deps.ledger, request.at);
  if (lines.length === 0) return { is: 'nothing', what: 'No request to a vendor is open.', next: 'help requests' };
  return { is: 'escalations', lines };
}
