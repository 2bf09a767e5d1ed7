import { HOUR, type Instant } from '../instant.ts';
import type { Reminder } from './reminders.ts';
import type { IncidentState } from './state.ts';

/** Nothing is lost for longer than this while an incident goes on: somebody looks at it anyway. */
const LOOK = HOUR;

/** When an incident is to be looked at, though nothing happens: for its next reminder, and as long as it is not resolved. */
export function wakeAtOf(
  { is }: Pick<IncidentState, 'is'>,
  { next, now }: { next: Reminder | undefined; now: Instant },
): Instant | undefined {
  if (is === 'resolved') return next?.at;
  return Math.min(now + LOOK, next?.at ?? now + LOOK);
}
