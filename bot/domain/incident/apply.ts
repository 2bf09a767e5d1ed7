import { messageSource } from './entries.ts';
import type { AlarmChange, Declared, IncidentEvent } from './event.ts';
import type { IncidentState } from './state.ts';

/** Alarms that a state names, and how long that may be as JSON (the name of one has up to 255 characters), and channels that follow it: the head is at most 8 KB. What came first is left out first. */
const ALARMS = 12;
const ALARMS_LENGTH = 2_000;
export const FOLLOWERS = 40;
const AWAITED = 20;

/** The state of an incident that was declared just now. */
export function declaredIncident(id: string, event: IncidentEvent & { type: 'declared' }): IncidentState {
  const { data, by, at } = event;
  const { title, severity, kind, place, impact, drill, here, hits, from } = data;
  return {
    id,
    by,
    title,
    severity,
    kind,
    ...(impact !== undefined && { impact }),
    ...(hits && { hits }),
    ...(drill && { drill }),
    ...(here && { here }),
    is: 'open',
    place,
    roles: {},
    milestones: { detected: Math.min(detectedAt(data) ?? at, at), declared: at },
    followers: [],
    alarms: from && 'alarm' in from ? [alarmOf(from.alarm)] : [],
    ...(from && 'run' in from && { from: { run: from.run } }),
    ...(from && 'message' in from && { awaited: [messageSource(from.message)] }),
    reminded: {},
    snoozed: {},
  };
}

function detectedAt({ detectedAt: said, from }: Declared) {
  return said ?? (from && 'alarm' in from ? from.alarm.at : undefined);
}

function alarmOf({ arn, name, ringing, at }: AlarmChange) {
  return { arn, name, ringing, at };
}

/** The state after one more event. Pure: the head of the stream is all that it needs. */
export function nextIncident(state: IncidentState, event: IncidentEvent): IncidentState {
  switch (event.type) {
    case 'declared':
      return state;
    case 'roomed':
      return { ...state, room: event.data };
    case 'severity-set':
      return { ...state, ...event.data };
    case 'acknowledged':
    case 'mitigated':
    case 'resolved':
    case 'reopened':
      return moved(state, event);
    case 'role-taken':
      return { ...state, roles: { ...state.roles, [event.data.role]: event.by } };
    case 'role-left':
      return freed(state, event);
    case 'alarmed':
      return { ...state, alarms: withAlarm(state.alarms, alarmOf(event.data)) };
    case 'updated':
      return {
        ...told(state, event.seq),
        lastUpdate: { text: event.data.text.slice(0, UPDATE_SHOWN), at: event.at, ...nextOf(event.data) },
        reminded: without(state.reminded, 'update'),
      };
    case 'followed':
      return {
        ...told(state, event.seq),
        followers: [...left(state.followers, event.data.channel), event.data.channel].slice(-FOLLOWERS),
      };
    case 'unfollowed':
      return { ...state, followers: left(state.followers, event.data.channel) };
    case 'reminded':
      return { ...state, reminded: { ...state.reminded, [event.data.of]: event.at } };
    case 'snoozed':
      return { ...state, snoozed: { ...state.snoozed, [event.data.of]: event.data.until } };
    case 'report-moved':
      return { ...state, report: event.data.to };
    case 'marked':
      return { ...state, awaited: [...awaitedBut(state, event.data), messageSource(event.data)].slice(-AWAITED) };
    case 'archived':
    case 'unarchived':
      return { ...state, ...roomAfter(state, event) };
    case 'channel-moved':
      return channelMoved(state, event.data);
    case 'captured':
    case 'noted':
    case 'added':
    case 'renamed':
    case 'unmarked':
    case 'edited':
    case 'deleted':
    case 'joined':
    case 'left':
    case 'corrected':
      return state;
    default:
      return event satisfies never;
  }
}

