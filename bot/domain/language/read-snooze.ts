import { REMINDERS } from '../incident/reminders.ts';
import { HOUR } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import type { IncidentAsked } from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { readLength } from './read-time.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import type { Token } from './tokens.ts';

/** A reminder that nobody wants for a week is one that nobody wants. */
const LONGEST = 7 * 24 * HOUR;

/** Reads what follows `snooze`: which reminder, and for how long. */
export function readSnooze([first, ...rest]: readonly Token[]): Result<
  { act: IncidentAsked; slipped?: true },
  Misread
> {
  const word = first?.text.toLowerCase() ?? '';
  const said = REMINDERS.find((one) => one === word);
  const near = said ?? REMINDERS.find((one) => nearest(word, REMINDERS).includes(one));
  if (!near) {
    const allowed = REMINDERS.map((one) => `\`${one}\``).join(', ');
    return notUnderstood(`${sayBack(word)} is no reminder`, allowed, 'snooze update 30min');
  }
  const words = rest.map(({ text }) => text).filter((text) => text.toLowerCase() !== 'for');
  const length = readLength(words, LONGEST);
  if (!length.ok) return notUnderstood(length.error.why, length.error.allowed, `snooze ${near} 30min`);
  return ok({ act: { is: 'snooze', of: near, time: length.value }, ...(said === undefined && { slipped: true }) });
}
