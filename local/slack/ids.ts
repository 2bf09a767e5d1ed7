import { randomBytes } from 'node:crypto';

/** Makes one of Slack's ids: a capital letter or two, then capitals and digits. */
export function newId(prefix: string, length = 9): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  return prefix + Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
}

/** A secret part of an address or trigger that cannot be guessed. */
export function newSecret(): string {
  return randomBytes(16).toString('hex');
}
