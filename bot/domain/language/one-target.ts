import { ok, type Result } from '../result.ts';
import { GROUP_WORDS, GROUPS_ALLOWED, type GroupRead, readGroup, readHostGroup, readTag } from './groups.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { type NotUnderstood, notUnderstood } from './misread.ts';
import { NAMES_LIMIT, spellRange } from './ranges.ts';
import { isSlipOf } from './suggest.ts';
import type { Token } from './tokens.ts';

/** A sentence that works, for whoever typed a target that does not. */
export const TARGETS_EXAMPLE = 'uptime on host-4, host-5';

/** One name, range or group from the beginning of some words, `length` of which it took. */
export type One = GroupRead & { names: string[]; slipped: boolean };

export function readOne(words: readonly Token[]): Result<One, NotUnderstood> {
  const [token] = words;
  const text = token?.text.toLowerCase() ?? '';
  if (token?.is === 'quoted') return readName(text);
  if (text === 'all') return readAll(plainWords(words.slice(1)));
  const tag = readTag(text);
  if (tag) return ok({ names: [], groups: [{ tag }], length: 1, slipped: false });
  const hosts = readHostGroup([text]);
  if (hosts) return ok({ names: [], groups: [{ group: hosts.group }], length: 1, slipped: false });
  if (text.startsWith('tag:')) {
    return notUnderstood(`${sayBack(text)} names no tag`, `a tag is \`tag:\` and ${NAME_ALLOWED}`, 'uptime on tag:web');
  }
  const forgotten = words.length > 1 ? readForgottenAll(plainWords(words)) : undefined;
  return forgotten ?? (text.includes('[') ? readRange(text) : readName(text));
}

/** The words up to the next quoted one, in lower case. */
function plainWords(words: readonly Token[]): string[] {
  const end = words.findIndex(({ is }) => is === 'quoted');
  return words.slice(0, end < 0 ? words.length : end).map(({ text }) => text.toLowerCase());
}

function readAll(words: readonly string[]): Result<One, NotUnderstood> {
  const read = readGroup(words);
  if (read) return ok({ ...read, length: read.length + 1, names: [], slipped: false });
  const guess = readGroup(words.slice(0, 4).map(correctGroupWord));
  if (guess) return ok({ ...guess, length: guess.length + 1, names: [], slipped: true });
  const what = words.length > 0 ? `\`all\` followed by ${sayBack(words[0] ?? '')}` : '`all` alone';
  return notUnderstood(`${what} does not say which targets`, GROUPS_ALLOWED, 'uptime on all user hosts');
}

/** `user hosts` without its `all`: read, and asked about. One word may be a name, two of a group are none. */
function readForgottenAll(words: readonly string[]): Result<One, NotUnderstood> | undefined {
  const read = readGroup(words);
  return read && read.length > 1 ? ok({ ...read, names: [], slipped: true }) : undefined;
}

function correctGroupWord(word: string): string {
  return GROUP_WORDS.find((one) => one === word) ?? GROUP_WORDS.find((one) => isSlipOf(word, one)) ?? word;
}

function readRange(text: string): Result<One, NotUnderstood> {
  const names = spellRange(text);
  if (names?.every(isName)) return ok({ names, groups: [], length: 1, slipped: false });
  const allowed = `a range of numbers that ascends, in one name, at most ${NAMES_LIMIT} names`;
  return notUnderstood(`I cannot read the range ${sayBack(text)}`, allowed, 'uptime on host-[4-6]');
}

function readName(text: string): Result<One, NotUnderstood> {
  if (isName(text)) return ok({ names: [text], groups: [], length: 1, slipped: false });
  return notUnderstood(`${sayBack(text)} cannot be a target's name`, NAME_ALLOWED, TARGETS_EXAMPLE);
}
