import { HOUR } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { incidentBuiltin } from './read-incident.ts';
import { readLength } from './read-time.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says } from './tokens.ts';

const DAY = 24 * HOUR;
/** A year: what a comparison looks at. */
const LAST_MOST = 366 * DAY;
/** A quarter, where nobody says how long. */
const LAST = 90 * DAY;

/** Reads `figures`, `figures last 30 days`. */
export function readFigures({ cut }: { cut: Cut }): Result<Sentence, Misread> {
  const builtin = incidentBuiltin('figures');
  const wrong = checkReason(builtin, cut.because);
  if (wrong) return not(wrong, builtin);
  const [last, ...words] = cut.tokens;
  if (!last) return ok({ is: 'figures', last: LAST });
  if (!says(last, 'last')) return not(`I do not know what to do with ${sayBack(last.text)}`, builtin);
  const length = readLength(
    words.map(({ text }) => text),
    LAST_MOST,
  );
  if (!length.ok) return notUnderstood(length.error.why, length.error.allowed, 'figures last 90 days');
  return ok({ is: 'figures', last: length.value });
}
