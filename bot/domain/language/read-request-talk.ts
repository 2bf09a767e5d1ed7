import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import type { EscalationSentence } from './escalation-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readNaming } from './read-naming.ts';
import { REQUEST_ALLOWED, readRequestId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says } from './tokens.ts';

type Verb = 'reply' | 'reopen';

/** As long as a message of ours below the vendor's card may be. */
const TEXT_LIMIT = 1_500;

const NAMES: Record<Verb, string> = { reply: 'reply', reopen: 'reopen request' };

/** `reply E-4KQ7M "the first one"`: what is said to the vendor. A `because` is part of it, as the form writes it; `naming` follows quoted words only. */
export function readReply({ cut }: { cut: Cut }): Result<EscalationSentence, Misread> {
  const builtin = named('reply');
  const request = requestIn('reply', cut);
  if (!request.ok) return request;
  const [, first, ...after] = cut.tokens;
  const purpose = first?.is === 'quoted' && says(after[0], 'naming') && cut.because === undefined;
  const naming = purpose ? readNaming(after, builtin) : ok({});
  if (!naming.ok) return naming;
  const words = (purpose ? [first] : cut.tokens.slice(1))
    .map(({ is, text }) => (is === 'comma' ? ',' : text))
    .join(' ')
    .replaceAll(' ,', ',');
  const because = cut.because ?? '';
  const text = words === '' ? because : `${words}${because === '' ? '' : ` because ${because}`}`;
  if (text === '') return not('`reply` does not say what', builtin);
  if (text.length > TEXT_LIMIT) return not(`the text is longer than ${TEXT_LIMIT} characters`, builtin);
  return ok({ is: 'reply', request: request.value, text, ...naming.value });
}

/** `reopen E-4KQ7M because "it is down again"`. */
export function readReopenRequest({ cut }: { cut: Cut }): Result<EscalationSentence, Misread> {
  const builtin = named('reopen');
  const request = requestIn('reopen', cut);
  if (!request.ok) return request;
  const naming = readNaming(cut.tokens.slice(1), builtin);
  if (!naming.ok) return naming;
  const { because = '' } = cut;
  const wrong = checkReason(builtin, cut.because);
  return wrong ? not(wrong, builtin) : ok({ is: 'reopen-request', request: request.value, ...naming.value, because });
}

/** `form reply E-4KQ7M`, `form reopen E-4KQ7M`: the form that asks for the words. */
export function readTalkForm(verb: Verb, cut: Cut): Result<Sentence, Misread> {
  const request = requestIn(verb, cut);
  if (!request.ok) return request;
  const { because } = cut;
  const filled = { request: request.value };
  return ok({ is: 'form', gap: { command: NAMES[verb], missing: ['because'], filled, ...(because && { because }) } });
}

function requestIn(verb: Verb, { tokens: [first] }: Cut): Result<string, Misread> {
  const builtin = named(verb);
  if (!first) return not(`\`${verb}\` does not say which request`, builtin);
  const request = readRequestId(first.text);
  const [example = ''] = builtin.examples;
  return request === undefined
    ? notUnderstood(`${sayBack(first.text)} is not the id of a request`, REQUEST_ALLOWED, example)
    : ok(request);
}

function named(verb: Verb): Builtin {
  const builtin = builtinNamed(NAMES[verb]);
  if (!builtin) throw new Error(`no built-in sentence is named "${NAMES[verb]}"`);
  return builtin;
}
