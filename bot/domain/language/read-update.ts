import { HOUR } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import type { IncidentAsked } from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { readLength } from './read-time.ts';
import type { Misread } from './sentence.ts';
import { says, type Token } from './tokens.ts';

/** What is read in a channel at once. */
const UPDATE_LIMIT = 1_500;
/** Whoever waits longer than this is not waiting. */
const LONGEST = 24 * HOUR;
const EXAMPLE = 'update "payments work again" next 30min';

/** Reads what follows `update`: a quoted text, and in how long the next one comes. */
export function readUpdate([first, next, ...time]: readonly Token[]): Result<{ act: IncidentAsked }, Misread> {
  if (first?.is !== 'quoted') return notUnderstood('`update` wants its text in quotation marks', '`"…"`', EXAMPLE);
  const text = first.text.trim();
  if (text === '' || text.length > UPDATE_LIMIT) {
    const allowed = `1 to ${UPDATE_LIMIT.toLocaleString('en')}`;
    return notUnderstood(`the text has ${text.length.toLocaleString('en')} characters`, allowed, EXAMPLE);
  }
  if (!next) return ok({ act: { is: 'update', text } });
  if (!says(next, 'next'))
    return notUnderstood(`I do not know what to do with ${sayBack(next.text)}`, '`next 30min`', EXAMPLE);
  const words = time.map((token) => token.text).filter((word) => word.toLowerCase() !== 'in');
  const length = readLength(words, LONGEST);
  if (!length.ok) return notUnderstood(length.error.why, length.error.allowed, EXAMPLE);
  return ok({ act: { is: 'update', text, next: length.value } });
}
