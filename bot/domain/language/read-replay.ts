import { ok, type Result } from '../result.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import type { MatrixQuestion } from './question.ts';
import { partProfile } from './read-phrase.ts';
import type { Misread } from './sentence.ts';
import { readTime, TIME_ALLOWED } from './term.ts';
import { says, type Token } from './tokens.ts';

const EXAMPLE = 'matrix replay in jelastic last 30d';

/** Reads what follows `matrix replay`: `in jelastic`, `last 30d`, both or neither. */
export function readReplay(all: readonly Token[]): Result<MatrixQuestion, Misread> {
  const [before, end] = all.slice(-2);
  const last = end && says(before, 'last') ? end.text.toLowerCase() : undefined;
  if (last !== undefined && readTime(last) === undefined) {
    return notUnderstood(`${sayBack(last)} is no time`, TIME_ALLOWED, EXAMPLE);
  }
  const parted = partProfile(last === undefined ? all : all.slice(0, -2));
  if (!parted.ok) return parted;
  const { tokens, profile } = parted.value;
  const more = tokens.at(-1);
  if (more) {
    const why = `I do not know what to do with ${sayBack(more.text)}`;
    return notUnderstood(why, '`matrix replay [in <profile>] [last <time>]`', EXAMPLE);
  }
  return ok({
    is: 'matrix',
    show: 'replay',
    ...(profile !== undefined && { profile }),
    ...(last !== undefined && { last }),
  });
}
