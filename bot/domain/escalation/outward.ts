import { redact } from '../redact.ts';

/** What one of ours says to them: without secrets, and without the ids of people, who are of use to our own workspace only. */
export function outward(text: string): string {
  return redact(text).replace(/@[UW][A-Z0-9]{5,20}\b/g, '@…');
}
