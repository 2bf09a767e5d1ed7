import { HOUR, MINUTE, SECOND } from '../instant.ts';

const DAY = 24 * HOUR;

/** How long something lasts, in its two largest units: `45 s`, `3 min`, `2 h 05 min`, `3 d 4 h`. */
export function lastingWords(time: number): string {
  const least = Math.max(0, time);
  if (least < MINUTE) return `${Math.floor(least / SECOND)} s`;
  if (least < HOUR) return `${Math.floor(least / MINUTE)} min`;
  const minutes = Math.floor((least % HOUR) / MINUTE);
  if (least < DAY) return `${Math.floor(least / HOUR)} h ${String(minutes).padStart(2, '0')} min`;
  return `${Math.floor(least / DAY)} d ${Math.floor((least % DAY) / HOUR)} h`;
}
