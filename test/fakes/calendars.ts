import type { CalendarState } from '../../bot/domain/policy/calendar.ts';
import type { ChangeCalendars } from '../../bot/ports/change-calendars.ts';

/** Calendars in memory: what each says, or says of a moment. One that is not here is silent, as one that is not there is. */
export type FakeCalendars = ChangeCalendars & {
  says: Map<string, CalendarState | ((at: number) => CalendarState)>;
  asked: string[];
};

export function createFakeCalendars(): FakeCalendars {
  const says: FakeCalendars['says'] = new Map();
  const asked: string[] = [];
  return {
    says,
    asked,
    async stateAt(calendar, at) {
      asked.push(calendar);
      const state = says.get(calendar) ?? { is: 'silent', why: 'InvalidDocument' };
      return typeof state === 'function' ? state(at) : state;
    },
  };
}
