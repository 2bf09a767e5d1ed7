import type { Answer } from '../../domain/answer.ts';
import { calendarAt } from '../../domain/freeze/calendar.ts';
import type { FreezeTold } from '../../domain/freeze/told.ts';
import { type CalendarWeek, type Coming, weekOf } from '../../domain/freeze/week.ts';
import { redact } from '../../domain/redact.ts';
import type { Request } from '../../domain/request.ts';
import { ENVIRONMENTS } from '../../domain/target.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { askCalendars } from '../ask-calendars.ts';
import type { TendDeps } from '../deps.ts';
import { listScheduled } from '../list-scheduled.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { zoneFor } from '../start-of-run.ts';
import { readStanding } from './read-standing.ts';

type Deps = { ledger: Pick<Ledger, 'head'>; records: ReadRecords };

/** The calendar in words, to whoever may look. What calendars outside of Remit say is not asked here. */
export async function tellCalendar(deps: Deps, request: Request): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'calendar');
  if (refusal) return { is: 'refused', refusal, sentence: 'calendar' };
  const [{ policy }, standing] = await Promise.all([deps.records(request.actor), readStanding(deps.ledger)]);
  if (!policy) return { is: 'refused', refusal: { reason: 'records-missing', what: 'policy' }, sentence: 'calendar' };
  return calendarAt(policy, standing, { now: request.at });
}

/** The week that is drawn, with what calendars outside of Remit say now, by the clocks of whoever asked. */
export async function weekFor(deps: TendDeps, request: Request): Promise<CalendarWeek> {
  const [{ policy }, standing, coming] = await Promise.all([
    deps.records(request.actor),
    readStanding(deps.ledger),
    comingFor(deps, request),
  ]);
  if (!policy) throw new Error('the policy was read, and is gone');
  const { at: now } = request;
  const said = await askCalendars(deps.calendars, policy, { environments: ENVIRONMENTS, at: now });
  const calendar: Extract<FreezeTold, { is: 'calendar' }> = calendarAt(policy, standing, { now, said });
  return weekOf(policy, calendar, { now, zone: await zoneFor(deps.chat, request.actor, policy), coming });
}

async function comingFor(deps: TendDeps, request: Request): Promise<Coming[]> {
  const scheduled = await listScheduled(deps, request);
  if (scheduled.is !== 'scheduled') return [];
  return [
    ...scheduled.lines.map(({ start, sentence }) => ({ at: start, what: short(sentence) })),
    ...scheduled.repeating.flatMap(({ state }) =>
      state.is === 'active' ? [{ at: state.next.at, what: short(state.sentence) }] : [],
    ),
  ];
}

/** Without its reason, and no longer than two lines of a picture. */
function short(sentence: string): string {
  const letters = [...redact(sentence.replace(/ because .*$/s, ''))];
  return letters.length <= 90 ? letters.join('') : `${letters.slice(0, 89).join('')}…`;
}
