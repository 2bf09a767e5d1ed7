import type { Token } from './tokens.ts';

/** `done: …`, `done, …`, `done — …`: what parts the word from what is said with it. */
const PARTED = /^([a-z]+)(?:[:,.!]+|\s+[-:,.!\u2010-\u2015]+(?=\s|$))\s*/i;

/** A sentence without the mark behind its first word, and whether there was one. */
export function withoutMark(text: string): { text: string; parted: boolean } {
  return { text: text.replace(PARTED, '$1 '), parted: PARTED.test(text) };
}

/**
 * Whether a word that ends a request is meant as that where no request is named: it stands alone, is parted from the rest, or what follows is quoted or only a mark
 * (`✅`, `:tada:`). `done with the first node` may be talk.
 */
export function isMeantAsEnd([next]: readonly Token[], { parted }: { parted: boolean }): boolean {
  if (parted || next === undefined || next.is === 'quoted') return true;
  return /^:[\w+-]+:$/.test(next.text) || !/[\p{L}\p{N}]/u.test(next.text);
}
