import { offsetAt, offsetWords } from '../calendar/zone.ts';
import { type Instant, MINUTE } from '../instant.ts';

const QUARTER = 15 * MINUTE;

/**
 * Writes moments as `2026-11-21T21:02:11.250+01:00`, by the clocks of a zone and never without their offset. Offsets change at
 * quarters of an hour only (IANA zone database, since 1972), so that one is asked for each quarter and not for each moment.
 */
export function stampsIn(zone: string): (at: Instant) => string {
  const offsets = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    const offset = offsets.get(quarter) ?? offsetAt(quarter * QUARTER, zone);
    offsets.set(quarter, offset);
    return `${new Date(at + offset).toISOString().slice(0, -1)}${offsetWords(offset)}`;
  };
}
