import { wallTimeAt, weekdayOf } from '../../domain/calendar/zone.ts';
import type { FreezeTold, NextChange, OpenNow } from '../../domain/freeze/told.ts';
import type { CalendarWeek } from '../../domain/freeze/week.ts';
import type { Instant } from '../../domain/instant.ts';

const DAY = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** What changes next that is named: a picture is for a glance. */
const NEXT = 6;
const COMING = 5;

/** `Sat 21` */
export function dayWords(at: Instant, zone: string): string {
  const wall = wallTimeAt(at, zone);
  return `${DAY[weekdayOf(wall)]} ${wall.day}`;
}

/** `Sat 21 18:00` */
export function timeWords(at: Instant, zone: string): string {
  const { hour, minute } = wallTimeAt(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dayWords(at, zone)} ${two(hour)}:${two(minute)}`;
}

type Calendar = Extract<FreezeTold, { is: 'calendar' }>;

/** What may run there now, in a few words. */
export function nowWords(one: OpenNow, { stop }: Calendar): string {
  if (stop) return 'only reading (everything is stopped)';
  if (one.freezes.length > 0) return 'only reading (frozen)';
  if (one.calendars.some(({ state }) => state?.is === 'closed')) return 'only reading (closed by a calendar)';
  if (one.calendars.some(({ state }) => state?.is === 'silent')) return 'only reading (a calendar does not answer)';
  return one.hours.open ? 'changes and repairs' : 'repairs; no changes now';
}

/** Everything that is said below the strips, in groups. */
export function groupsOf(week: CalendarWeek): { title: string; lines: string[] }[] {
  const { calendar, zone, coming } = week;
  const at = (moment: Instant) => timeWords(moment, zone);
  const standing = [
    ...(calendar.stop ? [`Emergency stop: ${calendar.stop.because}`] : []),
    ...calendar.now.flatMap((one) => standingIn(one, at)),
    ...calendar.locks.map(({ host, until, because }) => `${host} is kept until ${at(until)}: ${because}`),
  ];
  const next = calendar.next.slice(0, NEXT).map((change) => `${at(change.at)}  ${changeWords(change)}`);
  const runs = coming.slice(0, COMING).map((one) => `${at(one.at)}  ${one.what}`);
  const more = coming.length - runs.length;
  return [
    { title: 'In the way', lines: [...new Set(standing)] },
    { title: 'What changes next', lines: next },
    { title: 'Will run', lines: [...runs, ...(more > 0 ? [`and ${more} more`] : [])] },
  ].filter(({ lines }) => lines.length > 0);
}

function standingIn({ environment, freezes, calendars }: OpenNow, at: (moment: Instant) => string): string[] {
  return [
    ...freezes.map(
      ({ environments, until, because }) => `${environments.join(' and ')} frozen until ${at(until)}: ${because}`,
    ),
    ...calendars.map(({ calendar, state }) => {
      const name = `Calendar ${calendar} for ${environment}`;
      if (!state) return `${name}: asked when a run is planned and sent`;
      if (state.is === 'silent') return `${name} does not answer (${state.why}): counts as closed`;
      return `${name}: ${state.is}${state.until === undefined ? '' : ` until ${at(state.until)}`}`;
    }),
  ];
}

function changeWords(change: NextChange): string {
  switch (change.what) {
    case 'opens':
      return `changes in ${change.environment} open`;
    case 'shuts':
      return `changes in ${change.environment} close`;
    case 'thaws':
      return `${change.freeze.environments.join(' and ')} thaws`;
    case 'free':
      return `${change.lock.host} is free`;
    default:
      return change satisfies never;
  }
}

/** The first line, which a notification shows. */
export function calendarCaption({ calendar }: CalendarWeek): string {
  const now = calendar.now.map((one) => `${one.environment}: ${nowWords(one, calendar)}`);
  return `What may run now · ${now.join(' · ')}`;
}

/** What the picture holds, for whoever does not see it: at most 1,000 characters, Slack's limit. */
export function calendarAlt(week: CalendarWeek): string {
  const groups = groupsOf(week).map(({ title, lines }) => `${title}: ${lines.join('; ')}.`);
  const words = `${calendarCaption(week)}. Times by the clocks of ${week.zone}. ${groups.join(' ')} The same as text: /ops calendar list`;
  const letters = [...words];
  return letters.length <= 1_000 ? words : `${letters.slice(0, 999).join('')}…`;
}
