import type { Freeze, HostLock } from '../../../domain/freeze/standing.ts';
import type { FreezeTold, NextChange, OpenNow } from '../../../domain/freeze/told.ts';
import { context, type Press, sections } from './blocks.ts';
import { openWords, ruleOfChangesWords } from './hours-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import type { Said } from './said.ts';
import { sayStop } from './stop-words.ts';
import { stoppedLine } from './stopped-line.ts';
import { code, inline, listed } from './text.ts';
import { whenWithUtc } from './when.ts';

const CALENDAR: Press = { id: 'calendar', label: 'Calendar', says: 'calendar' };

/** What stands in the way of runs, for whoever said it and for their channel alike. */
export function sayFreeze(told: FreezeTold, reading: Reading): Said {
  switch (told.is) {
    case 'frozen': {
      const { freeze } = told;
      const thaw: Press = { id: 'thaw', label: 'Thaw', says: `thaw F-${freeze.id}` };
      return {
        mark: 'information',
        first: `🧊 *${titled(freeze)} is frozen* until ${whenWithUtc(freeze.until, reading.now)} · F-${inline(freeze.id, 10)}`,
        body: [
          ...sections([`${person(freeze.by, reading)}: “${inline(freeze.because, 300)}”`]),
          context(
            'Reading goes on. Whatever else waits or was approved does not run, unless a freeze approver lets it. It thaws by itself.',
          ),
        ],
        presses: [CALENDAR, thaw],
      };
    }
    case 'thawed':
      return {
        mark: 'information',
        first: `☀ *${listed(told.freezes.map(titled))} thawed*`,
        body: [...said(told.because), context('Runs that waited can be approved; nothing starts by itself.')],
        presses: [CALENDAR],
      };
    case 'host-kept':
      return {
        mark: 'information',
        first: `🔒 *${inline(told.lock.host, 64)} is kept* by ${person(told.lock.by, reading)} until ${whenWithUtc(told.lock.until, reading.now)}`,
        body: [
          ...said(told.lock.because),
          context(
            `Nobody else runs anything there that does more than read. To give it back: ${code(`unlock ${told.lock.host}`, 80)}`,
          ),
        ],
        presses: [{ id: 'unlock', label: 'Give it back', says: `unlock ${told.lock.host}` }],
      };
    case 'host-free':
      return { mark: 'information', first: `🔓 *${inline(told.lock.host, 64)} is free*`, body: said(told.because) };
    case 'over':
      return {
        mark: 'information',
        first: overWords(told),
        body: [context('By its own time. Runs that waited can be approved; nothing starts by itself.')],
        presses: [CALENDAR],
      };
    case 'everything-stopped':
    case 'lift-asked':
    case 'lifted':
      return sayStop(told, reading);
    case 'calendar':
      return sayCalendar(told, reading);
    default:
      return told satisfies never;
  }
}

function said(because: string | undefined) {
  return because === undefined ? [] : sections([`“${inline(because, 300)}”`]);
}

function titled({ environments }: Pick<Freeze, 'environments'>): string {
  const words = listed([...environments]);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function overWords({ freezes, locks }: Extract<FreezeTold, { is: 'over' }>): string {
  const thawed = freezes.length > 0 ? [`☀ *${listed(freezes.map(titled))} thawed*`] : [];
  const free = locks.length > 0 ? [`🔓 *${listed(locks.map(({ host }) => inline(host, 64)))} free again*`] : [];
  return [...thawed, ...free].join(' · ');
}

function sayCalendar(
  { zone, now, locks, next, stop, picture }: Extract<FreezeTold, { is: 'calendar' }>,
  reading: Reading,
): Said {
  const lines = [
    ...stoppedLine(stop, reading),
    ...now.flatMap((one) => openLines(one, reading)),
    ...locks.map((lock) => lockLine(lock, reading)),
    ...(next.length > 0 ? ['*Next*'] : []),
    ...next.map((change) => `• ${whenWithUtc(change.at, reading.now)}: ${nextWords(change)}`),
  ];
  return {
    mark: 'information',
    first: `*What may run now* · ${stop ? '🛑 only what reads: everything is stopped' : now.map((one) => `${one.environment}: ${stateWords(one)}`).join(' · ')}`,
    body: [
      ...sections(lines),
      context(
        `Hours of the policy are ${inline(zone, 40)}; times here are yours, with UTC${picture ? ' · the week as a picture comes into your direct messages with Remit' : ''}`,
      ),
    ],
    presses: [
      { id: 'scheduled', label: 'What has a time', says: 'scheduled' },
      { id: 'policy', label: 'The policy', says: 'policy' },
    ],
  };
}

/** Reading is never stopped, so that it is not said. */
function stateWords({ freezes, hours, calendars }: OpenNow): string {
  if (freezes.length > 0) return '🧊 frozen';
  const words = hours.open ? '✔ changes and repairs' : '🔧 repairs only';
  return calendars.length > 0 ? `${words}, if its 📅 calendar is open` : words;
}

function openLines({ environment, rule, hours, freezes, calendars }: OpenNow, reading: Reading): string[] {
  return [
    `*${environment.charAt(0).toUpperCase()}${environment.slice(1)}* · changes ${ruleOfChangesWords(rule)}${rule ? ` · ${openWords(hours, reading.now)}` : ''}`,
    ...freezes.map(
      (freeze) =>
        `• 🧊 frozen until ${whenWithUtc(freeze.until, reading.now)} by ${person(freeze.by, reading)}: “${inline(freeze.because, 200)}” · F-${inline(freeze.id, 10)}`,
    ),
    ...calendars.map(
      ({ calendar }) =>
        `• 📅 ${code(calendar, 100)} (SSM Change Calendar) closes it, too: asked when a run is planned and when it is sent, and for the picture; no answer counts as closed`,
    ),
  ];
}

function lockLine({ host, by, until, because }: HostLock, reading: Reading): string {
  return `• 🔒 ${inline(host, 64)} is kept by ${person(by, reading)} until ${whenWithUtc(until, reading.now)}: “${inline(because, 200)}”`;
}

function nextWords(change: NextChange): string {
  switch (change.what) {
    case 'opens':
      return `changes in ${change.environment} open`;
    case 'shuts':
      return `changes in ${change.environment} close`;
    case 'thaws':
      return `${listed(change.freeze.environments)} thaws`;
    case 'free':
      return `${inline(change.lock.host, 64)} is free`;
    default:
      return change satisfies never;
  }
}
