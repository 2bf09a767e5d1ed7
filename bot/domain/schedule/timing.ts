import type { Moment, MomentRefusal } from '../calendar/moment.ts';
import { momentAt } from '../calendar/moment.ts';
import type { Weekday } from '../calendar/week.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { FURTHEST } from './limits.ts';

/** On these days, when the clocks say that. `zone`: of whoever asks, when absent. */
export type Repeat = { is: 'every'; days: Weekday[]; hour: number; minute: number; zone?: string };

/** When a command is to run, as it was said: once at a moment, once after a while (milliseconds), or again and again. */
export type Timing = { is: 'at'; moment: Moment } | { is: 'in'; length: number } | Repeat;

/** When a run begins, and in whose zone that was said. */
export type Start = { at: Instant; zone: string };

export type StartRefusal = MomentRefusal | { reason: 'far'; at: Instant };

/** When it begins, if it was said at `now` by somebody whose clocks are in `zone`; or why it never does. */
export function startOf(
  timing: Exclude<Timing, Repeat>,
  { now, zone }: { now: Instant; zone: string },
): Result<Start, StartRefusal> {
  const at = timing.is === 'in' ? ok(now + timing.length) : momentAt(timing.moment, { now, zone });
  if (!at.ok) return at;
  if (at.value - now > FURTHEST) return err({ reason: 'far', at: at.value });
  return ok({ at: at.value, zone: (timing.is === 'at' && timing.moment.zone) || zone });
}
