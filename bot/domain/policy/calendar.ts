import type { Instant } from '../instant.ts';
import type { Environment } from '../target.ts';

/** A calendar outside of Remit that closes an environment: the name of an SSM Change Calendar, or its ARN. */
export type EnvironmentCalendar = { environment: Environment; calendar: string };

/** What a calendar says of a moment, and when that changes next; `silent`: it did not say, which counts as closed. */
export type CalendarState = { is: 'open' | 'closed'; until?: Instant } | { is: 'silent'; why: string };

/** A calendar of the policy with what it said. */
export type CalendarSaid = EnvironmentCalendar & { state: CalendarState };
