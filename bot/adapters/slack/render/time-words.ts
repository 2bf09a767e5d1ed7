import { clockWords } from '../../../domain/calendar/moment.ts';
import { isZone, UTC, wallTimeAt } from '../../../domain/calendar/zone.ts';
import type { Instant } from '../../../domain/instant.ts';
import { writeLength } from '../../../domain/language/read-time.ts';
import type { Plan } from '../../../domain/run/plan.ts';
import type { Refusal } from '../../../domain/run/refusal.ts';
import { FURTHEST, LATEST } from '../../../domain/schedule/limits.ts';
import type { Press } from './blocks.ts';
import type { No, Refused } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { code, inline, listed } from './text.ts';
import { when } from './when.ts';

/** `2026-11-22 02:00 Europe/Berlin (01:00 UTC)`: by the clocks of whoever asked, and by those that logs are written in. */
export function inZone(at: Instant, zone: string): string {
  if (zone === UTC || !isZone(zone)) return `${clockWords(wallTimeAt(at, UTC))} UTC`;
  const there = clockWords(wallTimeAt(at, zone));
  const utc = clockWords(wallTimeAt(at, UTC));
  const short = utc.slice(0, 10) === there.slice(0, 10) ? utc.slice(11) : utc;
  return `${there} ${inline(zone, 40)} (${short} UTC)`;
}

/** When a run begins, by every clock that somebody may look at. */
export function startLines(plan: Pick<Plan, 'start'> | undefined, reading: Reading): string[] {
  if (!plan?.start) return [];
  const { at, zone } = plan.start;
  return [
    `Starts ${when(at, reading.now)}: ${inZone(at, zone)}. Missed, not run late, if Remit cannot within ${writeLength(LATEST)}`,
  ];
}

const SCHEDULED: Press = { id: 'scheduled', label: 'What has a time', says: 'scheduled' };

/** Why the time that was said is none, or went by. */
export function timeRefusalWords(
  refusal: Extract<Refusal, { reason: 'no-such-time' | 'missed' }>,
  { sentence }: Refused,
): No {
  const again = { id: 'again', label: 'Ask again', says: sentence };
  if (refusal.reason === 'missed') {
    return {
      why: `it was to start at ${inZone(refusal.start, refusal.zone)}, and Remit could not within ${writeLength(LATEST)}: what was meant for then is not run later`,
      whose: 'Whoever still wants it asks for another time',
      next: again,
    };
  }
  return { ...noSuchTime(refusal), next: SCHEDULED };
}

function noSuchTime({ why, zone, now }: Extract<Refusal, { reason: 'no-such-time' }>): No {
  switch (why.reason) {
    case 'past':
      return {
        why: `${inZone(why.at, zone)} is past: it is ${inZone(now, zone)}`,
        whose: 'Say a time that is to come',
      };
    case 'far':
      return {
        why: `${inZone(why.at, zone)} is too far off: at most ${writeLength(FURTHEST)} ahead`,
        whose: 'Ask nearer to it, or let it repeat: `every sunday 03:00`',
      };
    case 'skipped':
      return {
        why: `in ${inline(why.zone, 40)} the clocks are put forward and never say ${inline(why.clock, 40)}`,
        whose: `Say ${code(why.next, 40)}, which comes right after, or a time in \`UTC\``,
      };
    case 'twice':
      return {
        why: `in ${inline(why.zone, 40)} the clocks are put back and say ${inline(why.clock, 40)} twice`,
        whose: `Say which: ${listed(why.offsets.map((offset) => code(`${why.clock} ${offset}`, 40)))}`,
      };
    default:
      return why satisfies never;
  }
}
