import { HOUR } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type End, type FreezeSentence, writeFreezeSentence } from './freeze-sentence.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readLength, readMoment } from './read-time.ts';
import { readFreezeId } from './run-id.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';

type Read = Result<FreezeSentence, Misread>;

/** What is longer is no freeze but a decision: the policy is for it. */
const LONGEST_FREEZE = 31 * 24 * HOUR;
const LONGEST_LOCK = 7 * 24 * HOUR;

const PLACES: Record<string, readonly Environment[]> = {
  production: ['production'],
  prod: ['production'],
  staging: ['staging'],
  everything: ENVIRONMENTS,
  all: ENVIRONMENTS,
};
const PLACES_ALLOWED = '`production`, `staging` or `everything`';

/** Reads what follows `freeze`: where, `until` a moment or `for` a time, and the reason. */
export function readFreeze({ cut }: { cut: Cut }): Read {
  const builtin = named('freeze');
  const at = endAt(cut.tokens);
  const where = readPlaces(cut.tokens.slice(0, at), builtin);
  if (!where.ok) return where;
  const end = readEnd(cut.tokens.slice(at), { builtin, longest: LONGEST_FREEZE });
  if (!end.ok) return end;
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const { environments, slipped } = where.value;
  const sentence: FreezeSentence = { is: 'freeze', environments, end: end.value, because: cut.because ?? '' };
  return slipped ? suggestion(writeFreezeSentence(sentence)) : ok(sentence);
}

/** Reads what follows `thaw`: where, or the one freeze. */
export function readThaw({ cut }: { cut: Cut }): Read {
  const builtin = named('thaw');
  const because = optional(cut, builtin);
  if (!because.ok) return because;
  const [first, more] = cut.tokens;
  const freeze = first && !more ? readFreezeId(first.text) : undefined;
  if (freeze !== undefined) return ok({ is: 'thaw', what: { freeze }, ...because.value });
  const where = readPlaces(cut.tokens, builtin);
  if (!where.ok) return where;
  const { environments, slipped } = where.value;
  const sentence: FreezeSentence = { is: 'thaw', what: { environments }, ...because.value };
  return slipped ? suggestion(writeFreezeSentence(sentence)) : ok(sentence);
}

/** Reads what follows `lock`: one host, until when, and the reason. */
export function readLock({ cut }: { cut: Cut }): Read {
  const builtin = named('lock');
  const at = endAt(cut.tokens);
  const host = readHost(cut.tokens.slice(0, at), builtin);
  if (!host.ok) return host;
  const end = readEnd(cut.tokens.slice(at), { builtin, longest: LONGEST_LOCK });
  if (!end.ok) return end;
  const unsaid = checkReason(builtin, cut.because);
  return unsaid
    ? not(unsaid, builtin)
    : ok({ is: 'lock', host: host.value, end: end.value, because: cut.because ?? '' });
}

export function readUnlock({ cut }: { cut: Cut }): Read {
  const builtin = named('unlock');
  const because = optional(cut, builtin);
  if (!because.ok) return because;
  const host = readHost(cut.tokens, builtin);
  return host.ok ? ok({ is: 'unlock', host: host.value, ...because.value }) : host;
}

export function readCalendar({ cut }: { cut: Cut }): Read {
  const builtin = named('calendar');
  const isList = says(cut.tokens[0], 'list');
  const [more] = isList ? cut.tokens.slice(1) : cut.tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const unsaid = checkReason(builtin, cut.because);
  return unsaid ? not(unsaid, builtin) : ok({ is: 'calendar', ...(isList && { as: 'list' }) });
}

function named(name: string): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}

function optional({ because }: Cut, builtin: Builtin): Result<{ because?: string }, Misread> {
  const unsaid = checkReason(builtin, because);
  return unsaid ? not(unsaid, builtin) : ok({ ...(because !== undefined && { because }) });
}

function endAt(tokens: readonly Token[]): number {
  const at = tokens.findIndex((token) => says(token, 'until') || says(token, 'for'));
  return at < 0 ? tokens.length : at;
}

function readPlaces(
  tokens: readonly Token[],
  builtin: Builtin,
): Result<{ environments: Environment[]; slipped: boolean }, Misread> {
  const words = tokens
    .filter((token) => token.is !== 'comma' && !says(token, 'and'))
    .map(({ text }) => text.toLowerCase());
  if (words.length === 0) return not(`${sayBack(builtin.name)} does not say where`, builtin);
  const read = words.map((word) => {
    const exact = Object.hasOwn(PLACES, word) ? PLACES[word] : undefined;
    const [near] = exact ? [] : nearest(word, Object.keys(PLACES));
    return { word, places: exact ?? (near === undefined ? undefined : PLACES[near]), slipped: near !== undefined };
  });
  const strange = read.find(({ places }) => !places);
  if (strange) {
    return notUnderstood(
      `${sayBack(strange.word)} is nothing that can be frozen`,
      PLACES_ALLOWED,
      builtin.examples[0] ?? '',
    );
  }
  const environments = ENVIRONMENTS.filter((one) => read.some(({ places }) => places?.includes(one)));
  return ok({ environments, slipped: read.some(({ slipped }) => slipped) });
}

function readHost([first, more]: readonly Token[], builtin: Builtin): Result<string, Misread> {
  if (!first) return not(`${sayBack(builtin.name)} does not say which host`, builtin);
  if (more)
    return not(
      `${sayBack(builtin.name)} is for one host at a time: I do not know what to do with ${sayBack(more.text)}`,
      builtin,
    );
  const host = first.text.toLowerCase();
  if (isName(host)) return ok(host);
  return notUnderstood(`${sayBack(first.text)} cannot be a target's name`, NAME_ALLOWED, builtin.examples[0] ?? '');
}

function readEnd(
  tokens: readonly Token[],
  { builtin, longest }: { builtin: Builtin; longest: number },
): Result<End, Misread> {
  const [keyword, ...rest] = tokens;
  const words = rest.filter(({ is }) => is !== 'comma').map(({ text }) => text);
  const example = builtin.examples[0] ?? '';
  if (!keyword || words.length === 0) return not(`${sayBack(builtin.name)} does not say until when`, builtin);
  if (says(keyword, 'for')) {
    const length = readLength(words, longest);
    return length.ok ? ok({ for: length.value }) : notUnderstood(length.error.why, length.error.allowed, example);
  }
  const until = readMoment(words);
  return until.ok ? ok({ until: until.value }) : notUnderstood(until.error.why, until.error.allowed, example);
}
