import { HOUR } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import { builtinNamed } from './builtins.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readLength } from './read-time.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says } from './tokens.ts';

const DAY = 24 * HOUR;
/** A year: what a comparison looks at. */
const LAST_MOST = 366 * DAY;
/** A month, where nobody says how long. */
const LAST = 30 * DAY;

/** Reads what follows the name of a vendor: `picture`, `last 90 days`, both, or nothing. */
export function readVendorFigures(vendor: string, { tokens, because }: Cut): Result<Sentence, Misread> {
  const builtin = builtinNamed('vendor');
  if (!builtin) throw new Error('no built-in sentence is named "vendor"');
  const wrong = checkReason(builtin, because);
  if (wrong) return not(wrong, builtin);
  const pictured = says(tokens[0], 'picture');
  const [last, ...words] = pictured ? tokens.slice(1) : tokens;
  const of = { is: 'vendor-figures' as const, vendor, ...(pictured && { as: 'picture' as const }) };
  if (!last) return ok({ ...of, last: LAST });
  if (!says(last, 'last')) return not(`I do not know what to do with ${sayBack(last.text)}`, builtin);
  const length = readLength(
    words.map(({ text }) => text),
    LAST_MOST,
  );
  if (!length.ok) return notUnderstood(length.error.why, length.error.allowed, `vendor ${vendor} last 90 days`);
  return ok({ ...of, last: length.value });
}