function freed(state: IncidentState, { at, data: { role } }: IncidentEvent & { type: 'role-left' }): IncidentState {
  const roles = without(state.roles, role);
  if (role !== 'lead') return { ...state, roles };
  return { ...state, roles, unled: at, reminded: without(state.reminded, role) };
}

function roomAfter(
  { room }: IncidentState,
  { type, data }: IncidentEvent & { type: 'archived' | 'unarchived' },
): Pick<IncidentState, 'room'> {
  if (room?.channel !== data.channel) return {};
  const { archived: _before, ...open } = room;
  return { room: type === 'archived' ? { ...room, archived: true } : open };
}

function channelMoved(
  { room, place, followers, ...state }: IncidentState,
  { channel, to }: { channel: string; to: string },
): IncidentState {
  const now = (one: string) => (one === channel ? to : one);
  return {
    ...state,
    place: { ...place, channel: now(place.channel) },
    followers: [...new Set(followers.map(now))],
    ...(room && { room: { ...room, channel: now(room.channel) } }),
  };
}

function awaitedBut({ awaited = [] }: IncidentState, message: { channel: string; ts: string }): string[] {
  return awaited.filter((one) => one !== messageSource(message));
}

type Move = IncidentEvent & { type: 'acknowledged' | 'mitigated' | 'resolved' | 'reopened' };

/** What is mitigated or resolved was seen by somebody: it is acknowledged at the latest then. The first time counts. */
function moved(state: IncidentState, event: Move): IncidentState {
  const { milestones } = state;
  const { at } = event;
  const acknowledged = milestones.acknowledged ?? at;
  switch (event.type) {
    case 'acknowledged':
      return { ...state, milestones: { ...milestones, acknowledged } };
    case 'mitigated':
      return { ...state, is: 'mitigated', milestones: { ...milestones, acknowledged, mitigated: at } };
    case 'resolved':
      return {
        ...state,
        is: 'resolved',
        resolution: event.data.because,
        milestones: { ...milestones, acknowledged, mitigated: milestones.mitigated ?? at, resolved: at },
      };
    case 'reopened':
      return reopened(state, event);
    default:
      return event satisfies never;
  }
}

function reopened(state: IncidentState, { at }: Move): IncidentState {
  const { resolution: _resolution, report: _report, milestones, ...rest } = state;
  const { mitigated: _mitigated, resolved: _resolved, ...earlier } = milestones;
  return { ...rest, is: 'open', milestones: earlier, again: at, reminded: {}, snoozed: {} };
}

/** Events that are still to be told, at most: whoever says more in a moment is heard by the last of it. */
const SPREAD = 12;
/** Characters of the last update that the head keeps, for cards. */
const UPDATE_SHOWN = 300;

function told(state: IncidentState, seq: number): IncidentState {
  return { ...state, spread: [...(state.spread ?? []), seq].slice(-SPREAD) };
}

function nextOf({ nextAt }: { nextAt?: number }): { nextAt?: number } {
  return nextAt === undefined ? {} : { nextAt };
}

function without<Key extends string, Value>(held: Partial<Record<Key, Value>>, key: Key): Partial<Record<Key, Value>> {
  const { [key]: _dropped, ...rest } = held;
  return rest as Partial<Record<Key, Value>>;
}

function left(channels: readonly string[], channel: string): string[] {
  return channels.filter((one) => one !== channel);
}

/** Changes come in another order than they were made: the latest of each alarm holds. */
function withAlarm(alarms: IncidentState['alarms'], alarm: ReturnType<typeof alarmOf>): IncidentState['alarms'] {
  const before = alarms.find(({ arn }) => arn === alarm.arn);
  if (before?.at !== undefined && before.at > alarm.at) return alarms;
  const all = [...alarms.filter((one) => one !== before), alarm].slice(-ALARMS);
  const lengths = all.map((one) => JSON.stringify(one).length);
  const from = all.findIndex((_, at) => lengths.slice(at).reduce((sum, length) => sum + length) <= ALARMS_LENGTH);
  return all.slice(from);
}
