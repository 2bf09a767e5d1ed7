import { redact } from '../redact.ts';

/** As much of what somebody of another organisation wrote is kept, in characters: Slack's messages hold up to 40,000. */
const MOST = 3_000;

/** What they wrote, without secrets, control characters and invisible marks, cut with a note. Masked before it is cut, so that no half of a secret is left. */
export function heardWords(typed: string): string {
  const letters = [...redact(typed).trim()];
  const left = letters.length - MOST;
  if (left <= 0) return letters.join('');
  return `${letters.slice(0, MOST).join('')}… (${left} more characters were cut)`;
}
