import type { Instant } from '../domain/instant.ts';
import type { CalendarSaid } from '../domain/policy/calendar.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Environment } from '../domain/target.ts';
import type { ChangeCalendars } from '../ports/change-calendars.ts';

/** What the policy's calendars of these environments say of a moment, each asked once. */
export async function askCalendars(
  calendars: ChangeCalendars,
  policy: Pick<Policy, 'calendars'>,
  { environments, at }: { environments: readonly Environment[]; at: Instant },
): Promise<CalendarSaid[]> {
  const wanted = (policy.calendars ?? []).filter(({ environment }) => environments.includes(environment));
  const names = [...new Set(wanted.map(({ calendar }) => calendar))];
  const states = new Map(
    await Promise.all(names.map(async (name) => [name, await calendars.stateAt(name, at)] as const)),
  );
  return wanted.flatMap((one) => {
    const state = states.get(one.calendar);
    return state ? [{ ...one, state }] : [];
  });
}
