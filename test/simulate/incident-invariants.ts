import { isDeepStrictEqual } from 'node:util';
import { alarmRule } from '../../bot/domain/incident/alarm.ts';
import type { Entry } from '../../bot/domain/incident/entry.ts';
import type { AlarmChange, Declared } from '../../bot/domain/incident/event.ts';
import type { IncidentState } from '../../bot/domain/incident/state.ts';
import { PARKED } from '../../bot/flow/claim.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';
import { OURS, PEOPLE } from '../bot/flow/people.ts';
import type { FakeCard } from '../fakes/chat.ts';
import { first } from './first.ts';
import type { Written } from './incident-people.ts';
import type { Seen } from './seen.ts';
import { ALARMS } from './together.ts';

type Incident = {
  id: string;
  events: StoredEvent[];
  head: StoredEvent;
  state: IncidentState;
  newest: Map<string, Entry>;
};

/** V5: in the end a timeline holds what happened, each thing once; V6: and the cards show how it stands. */
export function timelinesHold(seen: Seen): string | undefined {
  if (!seen.final) return undefined;
  const incidents = incidentsOf(seen);
  return (
    first(incidents, (one) => oneVersionEach(seen, one) ?? ownEvents(one) ?? otherStreams(seen, one)) ??
    first(incidents, (one) => messagesOf(seen, one)) ??
    alarmsOnce(seen, incidents) ??
    notLost(seen, incidents)
  );
}

function incidentsOf({ world }: Seen): Incident[] {
  return [...world.ledger.streams].flatMap(([stream, events]) => {
    const head = events.at(-1);
    if (!head || !stream.startsWith('incident#')) return [];
    const id = stream.slice('incident#'.length);
    const newest = new Map<string, Entry>();
    for (const entry of world.timeline.written.get(id) ?? []) {
      if (entry.version > (newest.get(entry.source)?.version ?? 0)) newest.set(entry.source, entry);
    }
    return [{ id, events, head, state: JSON.parse(head.state) as IncidentState, newest }];
  });
}

function isParked(events: readonly StoredEvent[]): boolean {
  return events.some(({ due }) => due === PARKED);
}

function oneVersionEach({ world }: Seen, { id }: Incident): string | undefined {
  const names = (world.timeline.written.get(id) ?? []).map(({ source, version }) => `${source} v${version}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice && `I-${id} has ${twice} twice`;
}

/** Events of the incident's own that always write a line. */
const TOLD = new Set([
  ...['declared', 'severity-set', 'acknowledged', 'mitigated', 'resolved', 'reopened', 'role-taken', 'role-left'],
  ...['noted', 'alarmed', 'updated'],
]);

function ownEvents({ id, events, newest }: Incident): string | undefined {
  if (isParked(events)) return undefined;
  return first(
    events.filter(({ type }) => TOLD.has(type)),
    (event) => {
      const { source, occurredAt } = lineOf(id, event);
      const entry = newest.get(source);
      if (!entry) return `I-${id} does not tell of e#${event.seq} ${event.type}`;
      return entry.occurredAt === occurredAt
        ? undefined
        : `I-${id} tells of e#${event.seq} ${event.type} at another time`;
    },
  );
}

function lineOf(id: string, { seq, type, at, data }: StoredEvent): Pick<Entry, 'source' | 'occurredAt'> {
  const own = `incident#${id}/e#${seq}`;
  if (type === 'alarmed') {
    const change = JSON.parse(data) as AlarmChange;
    return { source: `alarm/${change.arn}/${change.at}`, occurredAt: change.at };
  }
  const { occurredAt = at } = type === 'noted' ? (JSON.parse(data) as { occurredAt?: number }) : {};
  return { source: own, occurredAt };
}

