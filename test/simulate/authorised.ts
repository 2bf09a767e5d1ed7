import type { Actor, Person, Role } from '../../bot/domain/actor.ts';
import type { Instant } from '../../bot/domain/instant.ts';
import { needsOf } from '../../bot/domain/need.ts';
import type { Policy } from '../../bot/domain/policy/policy.ts';
import { LATEST } from '../../bot/domain/schedule/limits.ts';
import { POLICY } from '../../bot/flow/records.ts';
import { PEOPLE } from '../bot/flow/people.ts';
import type { World } from '../bot/flow/world.ts';
import { approvalsOf } from './approvals.ts';
import type { Appended } from './process.ts';
import type { Seen, SeenRun } from './seen.ts';

/** The worlds begin on a Saturday, on which the shipped policy changes nothing in production. */
const SUNDAY: Instant = Date.UTC(2026, 10, 22);

/** Between these two a worker read what it decided on. */
export type Window = { from: number; to: number };

/** An intent to send in this step that rests on a decision of its own: the run's first, and the first of each wave. */
type Decided = { run: SeenRun; by: Appended; first: boolean };

function decided({ appended, runs }: Seen): Decided[] {
  return appended.flatMap((by) => {
    const run = runs.get(by.event.stream.slice('run#'.length));
    if (!run || by.event.type !== 'intended') return [];
    const { attempt, opens } = JSON.parse(by.event.data);
    const first = run.events.find(({ type }) => type === 'intended')?.seq === by.event.seq;
    return attempt === 1 && (first || opens !== undefined) ? [{ run, by, first }] : [];
  });
}

/** Whether the account had the role at some moment of the window, by its own stream of records. */
export function had({ ledger }: World, { team, user }: Actor, role: Role, { from, to }: Window): boolean {
  const events = ledger.streams.get(`person#${team}#${user}`) ?? [];
  return events.some((event, at) => {
    const ended = events[at + 1]?.at ?? Number.POSITIVE_INFINITY;
    const { grants } = JSON.parse(event.state) as Person;
    const holds = grants.some((grant) => grant.role === role && (grant.until ?? to + 1) > from);
    return holds && event.at <= to && ended >= from;
  });
}

/** I3: as many people with the role as were wanted, none of them the one who asked, and all of them may it still. */
export function onlyAuthorised(seen: Seen): string | undefined {
  for (const { run, by } of decided(seen)) {
    const wrong = wrongWith(seen, run, { from: by.from, to: by.at });
    if (wrong !== undefined) return `R-${run.id} was sent: ${wrong}`;
  }
  return undefined;
}

function wrongWith({ world, befallen }: Seen, { story, events }: SeenRun, window: Window): string | undefined {
  const { plan, asked, by: requester } = story;
  if (!plan) return 'without a plan';
  const persons = new Map(approvalsOf(events).map(({ person, by }) => [person, by]));
  if (persons.has(asked.requester)) return 'who asked for it approved it';
  for (const { of, from } of needsOf(plan.approval)) {
    const may = [...persons.values()].filter((account) => had(world, account, from, window));
    if (may.length < of) return `${may.length} of ${of} who are ${from} approved it`;
  }
  const gone = befallen.deactivated.find(({ who, from, until }) => {
    const accounts = [requester, ...persons.values()].map(({ user }) => user);
    return accounts.includes(PEOPLE[who].user) && from <= window.from && until > window.to;
  });
  return gone && `${gone.who} was deactivated`;
}

/** I8: nothing is sent after the window, the end or a denial, nor into what is shut; nothing runs after its `NotAfter`. */
export function notWhenItMayNot(seen: Seen): string | undefined {
  for (const one of decided(seen)) {
    const wrong = wrongTime(one) ?? shutTo(seen, one);
    if (wrong !== undefined) return `R-${one.run.id} was sent ${wrong}`;
  }
  for (const { run: id, at } of seen.effects) {
    const { events = [], story } = seen.runs.get(id) ?? {};
    const last = events
      .filter(({ type }) => type === 'intended')
      .map(({ data }) => JSON.parse(data).notAfter as number);
    if (at >= Math.max(...last)) return `R-${id} ran after its NotAfter`;
    if (story && NEVER.includes(story.state.is)) return `R-${id} ran although it is ${story.state.is}`;
  }
  return undefined;
}

const NEVER: readonly string[] = [
  'asked',
  'refused',
  'unconfirmed',
  'waiting',
  'scheduled',
  'denied',
  'expired',
  'cancelled',
  'halted',
];

/** The window is of the first decision: a later wave of an approved run may begin for a day more. One with a time begins at it. */
function wrongTime({ run: { story }, by, first }: Decided): string | undefined {
  const { plan } = story;
  if (!plan) return 'without a plan';
  if (!first) return undefined;
  const { start, expiresAt } = plan;
  if (start && by.at + by.skew < start.at) return 'before its time';
  const last = start ? start.at + LATEST : expiresAt;
  return by.from + by.skew >= last ? 'after its window' : undefined;
}

/** What shut the way the whole time in which it was decided, and nobody let it past. */
function shutTo({ frozen, world }: Seen, { run: { story }, by }: Decided): string | undefined {
  const { plan, exceptions } = story;
  if (!plan || plan.risk === 'read') return undefined;
  const passed = (key: string) => exceptions.some(({ covers }) => covers.includes(key));
  const before = frozen.filter(({ at }) => at <= by.from).at(-1);
  const during = frozen.filter(({ at }) => at > by.from && at <= by.at);
  if (before?.stop !== undefined && during.every(({ stop }) => stop === before.stop)) return 'although all was stopped';
  if (plan.hosts.every(({ environment }) => environment !== 'production')) return undefined;
  const freeze = before?.freezes.find(({ id, until }) => {
    const stood = during.every(({ freezes }) => freezes.some((one) => one.id === id));
    return stood && until > by.at + Math.max(0, by.skew) && !passed(`F-${id}`);
  });
  if (freeze) return `into the freeze ${freeze.id}`;
  const isShut = hasHours(world) && by.at + Math.max(0, by.skew) < SUNDAY;
  return isShut && plan.risk === 'change' && !plan.undoes && !passed('hours')
    ? 'outside the hours of changes'
    : undefined;
}

function hasHours({ ledger }: World): boolean {
  const [policy] = ledger.streams.get(POLICY) ?? [];
  return policy !== undefined && (JSON.parse(policy.state) as Policy).changes?.length !== 0;
}
