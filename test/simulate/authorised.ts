import type { Actor, Person, Role } from '../../bot/domain/actor.ts';
import { needsOf } from '../../bot/domain/need.ts';
import { PEOPLE } from '../bot/flow/people.ts';
import type { World } from '../bot/flow/world.ts';
import { approvalsOf } from './approvals.ts';
import type { Appended } from './process.ts';
import type { Seen, SeenRun } from './seen.ts';

/** Between these two a worker read what it decided on. */
type Window = { from: number; to: number };

/** The first intent to send of each run that has one in this step: the decision that counts. */
function decided({ appended, runs }: Seen): { run: SeenRun; by: Appended }[] {
  return appended.flatMap((by) => {
    const run = runs.get(by.event.stream.slice('run#'.length));
    const isFirst = by.event.type === 'intended' && JSON.parse(by.event.data).attempt === 1;
    return run && isFirst ? [{ run, by }] : [];
  });
}

/** Whether the account had the role at some moment of the window, by its own stream of records. */
function had({ ledger }: World, { team, user }: Actor, role: Role, { from, to }: Window): boolean {
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

/** I8: nothing is sent after the window, the end or a denial, nor into a freeze; nothing runs after its `NotAfter`. */
export function notWhenItMayNot(seen: Seen): string | undefined {
  for (const { run, by } of decided(seen)) {
    const wrong = wrongTime(seen, run, by);
    if (wrong !== undefined) return `R-${run.id} was sent ${wrong}`;
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
  'denied',
  'expired',
  'cancelled',
  'halted',
];

function wrongTime({ frozen }: Seen, { story }: SeenRun, by: Appended): string | undefined {
  const { plan, exceptions } = story;
  if (!plan || by.from + by.skew >= plan.expiresAt) return 'after its window';
  if (plan.risk === 'read' || plan.hosts.every(({ environment }) => environment !== 'production')) return undefined;
  const before = frozen.filter(({ at }) => at <= by.from).at(-1);
  const during = frozen.filter(({ at }) => at > by.from && at <= by.at);
  const freeze = before?.freezes.find(({ id, until }) => {
    const stood = during.every(({ freezes }) => freezes.some((one) => one.id === id));
    return stood && until > by.at + Math.max(0, by.skew);
  });
  if (!freeze) return undefined;
  const passed = exceptions.some(({ covers }) => covers.includes(`F-${freeze.id}`));
  return passed ? undefined : `into the freeze ${freeze.id}`;
}
