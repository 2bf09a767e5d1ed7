import type { Instant } from '../domain/instant.ts';
import type { CalendarState } from '../domain/policy/calendar.ts';

/**
 * Calendars that are kept elsewhere and say when nothing but reading runs. Asked of a moment, now or to come. Never throws:
 * what did not answer in some seconds, was busy or broke is `silent`, and counts as closed.
 */
export type ChangeCalendars = { stateAt(calendar: string, at: Instant): Promise<CalendarState> };