/** Events of runs and requests that always write a line. */
const OF_RUN = new Set(['asked', 'refused', 'halted', 'approved', 'denied', 'expired', 'cancelled', 'sent', 'paused']);
const OF_REQUEST = new Set([
  ...['sent', 'accepted', 'declined', 'asked-back', 'replied', 'progressed', 'estimated', 'cost-approved'],
  ...['cost-denied', 'done', 'reopened', 'answered', 'withdrawn', 'expired', 'reminded'],
]);

function otherStreams({ world }: Seen, { id, newest }: Incident): string | undefined {
  return first(world.ledger.streams, ([stream, events]) => {
    const told = stream.startsWith('run#') ? OF_RUN : stream.startsWith('escalation#') ? OF_REQUEST : undefined;
    const receipt = world.receipts.all.get(`${stream} incident`);
    if (!told || receipt?.value['incident'] !== id || isParked(events)) return undefined;
    const missing = events.find(({ seq, type }) => told.has(type) && !newest.has(`${stream}/e#${seq}`));
    return missing && `I-${id} does not tell of ${stream}/${missing.seq} ${missing.type}`;
  });
}

/** A message that is marked stands there as it reads now; one whose marks are off, or that is deleted, is taken back. */
function messagesOf(seen: Seen, incident: Incident): string | undefined {
  if (isParked(incident.events) || seen.befallen.deactivated.length > 0) return undefined;
  const sure = seen.written.filter((one) => isWhole(seen, incident, one) && marksOn(one).length > 0);
  return first(sure, (one) => wrongLine(seen, incident, one));
}

/** Whether all that happened to it was taken while its channel worked on that incident. */
function isWhole({ taken }: Seen, { id }: Incident, { channel, ts, happened }: Written): boolean {
  const mine = taken.happenings.filter(({ happening }) => tsOf(happening) === ts && happening.channel === channel);
  const sources = new Set(mine.map(({ happening }) => happening.source));
  return sources.size === happened && mine.every(({ works }) => works === id);
}

/** When those of ours who marked it did, or (negative) took it off. */
function marksOn({ marks }: Written): number[] {
  return [...marks].flatMap(([user, at]) => (isOurs(user) ? [at] : []));
}

function wrongLine({ world }: Seen, { id, newest }: Incident, one: Written): string | undefined {
  const { channel, ts, deleted } = one;
  const source = `message/${channel}/${ts}`;
  const entry = newest.get(source);
  if (!entry) return `I-${id} has no line of ${source}`;
  // One that was gone before anybody could read it is told as that.
  if (deleted) return entry.gone || !entry.quoted ? undefined : `${source} is deleted, and stands`;
  const isMarked = marksOn(one).some((at) => at > 0);
  const stands = entry.gone === undefined;
  if (isMarked !== stands)
    return `${source} is ${isMarked ? '' : 'not '}marked, and ${stands ? 'stands' : 'is taken back'}`;
  const now = world.rooms.all.get(channel)?.messages.get(ts)?.text;
  return isMarked && entry.text !== now ? `${source} says ${entry.text}, and reads ${now}` : undefined;
}

function tsOf(happening: Seen['taken']['happenings'][number]['happening']): string | undefined {
  if ('ts' in happening) return happening.ts;
  return 'message' in happening ? happening.message.ts : undefined;
}

function isOurs(user: string): boolean {
  return Object.values(PEOPLE).some((one) => one.user === user && one.team === OURS);
}

const nameOf = ({ arn, at }: AlarmChange) => `${arn} at ${at}`;

type Held = { id: string; change: AlarmChange };

/** Each change of an alarm stands once, on one timeline; of an alarm the incident knows what it did last. */
function alarmsOnce({ taken }: Seen, incidents: readonly Incident[]): string | undefined {
  const held = incidents.flatMap(({ id, events }) =>
    events.flatMap((event) => changeOf(event).map((change) => ({ id, change }))),
  );
  const names = held.map(({ change }) => nameOf(change));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) return `${twice} is told twice`;
  const lost = taken.alarms.find(({ change, heard }) => heard.is !== 'ignored' && !names.includes(nameOf(change)));
  if (lost) return `${nameOf(lost.change)} was taken and is on no timeline`;
  const deaf = taken.alarms.find(({ change, heard }) => heard.is === 'ignored' && change.ringing && isRuled(change));
  if (deaf) return `${nameOf(deaf.change)} rang and was ignored`;
  return first(incidents, (one) => lastOfEach(one, held));
}

