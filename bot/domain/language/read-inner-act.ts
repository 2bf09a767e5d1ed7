import { ok, type Result } from '../result.ts';
import { builtinNamed } from './builtins.ts';
import { type InnerSaid, type InnerVerb, isInnerVerb } from './escalation-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import type { Reading } from './read-sentence.ts';
import { readVendorSentence } from './read-vendor-act.ts';
import { REQUEST_ALLOWED, readRequestId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import type { Cut } from './tokens.ts';

/** `accept E-4KQ7M eta 30m`, and what else is said of a request: in the words of the vendors' people, with the request named. */
export function readInnerAct(verb: InnerVerb, { cut, text }: Pick<Reading, 'cut' | 'text'>): Result<Sentence, Misread> {
  const [first] = cut.tokens;
  if (first && readRequestId(first.text) === undefined) {
    return notUnderstood(`${sayBack(first.text)} is not the id of a request`, REQUEST_ALLOWED, exampleOf(verb));
  }
  const read = readVendorSentence(first ? `${verb} ${text.slice(first.start)}` : verb);
  if (read && 'wrong' in read) return notUnderstood(read.wrong, read.allowed, exampleOf(verb));
  const request = read?.request;
  if (!read || request === undefined || !isInner(read)) {
    return notUnderstood(`\`${verb}\` does not say which request`, REQUEST_ALLOWED, exampleOf(verb));
  }
  const { request: _request, ...said } = read;
  return ok({ is: 'inner-act', request, said });
}

function isInner(read: NonNullable<ReturnType<typeof readVendorSentence>>): read is InnerSaid {
  return 'says' in read && isInnerVerb(read.says);
}

/** `form accept E-4KQ7M`: the form that asks for the rest. */
export function readInnerForm(verb: InnerVerb, { tokens }: Cut): Result<Sentence, Misread> {
  const request = readRequestId(tokens[0]?.text ?? '');
  return request === undefined
    ? notUnderstood(`\`${verb}\` does not say which request`, REQUEST_ALLOWED, exampleOf(verb))
    : ok({ is: 'form', gap: { command: verb, missing: ['text'], filled: { request } } });
}

function exampleOf(verb: InnerVerb): string {
  return builtinNamed(verb)?.examples[0] ?? verb;
}
