import { ok, type Result } from '../result.ts';
import type { Selector } from '../target.ts';
import { writeGroup } from './groups.ts';
import { type NotUnderstood, notUnderstood } from './misread.ts';
import { type One, readOne, TARGETS_EXAMPLE } from './one-target.ts';
import { NAMES_LIMIT } from './ranges.ts';
import { says, type Token } from './tokens.ts';

/** What was read after `on`. `slipped`: a word had to be corrected to be read, so that it is asked before it is meant. */
export type TargetsRead = { selector: Selector; slipped: boolean };

/**
 * Reads targets: names, ranges and groups, parted by commas, spaces or `and`.
 *
 * `all` alone is refused: what is meant by it grows with the fleet, and one word more says it.
 */
export function readTargets(tokens: readonly Token[]): Result<TargetsRead, NotUnderstood> {
  const ones: One[] = [];
  for (const words of segments(tokens)) {
    const read = readSegment(words);
    if (!read.ok) return read;
    ones.push(...read.value);
  }
  const names = [...new Set(ones.flatMap((one) => one.names))];
  if (names.length > NAMES_LIMIT) return tooMany(`${names.length} names`);
  const groups = new Map(ones.flatMap((one) => one.groups).map((group) => [writeGroup(group), group]));
  return ok({ selector: { names, groups: [...groups.values()] }, slipped: ones.some((one) => one.slipped) });
}

function readSegment(words: readonly Token[]): Result<One[], NotUnderstood> {
  const ones: One[] = [];
  for (let at = 0; at < words.length; ) {
    const read = readOne(words.slice(at));
    if (!read.ok) return read;
    ones.push(read.value);
    at += read.value.length;
  }
  return ok(ones);
}

/** Commas and `and` part targets for good: `all staging, user hosts` is not one group. */
function segments(tokens: readonly Token[]): Token[][] {
  const parted: Token[][] = [[]];
  for (const token of tokens) {
    if (token.is === 'comma' || says(token, 'and') || says(token, '&')) parted.push([]);
    else parted.at(-1)?.push(token);
  }
  return parted;
}

function tooMany(what: string): Result<never, NotUnderstood> {
  return notUnderstood(
    `${what} are too many for one sentence`,
    `at most ${NAMES_LIMIT} names; or a group`,
    TARGETS_EXAMPLE,
  );
}
