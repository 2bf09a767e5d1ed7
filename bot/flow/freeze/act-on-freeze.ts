import { actorOf, type Person, type Role, rolesOf, samePerson } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { FreezeStep } from '../../domain/freeze/event.ts';
import {
  type Freeze,
  type HostLock,
  NOTHING,
  type Standing,
  standingAt,
  withNextEnd,
} from '../../domain/freeze/standing.ts';
import { HOUR } from '../../domain/instant.ts';
import { type End, type FreezeSentence, writeFreezeSentence } from '../../domain/language/freeze-sentence.ts';
import { STATE_LIMIT } from '../../domain/ledger/draft.ts';
import { nameOf } from '../../domain/ledger/name.ts';
import { zoneOf } from '../../domain/policy/hours.ts';
import type { Request } from '../../domain/request.ts';
import type { Refusal } from '../../domain/run/refusal.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';
import { askForPicture } from '../picture/ask-picture.ts';
import type { ReadRecords } from '../records.ts';
import { endOf } from './end-of.ts';
import { FREEZES } from './read-standing.ts';
import { tellCalendar } from './tell-calendar.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'append' | 'recent'>;
  inventory: Pick<Inventory, 'find'>;
  records: ReadRecords;
};

/** A lost append means that somebody else wrote in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;
const LONGEST = { freeze: 31 * 24 * HOUR, lock: 7 * 24 * HOUR };

const ROLES: Record<Exclude<FreezeSentence['is'], 'calendar'>, readonly Role[]> = {
  freeze: ['approver', 'admin'],
  thaw: ['approver', 'admin'],
  lock: ['operator'],
  unlock: ['operator', 'approver'],
};

/** `freeze …`, `thaw …`, `lock …`, `unlock …`, `calendar`. */
export async function actOnFreeze(deps: Deps, request: Request, sentence: FreezeSentence): Promise<Answer> {
  if (sentence.is === 'calendar') return calendar(deps, request, sentence.as);
  const { person, policy } = await deps.records(request.actor);
  const refusal = await refuse(deps, { request, sentence, person });
  if (refusal || !person) {
    return { is: 'refused', refusal: refusal ?? { reason: 'fault' }, sentence: writeFreezeSentence(sentence) };
  }
  return write(deps, sentence, { request, person, zone: zoneOf(policy ?? {}) });
}

async function write(deps: Deps, sentence: Act, asked: Asked): Promise<Answer> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const head = await deps.ledger.head(FREEZES);
    const next = decide(sentence, head ? stateOf<Standing>(head) : NOTHING, asked);
    if (!('step' in next)) return next.answer;
    const after = withNextEnd(next.after);
    if (!leavesRoom(after)) return FULL;
    if (await append(deps, asked.request, { head, step: next.step, after })) return next.answer;
  }
  throw new Error(`${FREEZES} changed ${ROUNDS} times while it was written`);
}

/** An emergency stop and the words on it always fit beside what stands: nothing may keep it from being put up. */
const ROOM = 3 * 1024;

function leavesRoom(after: Standing): boolean {
  return Buffer.byteLength(JSON.stringify({ ...after, stop: undefined })) <= STATE_LIMIT - ROOM;
}

const FULL: Answer = {
  is: 'nothing',
  what: 'So many freezes and locks do not fit beside each other: end one of them first.',
  next: 'calendar',
};

type Act = Exclude<FreezeSentence, { is: 'calendar' }>;

async function refuse(
  { inventory }: Deps,
  { request, sentence, person }: { request: Request; sentence: Act; person: Person | undefined },
): Promise<Refusal | undefined> {
  const roles = rolesOf(person, request.at);
  const [needed = 'approver'] = ROLES[sentence.is];
  if (!ROLES[sentence.is].some((role) => roles.includes(role))) return { reason: 'no-role', needed };
  if (sentence.is !== 'lock') return undefined;
  const there = await inventory.find([sentence.host]);
  return there.length > 0 ? undefined : { reason: 'unknown-targets', unknown: [sentence.host] };
}

/** In words at once; the picture is the worker's, which may ask calendars outside of Remit. None of it when too many were asked for. */
async function calendar(deps: Deps, request: Request, as: 'list' | undefined): Promise<Answer> {
  const told = await tellCalendar(deps, request);
  if (told.is !== 'calendar' || as === 'list') return told;
  const full = await askForPicture(deps, request, { as: 'calendar' });
  return full ? told : { ...told, picture: true };
}

type Asked = { request: Request; person: Person; zone: string };
/** What happens and what stands then; an answer alone changes nothing. */
type Next = { answer: Answer } | { answer: Answer; step: FreezeStep; after: Standing };

function decide(sentence: Act, before: Standing, asked: Asked): Next {
  switch (sentence.is) {
    case 'freeze':
      return freeze(sentence, before, asked);
    case 'thaw':
      return thaw(sentence, before, asked);
    case 'lock':
      return lock(sentence, before, asked);
    case 'unlock':
      return unlock(sentence, before, asked);
    default:
      return sentence satisfies never;
  }
}

