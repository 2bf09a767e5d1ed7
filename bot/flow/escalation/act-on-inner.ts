import { type Person, rolesOf } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { momentAt } from '../../domain/calendar/moment.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import type { EscalationRefusal } from '../../domain/escalation/refusal.ts';
import { decideVendorAct, type VendorAct, type VendorStep } from '../../domain/escalation/vendor-act.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type EscalationSentence,
  type InnerSaid,
  writeEscalationSentence,
} from '../../domain/language/escalation-sentence.ts';
import type { Eta } from '../../domain/language/read-vendor-act.ts';
import { zoneOf } from '../../domain/policy/hours.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadRecords } from '../records.ts';
import { appendEscalation, escalationStream, readEscalation } from './append-escalation.ts';

type Inner = Extract<EscalationSentence, { is: 'inner-act' }>;
type Deps = { ledger: Pick<Ledger, 'read' | 'append'>; records: ReadRecords };

/** A lost append means that another owner was first in the same moment: decided anew on what they left. */
const ROUNDS = 8;

/** A circle owner accepts, declines, asks back, says how far it is, or that it is done. */
export async function actOnInner(deps: Deps, request: Request, sentence: Inner): Promise<Answer> {
  const { actor, at } = request;
  const { said, request: id } = sentence;
  const refused = (refusal: EscalationRefusal): Answer => ({
    is: 'escalation-act-refused',
    act: said.says,
    id,
    refusal,
  });
  const { person, policy } = await deps.records(actor);
  const eta = 'eta' in said ? etaAt(said.eta, { now: at, zone: zoneOf(policy ?? {}) }) : ok(undefined);
  if (!eta.ok) {
    const [typed, allowed] = [
      writeEscalationSentence(sentence),
      'a time to come, with its zone where clocks are changed',
    ];
    return { is: 'not-understood', typed, why: eta.error, allowed, example: `accept E-${id} eta 30m` };
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readEscalation(deps.ledger, escalationStream(id));
    if (!read) return refused({ reason: 'unknown-request' });
    const step = decide(read.story, person, { act: actOf(said, eta.value), now: at });
    if (!step.ok) return refused(step.error);
    const after = await appendEscalation(deps.ledger, read, { step: step.value, by: actor, at });
    if (after) return { is: 'escalation-acted', act: 'said', story: after.story };
  }
  throw new Error(`request ${id} moved ${ROUNDS} times while ${said.says} was decided`);
}

function decide(
  { state, ask }: EscalationStory,
  person: Person | undefined,
  { act, now }: { act: VendorAct; now: Instant },
): Result<VendorStep, EscalationRefusal> {
  if (state.kind !== 'inner') return err({ reason: 'not-inner', receiver: ask.receiver });
  if (!person || !rolesOf(person, now).includes('circle-owner'))
    return err({ reason: 'no-role', needed: 'circle-owner' });
  return decideVendorAct(state, { team: person.team, user: person.user }, { act, now });
}

function etaAt(
  eta: Eta | undefined,
  { now, zone }: { now: Instant; zone: string },
): Result<Instant | undefined, string> {
  if (!eta) return ok(undefined);
  if ('in' in eta) return ok(now + eta.in);
  const at = momentAt(eta.at, { now, zone });
  return at.ok
    ? at
    : err(at.error.reason === 'past' ? 'that time is over' : 'the clocks there never say that, or say it twice');
}

function actOf(said: InnerSaid, eta: Instant | undefined): VendorAct {
  const until = eta === undefined ? {} : { eta };
  switch (said.says) {
    case 'accept':
      return { is: 'accept', ...until };
    case 'progress':
      return { is: 'progress', text: said.text, ...until };
    case 'decline':
      return { is: 'decline', because: said.because };
    case 'ask':
      return { is: 'ask', text: said.text };
    case 'done':
      return { is: 'done', ...(said.text !== undefined && { text: said.text }) };
    default:
      return said satisfies never;
  }
}
