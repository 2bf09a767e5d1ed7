import { plainText } from './plain-text.ts';
import { AROUND, KEY_BLOCK, KEY_END, KNOWN } from './secret-patterns.ts';
import { hideValues } from './secret-values.ts';

/** What stands in a secret's place. */
const HIDDEN = '[hidden]';
const HIDDEN_KEY = `${HIDDEN} private key`;

const NEAR_A_KEY =
  /\b((?:\w{0,20}[_-])?(?:key|auth|signature|hmac|session|salt|seed)["']?\s{0,4}(?:is\s|[:=])?\s{0,4}["']?)([A-Za-z0-9+/_=-]{32,})/gi;

/**
 * Masks secrets in what a host printed, before anything is cut or shown: known tokens, private keys, headers, passwords
 * in URLs and in commands, values whose key says that they are secret, and random strings of 32 characters or more next
 * to such a word.
 *
 * It errs towards hiding where a key says "secret", and towards showing elsewhere: pids, digests, UUIDs and log lines
 * are what a report is read for. It cannot know a password that stands alone: documents must not print one.
 */
export function redact(output: string): string {
  let masked = withoutKeyEnds(plainText(output).replace(KEY_BLOCK, HIDDEN_KEY)).replace(KNOWN, HIDDEN);
  for (const pattern of AROUND) masked = masked.replace(pattern, `$1${HIDDEN}$2`);
  return hideValues(masked, HIDDEN).replace(NEAR_A_KEY, (all, before: string, value: string) =>
    isRandom(value) ? `${before}${HIDDEN}` : all,
  );
}

/** Of a key whose first line was cut off, as SSM's limit does: the lines of base64 above its last one. */
function withoutKeyEnds(text: string): string {
  let masked = '';
  let from = 0;
  for (const { index, 0: end } of text.matchAll(KEY_END)) {
    let start = index;
    if (start > from && text[start - 1] === '\n') start = bodyBefore(text, { start: start - 1, from });
    masked += `${text.slice(from, start)}${start > 0 || text[index - 1] === '\n' ? '\n' : ''}${HIDDEN_KEY}`;
    from = index + end.length;
  }
  return masked + text.slice(from);
}

/** Where the lines of base64 begin that end at `start`, with the line's end before them. */
function bodyBefore(text: string, { start, from }: { start: number; from: number }): number {
  let at = start;
  while (at > from) {
    const line = text.lastIndexOf('\n', at - 1);
    if (!/^[A-Za-z0-9+/=]+$/.test(text.slice(Math.max(line + 1, from), at))) return at;
    if (line < from) return from;
    at = line;
  }
  return at;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Digits and letters, no path, no UUID, and as many different characters as chance gives: 3 bits each for hexadecimal. */
function isRandom(value: string): boolean {
  if (UUID.test(value) || /^[./]/.test(value) || !/\d/.test(value) || !/[a-z]/i.test(value)) return false;
  return entropy(value) >= (/^[0-9a-f]+$/i.test(value) ? 3 : 3.7);
}

function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0);
}