function isRuled({ name }: AlarmChange): boolean {
  return alarmRule({ alarms: [ALARMS] }, name) !== undefined;
}

function changeOf({ type, data }: StoredEvent): AlarmChange[] {
  if (type === 'alarmed') return [JSON.parse(data) as AlarmChange];
  const { from } = type === 'declared' ? (JSON.parse(data) as Declared) : {};
  return from && 'alarm' in from ? [from.alarm] : [];
}

function lastOfEach({ id, state }: Incident, held: readonly Held[]): string | undefined {
  return first(state.alarms, ({ arn, ringing }) => {
    const mine = held.filter((one) => one.id === id && one.change.arn === arn).map(({ change }) => change);
    const last = mine.reduce((latest, one) => (one.at > latest.at ? one : latest));
    return last.ringing === ringing ? undefined : `I-${id} has ${arn} ${ringing ? 'ring' : 'over'}, which is not so`;
  });
}

/** What happened in a channel that worked on an incident all the time is on its stream, once. */
function notLost({ taken }: Seen, incidents: readonly Incident[]): string | undefined {
  return first(taken.happenings, ({ happening, works }) => {
    if (happening.is !== 'marked' && happening.is !== 'unmarked') return undefined;
    const incident = incidents.find(({ id }) => id === works);
    if (!incident || happening.mark !== 'pushpin') return undefined;
    const same = incident.events.filter(({ type, data, by }) => {
      const said = JSON.parse(data);
      const isTheirs = JSON.parse(by).user === happening.by.user;
      return isTheirs && type === happening.is && said.ts === happening.ts && said.at === happening.at;
    });
    return same.length === 1 ? undefined : `${happening.source} is ${same.length} times on record`;
  });
}

/** V6: each card of an incident stands once where it belongs, and shows the last state. */
export function incidentCardsAreTrue(seen: Seen): string | undefined {
  if (!seen.final) return undefined;
  const { chat, receipts, timeline } = seen.world;
  return first(incidentsOf(seen), ({ id, state, head, events }) => {
    const cards = chat.cards.filter(({ run }) => run === id);
    const twice = cards.find(({ ref }, at) => cards.findIndex((one) => one.ref.channel === ref.channel) !== at);
    if (twice) return `I-${id} has two cards in ${twice.ref.channel}`;
    if (isParked(events)) return undefined;
    const where = state.room?.channel;
    if (where !== undefined && !cards.some(({ ref }) => ref.channel === where) && !isGone(receipts.all, id))
      return `I-${id} has no card in ${where}`;
    return first(cards, (card) => {
      const whole = card.ref.channel === where;
      const last = head.seq + changesOf(timeline, id);
      if (whole && card.seq !== last) return `the card of I-${id} shows ${card.seq} of ${last}`;
      return isDeepStrictEqual(gist(card), gist({ shows: state as never })) ? undefined : `the card of I-${id} is old`;
    });
  });
}

function isGone(receipts: Seen['world']['receipts']['all'], id: string): boolean {
  return receipts.get(`incident#${id} card`)?.value['gone'] !== undefined;
}

function changesOf({ changes }: Seen['world']['timeline'], id: string): number {
  return changes.get(id) ?? 0;
}

function gist({ shows }: Pick<FakeCard, 'shows'>): unknown {
  const { is, severity, title, roles, room } = shows as unknown as IncidentState;
  return JSON.parse(JSON.stringify([is, severity, title, roles.lead?.user ?? '', room?.channel ?? '']));
}
