import { nearest } from './suggest.ts';
import { says, type Token } from './tokens.ts';

const EVERYTHING = ['everything'];

/**
 * Whether a sentence is the emergency stop, or nearly: `stop nginx on host-7` stops a service, and one that is called
 * `everything` is written in quotation marks.
 */
export function isStopOfAll([first, second, more]: readonly Token[]): boolean {
  if (!says(first, 'stop') || second?.is !== 'word') return false;
  return says(second, 'everything') || (more === undefined && isNearly(second));
}

/** In an emergency nobody's thumb is steady: what was meant is suggested. */
export function isNearly({ text }: Token): boolean {
  const word = text.toLowerCase();
  return word === 'all' || nearest(word, EVERYTHING).length > 0;
}
