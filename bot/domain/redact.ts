import { plainText } from './plain-text.ts';
import { hideValues } from './secret-values.ts';

/** What stands in a secret's place. */
const HIDDEN = '[hidden]';

/** Tokens that are known by how they begin. */
const KNOWN = new RegExp(
  [
    String.raw`\bxox[a-z](?:\.xox[a-z])?-[\w-]{8,}`, // Slack
    String.raw`\bxapp-[\w-]{8,}`,
    String.raw`\bhooks\.slack\.com/(?:services|workflows|triggers|commands|actions)/[\w/-]+`,
    String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}\b`, // AWS
    String.raw`\bgh[pousr]_[A-Za-z0-9]{20,}`, // GitHub
    String.raw`\bgithub_pat_\w{20,}`,
    String.raw`\bglpat-[\w-]{20,}`, // GitLab
    String.raw`\bnpm_[A-Za-z0-9]{30,}`,
    String.raw`\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}`, // Stripe
    String.raw`\bAIza[\w-]{35}`, // Google
    String.raw`(?<![\w-])eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?`, // JSON web tokens
  ].join('|'),
  'g',
);

const KEY_NAME = '[A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----';
/** A key block; what SSM's limit cut at either end goes by the half that is there. */
const KEY_BLOCK = new RegExp(String.raw`-----BEGIN ${KEY_NAME}[\s\S]*?(?:-----END ${KEY_NAME}|$)`, 'g');
const KEY_BLOCK_END = new RegExp(String.raw`(?:^|\n)(?:[A-Za-z0-9+/=]+\n)*-----END ${KEY_NAME}`, 'g');

const AUTHORIZATION =
  /(authorization\\{0,8}["']?\s{0,4}[:=]\s{0,4}\\{0,8}["']?(?:(?:bearer|basic|token|digest|negotiate|aws4-hmac-sha256)\s+)?)[^\n"'\\]+/gi;
const BEARER = /\b(bearer\s+)[\w.~+/=-]{12,}/gi;
const COOKIE = /\b((?:set-)?cookie\s{0,4}:\s{0,4})[^\n"']+/gi;
const URL_PASSWORD = /(:\/\/[^\s/@:"']{0,128}:)[^\s/"']{1,256}@/g;
const NEAR_A_KEY =
  /\b((?:\w{0,20}[_-])?(?:key|auth|signature|hmac|session|salt|seed)["']?\s{0,4}(?:is\s|[:=])?\s{0,4}["']?)([A-Za-z0-9+/_=-]{32,})/gi;

/**
 * Masks secrets in what a host printed, before anything is cut or shown: known tokens, private keys, headers, passwords
 * in URLs, values whose key says that they are secret, and random strings of 32 characters or more next to such a word.
 *
 * It errs towards hiding where a key says "secret", and towards showing elsewhere: pids, digests, UUIDs and log lines
 * are what a report is read for. It cannot know a password that stands alone: documents must not print one.
 */
export function redact(output: string): string {
  const masked = plainText(output)
    .replace(KEY_BLOCK, `${HIDDEN} private key`)
    .replace(KEY_BLOCK_END, `\n${HIDDEN} private key`)
    .replace(KNOWN, HIDDEN)
    .replace(AUTHORIZATION, `$1${HIDDEN}`)
    .replace(BEARER, `$1${HIDDEN}`)
    .replace(COOKIE, `$1${HIDDEN}`)
    .replace(URL_PASSWORD, `$1${HIDDEN}@`);
  return hideValues(masked, HIDDEN).replace(NEAR_A_KEY, (all, before: string, value: string) =>
    isRandom(value) ? `${before}${HIDDEN}` : all,
  );
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
