import { type DayHours, WEEKDAYS, type Weekday, type WeekStretch } from '../calendar/week.ts';
import { isZone } from '../calendar/zone.ts';
import type { PolicyEdit } from '../policy/edit.ts';
import { STAGING_DAYS } from '../policy/policy.ts';
import { err, ok, type Result } from '../result.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import type { Misread } from './sentence.ts';

/** What `policy set` may set of time, as it stands before `to`; longer names first. */
const PARTS = ['staging first', 'change hours', 'business hours', 'on call', 'on-call', 'closed', 'zone'] as const;
type Part = (typeof PARTS)[number];

/** Words as they were typed: the name of a zone has capitals. */
type Asked = { what: readonly string[]; value: readonly string[] };

/**
 * Reads `business hours to monday-friday 9:00-17:30`, `closed in production to thursday 0:00 - sunday 0:00` and the others.
 * Undefined when it is about something else.
 */
export function readSetHours({ what, value }: Asked): Result<PolicyEdit, Misread> | undefined {
  const words = what.join(' ').toLowerCase();
  const part = PARTS.find((one) => words === one || words.startsWith(`${one} `));
  if (!part) return undefined;
  const environments = readWhere(words.slice(part.length).trim());
  if (!environments) {
    const why = `I do not know what to do with ${sayBack(words.slice(part.length).trim())}`;
    return notUnderstood(why, `\`in\` ${ENVIRONMENTS.join(' or ')}`, EXAMPLE[part]);
  }
  const edit = readPart(part, value.join(' '), environments);
  return edit ? ok(edit) : notUnderstood(`${sayBack(value.join(' '))} ${WRONG[part]}`, ALLOWED[part], EXAMPLE[part]);
}

const CLOCKS = 'days and hours as `monday-friday 9:00-17:30`, `saturday, sunday 8:00-20:00`';
const ALLOWED: Record<Part, string> = {
  'staging first': `a number of days from ${STAGING_DAYS.least} to ${STAGING_DAYS.most}, or \`none\``,
  'change hours': '`business hours` or `any`',
  'business hours': CLOCKS,
  'on call': CLOCKS,
  'on-call': CLOCKS,
  closed: 'parts of the week as `thursday 0:00 - sunday 0:00`, or `never`',
  zone: 'the name of a time zone: `UTC`, `Europe/Berlin`',
};
const WRONG: Record<Part, string> = {
  'staging first': 'is no number of days',
  'change hours': 'are no hours for changes',
  'business hours': 'are no hours',
  'on call': 'are no hours',
  'on-call': 'are no hours',
  closed: 'is no part of a week',
  zone: 'is no time zone',
};
const EXAMPLE: Record<Part, string> = {
  'staging first': 'policy set staging first in production to 14 days because "tried before"',
  'change hours': 'policy set change hours in production to business hours because "somebody is there"',
  'business hours': 'policy set business hours to sunday-friday 8:00-18:00 because "our week"',
  'on call': 'policy set on call to saturday, sunday 8:00-20:00 because "our week"',
  'on-call': 'policy set on call to saturday, sunday 8:00-20:00 because "our week"',
  closed: 'policy set closed in production to thursday 0:00 - sunday 0:00 because "nothing before the weekend"',
  zone: 'policy set zone to Europe/Berlin because "where we are"',
};

const CHANGE_HOURS = new Map<string, 'any' | 'business'>([
  ['any', 'any'],
  ['any hours', 'any'],
  ['business', 'business'],
  ['business hours', 'business'],
]);

function readWhere(text: string): Environment[] | undefined {
  if (text === '') return [...ENVIRONMENTS];
  const environment = ENVIRONMENTS.find((one) => text === `in ${one}`);
  return environment && [environment];
}

