import { type Actor, type Person, rolesOf, sameActor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { liftBy, stopBy } from '../../domain/freeze/emergency.ts';
import type { StopStep } from '../../domain/freeze/event.ts';
import { type EmergencyStop, NOTHING, type Standing, withNextEnd } from '../../domain/freeze/standing.ts';
import type { Instant } from '../../domain/instant.ts';
import { type StopSentence, writeFreezeSentence } from '../../domain/language/freeze-sentence.ts';
import { mayUse, neededRole } from '../../domain/language/help.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { partsOf, stateOf } from '../decode.ts';
import type { ReadRecords } from '../records.ts';
import { FREEZES } from './read-standing.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'append'>; records: ReadRecords };

/** A lost append means that somebody else wrote in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

const NAMES = { 'stop-everything': 'stop everything', lift: 'lift' } as const;

/** `stop everything`, `lift the stop`: on the stream that every decision reads, so that it holds from this append on. */
export async function actOnStop(deps: Deps, request: Request, sentence: StopSentence): Promise<Answer> {
  const { person } = await deps.records(request.actor);
  const name = NAMES[sentence.is];
  if (!person || !mayUse(name, rolesOf(person, request.at), [])) {
    const needed = neededRole(name, []) ?? 'operator';
    return { is: 'refused', refusal: { reason: 'no-role', needed }, sentence: writeFreezeSentence(sentence) };
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const head = await deps.ledger.head(FREEZES);
    const next = await decide(deps, sentence, { request, person, head });
    if (!('step' in next) || (await append(deps, request, { head, next }))) return next.answer;
  }
  throw new Error(`${FREEZES} changed ${ROUNDS} times while it was written`);
}

type Asked = { request: Request; person: Person; head: StoredEvent | undefined };
/** What happens and what stands then; an answer alone changes nothing. */
type Next = { answer: Answer } | { answer: Answer; step: StopStep; after: EmergencyStop | undefined };

async function decide(deps: Deps, sentence: StopSentence, asked: Asked): Promise<Next> {
  const { stop } = asked.head ? stateOf<Standing>(asked.head) : NOTHING;
  if (sentence.is === 'stop-everything') return stopEverything(sentence, stop, asked);
  if (!stop) return nothingToLift(sentence, asked);
  return sentence.stop === undefined || sentence.stop === stop.id
    ? lift(deps, sentence, { ...asked, stop })
    : { answer: nothing(`X-${sentence.stop} is over. What stands is another one: X-${stop.id}.`) };
}

function stopEverything(
  { because }: Extract<StopSentence, { is: 'stop-everything' }>,
  standing: EmergencyStop | undefined,
  { request, person }: Asked,
): Next {
  const { actor: by, source, at, place } = request;
  const where = { team: place.team, channel: place.channel };
  const stop = stopBy(person, { by, source, at, because, where });
  if (standing?.id === stop.id) return { answer: { is: 'everything-stopped', stop: standing } };
  if (standing) return { answer: { is: 'everything-stopped', stop: standing, already: true } };
  return {
    answer: { is: 'everything-stopped', stop },
    step: { type: 'stopped-everything', data: { stop } },
    after: stop,
  };
}

type Lifting = Extract<StopSentence, { is: 'lift' }>;

async function lift(
  { records }: Deps,
  { because }: Lifting,
  { request, person, stop: before }: Asked & { stop: EmergencyStop },
): Promise<Next> {
  const { at } = request;
  const said = await Promise.all(
    before.lifts.map(async (one) => ({ lift: one, person: (await records(one.by)).person })),
  );
  const { is, stop } = liftBy(before, person, { said, at, because });
  if (is === 'already') return { answer: { is: 'lift-asked', stop, already: true } };
  return is === 'lifted'
    ? { answer: { is: 'lifted', stop, at }, step: { type: 'lifted', data: { stop } }, after: undefined }
    : { answer: { is: 'lift-asked', stop }, step: { type: 'lift-asked', data: { stop } }, after: stop };
}

/** The second delivery of the word that lifted it hears what the first one did. */
function nothingToLift(sentence: Lifting, { request, head }: Asked): Next {
  const last = head && (partsOf(head) as StopStep & { by: Actor; at: Instant });
  if (last?.type !== 'lifted' || !sameActor(last.by, request.actor)) return { answer: nothing(NOTHING_STOPPED) };
  const { stop } = last.data;
  const isMeant = sentence.stop === undefined || sentence.stop === stop.id;
  return { answer: isMeant ? { is: 'lifted', stop, at: last.at } : nothing(NOTHING_STOPPED) };
}

const NOTHING_STOPPED = 'There is no emergency stop: nothing has to be lifted.';

function nothing(what: string): Answer {
  return { is: 'nothing', what, next: 'calendar' };
}

async function append(
  { ledger }: Deps,
  { actor, at: now }: Request,
  { head, next }: { head: StoredEvent | undefined; next: Extract<Next, { step: StopStep }> },
): Promise<boolean> {
  const { stop: _before, ...others } = head ? stateOf<Standing>(head) : NOTHING;
  const state = withNextEnd({ ...others, ...(next.after && { stop: next.after }) });
  const { type, data } = next.step;
  const draft = { stream: FREEZES, head, type, at: Math.max(now, head?.at ?? 0), by: actor, data, state };
  return (await ledger.append(draft)).is === 'appended';
}
