import type { Answer, Form, SendForm } from '../../domain/answer.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import { namesLeft, withoutNames } from '../../domain/escalation/names-ours.ts';
import type { EscalationRefusal } from '../../domain/escalation/refusal.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Sending, writeEscalationSentence } from '../../domain/language/escalation-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadRecords } from '../records.ts';
import { appendEscalation, escalationStream, readEscalation } from './append-escalation.ts';
import { diagnosesFor } from './diagnoses.ts';
import { cardOfVendor, onceSent } from './seen-by-vendor.ts';
import { type Sendable, type SendDeps, sendable, type Unsendable } from './sending.ts';

type Deps = SendDeps & { ledger: Pick<Ledger, 'read' | 'head' | 'append' | 'recent'>; records: ReadRecords };

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/**
 * Sends a prepared request. Where a form was looked at (`seen`), what was looked at is what is sent: if it is not the same any more, the form is
 * shown anew, as it would be sent now.
 */
export async function sendEscalation(deps: Deps, request: Request, sending: Sending): Promise<Answer | Form> {
  const { actor, at } = request;
  const { person, policy } = await deps.records(actor);
  if (!person) return refused(sending, { reason: 'no-role', needed: 'operator' });
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readEscalation(deps.ledger, escalationStream(sending.request));
    if (!read) return refused(sending, { reason: 'unknown-request' });
    const decided = await sendable(deps, read.story, { sending, person, policy, now: at });
    if (!decided.ok) return noteOf(sending, decided.error);
    const { step, moved } = decided.value;
    const held = await heldBack(deps, { story: read.story, sending, decided: decided.value, now: at });
    if (held) return held;
    const after = await appendEscalation(deps.ledger, read, { step, by: actor, at });
    if (after) return { is: 'escalation-acted', act: 'sent', story: after.story, ...(moved && { moved }) };
  }
  throw new Error(`request ${sending.request} moved ${ROUNDS} times while it was sent`);
}

/** `form send E-…`: what they will see, with all that can still be said. Who may not send it hears so. */
export async function sendForm(deps: Deps, request: Request, sending: Sending): Promise<Answer | Form> {
  const { actor, at } = request;
  const [{ person, policy }, read] = await Promise.all([
    deps.records(actor),
    readEscalation(deps.ledger, escalationStream(sending.request)),
  ]);
  if (!person) return refused(sending, { reason: 'no-role', needed: 'operator' });
  if (!read) return refused(sending, { reason: 'unknown-request' });
  const decided = await sendable(deps, read.story, { sending, person, policy, now: at });
  if (!decided.ok) return noteOf(sending, decided.error);
  return formOf(deps, { story: read.story, sending, decided: decided.value, now: at });
}

/** What was looked at is not what would be sent; or it names more of ours than anybody was shown, or said on purpose. */
async function heldBack(deps: Deps, shown: Shown): Promise<Answer | Form | undefined> {
  const { story, sending, decided } = shown;
  const { seen, names } = decided;
  if (sending.seen !== undefined && sending.seen !== seen) return formOf(deps, { ...shown, again: true });
  const left = unsaid(sending, names);
  return left.length > 0 ? onPurpose(sending, story.ask.receiver, { names, left }) : undefined;
}

/** Names of ours that nobody was shown, and nobody said on purpose. */
function unsaid({ seen, naming }: Sending, names: readonly string[]): string[] {
  return seen === undefined ? namesLeft(names, { spots: [], before: [], naming }) : [];
}

/** The same on purpose; of a word to them, without the names too, unless they are in what was asked for. */
function onPurpose(sending: Sending, receiver: string, { names, left }: { names: string[]; left: string[] }): Answer {
  const { because } = sending;
  const word = because === undefined ? undefined : withoutNames(because, left);
  const without = word !== because && word !== undefined ? { ...sending, because: word } : undefined;
  return {
    is: 'names-ours',
    request: sending.request,
    receiver,
    names: left,
    naming: writeEscalationSentence({ ...sending, naming: names }),
    ...(without && { without: writeEscalationSentence(without) }),
  };
}

function refused({ request: id }: Sending, refusal: EscalationRefusal): Answer {
  return { is: 'escalation-act-refused', act: 'send', id, refusal };
}

function noteOf(sending: Sending, no: Unsendable): Answer {
  return no.is === 'asked' ? no.answer : refused(sending, no.refusal);
}

type Shown = {
  story: EscalationStory;
  sending: Sending;
  decided: Sendable;
  now: Instant;
  again?: true;
};

async function formOf(deps: Deps, shown: Shown): Promise<Form> {
  const { story, sending, decided, now, again } = shown;
  const { seen: _seen, ...said } = sending;
  const { ask, seen, names, moved } = decided;
  const { wantedBy } = decided.step.data;
  const choices = await diagnosesFor(deps.ledger, story.ask, now);
  const card = cardOfVendor(onceSent(story, decided.step, now), decided.vendor);
  const send: SendForm = {
    story,
    sending: said,
    ask,
    seen,
    choices,
    ...(wantedBy !== undefined && { wantedBy }),
    ...(card && { card }),
    ...(names.length > 0 && { names }),
    ...(moved && { moved }),
    ...(again && { again }),
  };
  return { is: 'form', commands: [], targets: [], send };
}
