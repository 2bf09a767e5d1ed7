import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import type { IncidentAsked } from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { not } from './read-act.ts';
import { readMoment } from './read-time.ts';
import { ENTRY_ALLOWED, readEntryName } from './run-id.ts';
import type { Misread } from './sentence.ts';
import { says, type Token } from './tokens.ts';

type Correction = Extract<IncidentAsked, { is: 'correct' }>;
type Read = Result<{ act: Correction }, Misread>;

const TEXT_MOST = 1_500;
const PUT = new Map([
  ['remove', 'away' as const],
  ['restore', 'back' as const],
]);

/** `correct 7QK2P "it was the cache" at 14:05`, `correct 7QK2P remove`: what follows the word. */
export function readCorrect([name, first, ...rest]: readonly Token[], builtin: Builtin): Read {
  const entry = readEntryName(name?.text ?? '');
  if (entry === undefined) return noEntry(name, builtin);
  if (!first) return not('`correct` does not say what is right: a text, a time, `remove` or `restore`', builtin);
  const put = PUT.get(first.is === 'word' ? first.text.toLowerCase() : '');
  const [more] = rest;
  if (put) return more ? unknown(more, builtin) : ok({ act: { is: 'correct', entry, put } });
  if (first.is !== 'quoted') return readWhen({ is: 'correct', entry }, [first, ...rest], builtin);
  return readText({ is: 'correct', entry, text: first.text.trim() }, rest, builtin);
}

function readText(said: Correction & { text: string }, rest: readonly Token[], builtin: Builtin): Read {
  const { text } = said;
  if (text === '' || text.length > TEXT_MOST) {
    const allowed = `1 to ${TEXT_MOST.toLocaleString('en')}`;
    return notUnderstood(`the text has ${text.length} characters`, allowed, builtin.examples[0] ?? '');
  }
  return rest.length === 0 ? ok({ act: said }) : readWhen(said, rest, builtin);
}

function readWhen(said: Correction, [at, ...time]: readonly Token[], builtin: Builtin): Read {
  if (!says(at, 'at')) return unknown(at, builtin);
  const moment = readMoment(time.map(({ text }) => text));
  if (moment.ok) return ok({ act: { ...said, at: moment.value } });
  return notUnderstood(moment.error.why, moment.error.allowed, builtin.examples[1] ?? '');
}

export function noEntry(token: Token | undefined, builtin: Builtin): Result<never, Misread> {
  const example = builtin.examples[0] ?? '';
  if (!token) return notUnderstood(`\`${builtin.name}\` does not say which entry`, ENTRY_ALLOWED, example);
  return notUnderstood(`${sayBack(token.text)} is not the name of an entry`, ENTRY_ALLOWED, example);
}

function unknown(token: Token | undefined, builtin: Builtin): Result<never, Misread> {
  return not(`I do not know what to do with ${sayBack(token?.text ?? '')}: a text stands in quotation marks`, builtin);
}