function readPart(part: Part, text: string, environments: Environment[]): PolicyEdit | undefined {
  const said = text.toLowerCase();
  switch (part) {
    case 'zone':
      return isZone(text) ? { set: 'zone', zone: text } : undefined;
    case 'business hours':
      return hoursEdit('businessHours', said);
    case 'on call':
    case 'on-call':
      return hoursEdit('onCall', said);
    case 'change hours': {
      const hours = CHANGE_HOURS.get(said);
      return hours && { set: 'changes', environments, gate: 'hours', hours };
    }
    case 'staging first': {
      const days = readDays(said);
      return days === undefined ? undefined : { set: 'changes', environments, gate: 'staging-first', days };
    }
    case 'closed': {
      const closed = readStretches(said);
      return closed && { set: 'changes', environments, gate: 'closed', closed };
    }
    default:
      return part satisfies never;
  }
}

function hoursEdit(of: 'businessHours' | 'onCall', text: string): PolicyEdit | undefined {
  const hours = readHours(text);
  return hours.ok ? { set: 'hours', of, hours: hours.value } : undefined;
}

function readDays(text: string): number | 'none' | undefined {
  if (text === 'none') return text;
  const count = Number(/^([0-9]{1,3})(?: ?d(?:ays?)?)?$/.exec(text)?.[1]);
  return count >= STAGING_DAYS.least && count <= STAGING_DAYS.most ? count : undefined;
}

/** The same, or the hours first: `8:00-18:00 mon-fri`. Lower case. */
export function readDayHours(text: string): DayHours | undefined {
  const [, hours, days] = /^([0-9:]+ ?(?:-|to) ?[0-9:]+) (.+)$/.exec(text) ?? [];
  const read = readHours(days === undefined ? text : `${days} ${hours}`);
  return read.ok ? read.value : undefined;
}

/** `sunday-friday 8:00-18:00`, `monday to friday 9:00-17:30`, `saturday sunday 8:00-24:00`. */
function readHours(text: string): Result<DayHours, undefined> {
  const [, names = '', from = '', to = ''] = /^(.+?) ([0-9:]+) ?(?:-|to) ?([0-9:]+)$/.exec(text) ?? [];
  const days = readWeekdays(names);
  const [begin, end] = [readClock(from), to === '24:00' ? to : readClock(to)];
  return days && begin && end ? ok({ days, from: begin, to: end }) : err(undefined);
}

function readWeekdays(text: string): Weekday[] | undefined {
  const [, first, last] = /^([a-z]+) ?(?:-|to) ?([a-z]+)$/.exec(text) ?? [];
  const names = first === undefined ? text.split(/ and |[ ,]+/) : [first, last ?? ''];
  const days = names.map(weekdayOf);
  if (days.some((day) => day === undefined)) return undefined;
  if (first === undefined) return WEEKDAYS.filter((day) => days.includes(day));
  const [begin = 0, end = 0] = days.map((day) => (day ? WEEKDAYS.indexOf(day) : 0));
  const isIn = (at: number) => (begin <= end ? at >= begin && at <= end : at >= begin || at <= end);
  return WEEKDAYS.filter((_day, at) => isIn(at));
}

function weekdayOf(text: string): Weekday | undefined {
  return WEEKDAYS.find((one) => text.length >= 3 && one.startsWith(text));
}

/** `8:00` → `08:00` */
function readClock(text: string): string | undefined {
  const [, hour = '', minute = ''] = /^([0-9]{1,2}):([0-9]{2})$/.exec(text) ?? [];
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

function readStretches(text: string): WeekStretch[] | undefined {
  if (text === 'never' || text === 'none') return [];
  const stretches = [...text.matchAll(/([a-z]+) ([0-9:]+) ?(?:-|to|until) ?([a-z]+) ([0-9:]+)/g)];
  const rest = text.replace(/[a-z]+ [0-9:]+ ?(?:-|to|until) ?[a-z]+ [0-9:]+/g, '').replace(/and|[ ,]/g, '');
  const read = stretches.map(([, day = '', time = '', lastDay = '', lastTime = '']) => {
    const [from, to] = [weekTime(day, time), weekTime(lastDay, lastTime)];
    return from && to ? { from, to } : undefined;
  });
  const all = read.filter((one) => one !== undefined);
  return rest === '' && all.length > 0 && all.length === read.length ? all : undefined;
}

function weekTime(day: string, time: string): string | undefined {
  const [weekday, clock] = [weekdayOf(day), readClock(time)];
  return weekday && clock && `${weekday} ${clock}`;
}