function endAsked(sentence: Extract<FreezeSentence, { is: 'freeze' | 'lock' }>, { request, zone }: Asked) {
  const rewrite = (end: End) => writeFreezeSentence({ ...sentence, end });
  return endOf(sentence.end, { now: request.at, zone, longest: LONGEST[sentence.is], typed: request.text, rewrite });
}

function made({ request: { actor, at, place } }: Asked) {
  return { from: at, by: actorOf(actor), where: { team: place.team, channel: place.channel } };
}

function freeze(sentence: Extract<FreezeSentence, { is: 'freeze' }>, before: Standing, asked: Asked): Next {
  const { source } = asked.request;
  const had = before.freezes.find((one) => one.id === nameOf(source, 0) && one.because === sentence.because);
  if (had) return { answer: { is: 'frozen', freeze: had } };
  const until = endAsked(sentence, asked);
  if (!until.ok) return { answer: until.error };
  let probe = 0;
  while (before.freezes.some(({ id }) => id === nameOf(source, probe))) probe += 1;
  const { environments, because } = sentence;
  const one: Freeze = { id: nameOf(source, probe), environments, until: until.value, because, ...made(asked) };
  const after = { ...before, freezes: [...before.freezes, one] };
  return { answer: { is: 'frozen', freeze: one }, step: { type: 'froze', data: { freeze: one } }, after };
}

function thaw({ what, because }: Extract<FreezeSentence, { is: 'thaw' }>, before: Standing, { request }: Asked): Next {
  const standing = standingAt(before, request.at).freezes;
  const isMeant = ({ id, environments }: Freeze) =>
    'freeze' in what ? id === what.freeze : environments.every((one) => what.environments.includes(one));
  const freezes = standing.filter(isMeant);
  if (freezes.length === 0) {
    const other = standing.length > 0 ? ' Another freeze stands: thaw everything, or name it by its id.' : '';
    return { answer: { is: 'nothing', what: `There is nothing to thaw there.${other}`, next: 'calendar' } };
  }
  const reason = because === undefined ? {} : { because };
  const after = { ...before, freezes: before.freezes.filter((one) => !freezes.includes(one)) };
  return {
    answer: { is: 'thawed', freezes, ...reason },
    step: { type: 'thawed', data: { freezes, ...reason } },
    after,
  };
}

function lock(sentence: Extract<FreezeSentence, { is: 'lock' }>, before: Standing, asked: Asked): Next {
  const { person, request } = asked;
  const until = endAsked(sentence, asked);
  if (!until.ok) return { answer: until.error };
  const { host, because } = sentence;
  const had = standingAt(before, request.at).locks.find((one) => one.host === host);
  if (had && !samePerson({ ...had.by, id: had.person }, person)) return { answer: keptBy(had, sentence) };
  const one: HostLock = { host, until: until.value, because, person: person.id, ...made(asked) };
  const after = { ...before, locks: [...before.locks.filter((other) => other.host !== host), one] };
  return { answer: { is: 'host-kept', lock: one }, step: { type: 'locked', data: { lock: one } }, after };
}

function keptBy({ host, from, until, by, because }: HostLock, sentence: FreezeSentence): Answer {
  const stop = { gate: 'lock' as const, host, from, until, by, because };
  return {
    is: 'refused',
    refusal: { reason: 'stopped', stop, policyVersion: 0, mayAsk: false },
    sentence: writeFreezeSentence(sentence),
  };
}

function unlock(sentence: Extract<FreezeSentence, { is: 'unlock' }>, before: Standing, asked: Asked): Next {
  const { host, because } = sentence;
  const { person, request } = asked;
  const one = standingAt(before, request.at).locks.find((other) => other.host === host);
  if (!one) return { answer: { is: 'nothing', what: `Nobody keeps ${host}.`, next: 'calendar' } };
  const may = samePerson({ ...one.by, id: one.person }, person) || rolesOf(person, request.at).includes('approver');
  if (!may) return { answer: keptBy(one, sentence) };
  const reason = because === undefined ? {} : { because };
  const after = { ...before, locks: before.locks.filter((other) => other !== one) };
  return {
    answer: { is: 'host-free', lock: one, ...reason },
    step: { type: 'unlocked', data: { lock: one, ...reason } },
    after,
  };
}

async function append(
  { ledger }: Deps,
  { actor, at: now }: Request,
  { head, step, after }: { head: StoredEvent | undefined; step: FreezeStep; after: Standing },
): Promise<boolean> {
  const { type, data } = step;
  const draft = { stream: FREEZES, head, type, at: Math.max(now, head?.at ?? 0), by: actor, data, state: after };
  return (await ledger.append(draft)).is === 'appended';
}
