import type { Word } from '../escalation/state.ts';
import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type EscalationSentence, INNER_VERBS, writeEscalationSentence } from './escalation-sentence.ts';
import { sayBack } from './letters.ts';
import { match } from './match.ts';
import { meant, notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { REQUEST_ALLOWED, readRequestId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import type { Cut, Token } from './tokens.ts';

type Verb = 'withdraw' | 'record' | 'show';
type Laid = { request: string; values: ReadonlyMap<string, Token>; builtin: Builtin; because: string | undefined };

/** Acts on a request that take a reason, and so have a form. */
type RequestForm = 'record' | 'withdraw' | 'deny cost';

export function hasRequestForm(name: string): boolean {
  return FORMS.includes(name);
}

const FORMS: readonly string[] = [
  ...['record', 'withdraw', 'deny cost', 'reply', 'reopen request', 'send', 'escalate'],
  ...INNER_VERBS,
];

/** `requests` takes no words. */
export function readRequests({ cut }: { cut: Cut }): Result<EscalationSentence, Misread> {
  const builtin = named('requests');
  const [more] = cut.tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const wrong = checkReason(builtin, cut.because);
  return wrong ? not(wrong, builtin) : ok({ is: 'requests' });
}

/** Reads what follows `withdraw`, `record`, and `show` of a request. What was misspelt is only suggested. */
export function readRequest(verb: Verb, { cut }: { cut: Cut }): Result<EscalationSentence, Misread> {
  const builtin = named(verb);
  const pattern = verb === 'show' ? '<request>' : builtin.pattern.slice(verb.length + 1);
  const laid = match(pattern, verb === 'record' ? withoutAs(cut.tokens) : cut.tokens);
  const [left] = laid.left;
  if (left) return not(`I do not know what to do with ${sayBack(left.text)}`, builtin);
  const [missing] = laid.missing;
  if (missing) return not(`${sayBack(verb)} does not say which ${missing}`, builtin);
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const said = laid.values.get('request')?.text ?? '';
  const request = readRequestId(said);
  if (request === undefined) {
    return notUnderstood(`${sayBack(said)} is not the id of a request`, REQUEST_ALLOWED, exampleOf(verb, builtin));
  }
  const read = readRest(verb, { request, values: laid.values, builtin, because: cut.because });
  return read.ok && laid.slipped ? suggestion(writeEscalationSentence(read.value)) : read;
}

function named(verb: string): Builtin {
  const builtin = builtinNamed(verb);
  if (!builtin) throw new Error(`no built-in sentence is named "${verb}"`);
  return builtin;
}

function exampleOf(verb: Verb, { examples: [example = verb] }: Builtin): string {
  return verb === 'show' ? 'show E-4KQ7M' : example;
}

/** `record E-… as safe` says the same: the form writes it so. */
function withoutAs(tokens: readonly Token[]): Token[] {
  const [request, as, ...rest] = tokens;
  return request && as?.text.toLowerCase() === 'as' ? [request, ...rest] : [...tokens];
}

function readRest(verb: Verb, laid: Laid): Result<EscalationSentence, Misread> {
  const { request, because } = laid;
  switch (verb) {
    case 'show':
      return ok({ is: 'show-request', request });
    case 'withdraw':
      return ok({ is: 'withdraw', request, ...(because !== undefined && { because }) });
    case 'record':
      return readRecord(laid);
    default:
      return verb satisfies never;
  }
}

const WORDS = ['safe', 'unsafe'] as const;

function readRecord({ request, values, builtin, because = '' }: Laid): Result<EscalationSentence, Misread> {
  const condition = values.get('condition')?.text.trim();
  const said = values.get('word')?.text ?? '';
  const example = builtin.examples[0] ?? '';
  if (condition === '') return not('there is no condition after `if`', builtin);
  const send = (word: Word): EscalationSentence =>
    condition === undefined
      ? { is: 'record', request, word, because }
      : { is: 'record', request, word: 'safe-if', condition, because };
  const read = oneOf(said, WORDS, { send, what: 'word on safety', example });
  if (!read.ok || condition === undefined || said.toLowerCase() === 'safe') return read;
  return notUnderstood('`unsafe` takes no condition', '`safe if "…"`, or `unsafe`', builtin.examples[2] ?? example);
}

/** One of some words; what is near one is suggested as the whole sentence. */
function oneOf<W extends string>(
  said: string,
  words: readonly W[],
  { send, what, example }: { send(word: W): EscalationSentence; what: string; example: string },
): Result<EscalationSentence, Misread> {
  const typed = said.toLowerCase();
  const word = words.find((one) => one === typed);
  if (word) return ok(send(word));
  const near = words.filter((one) => nearest(typed, words).includes(one));
  const allowed = words.map((one) => `\`${one}\``).join(', ');
  const no = notUnderstood(`${sayBack(said)} is no ${what}`, allowed, example);
  return meant(`There is no ${what} ${sayBack(said)}. Which one?`, near.map(send).map(writeEscalationSentence)) ?? no;
}

/** `form record E-4KQ7M`, `form withdraw E-4KQ7M`: the form that asks for the rest. */
export function readRequestForm(
  verb: Exclude<RequestForm, 'deny cost'>,
  { tokens, because }: Cut,
): Result<Sentence, Misread> {
  const request = readRequestId(tokens[0]?.text ?? '');
  if (request === undefined) {
    return notUnderstood(`\`${verb}\` does not say which request`, REQUEST_ALLOWED, exampleOf(verb, named(verb)));
  }
  const gap = { command: verb, missing: ['because'], filled: { request }, ...(because && { because }) };
  return ok({ is: 'form', gap });
}
