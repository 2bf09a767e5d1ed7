import { HOUR, type Instant } from '../instant.ts';
import type { IncidentState } from './state.ts';

/** Nothing is lost for longer than this while an incident goes on: somebody looks at it anyway. */
const LOOK = HOUR;

/** When an incident is to be looked at, though nothing happens: as long as it is not resolved. */
export function wakeAtOf({ is }: Pick<IncidentState, 'is'>, now: Instant): Instant | undefined {
  return is === 'resolved' ? undefined : now + LOOK;
}
