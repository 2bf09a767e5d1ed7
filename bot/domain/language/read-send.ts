import { PRIORITIES } from '../escalation/priority.ts';
import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type Sending, writeEscalationSentence } from './escalation-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { namesIn } from './read-naming.ts';
import { MOMENT_ALLOWED, readMoment } from './read-time.ts';
import { REQUEST_ALLOWED, RUN_ALLOWED, readRequestId, readRunId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { isSlipOf, nearest } from './suggest.ts';
import { DAY_ALLOWED, readDay } from './term.ts';
import { type Cut, says, type Token } from './tokens.ts';

const PARTS = ['as', 'by', 'with', 'seen', 'naming'] as const;
type Part = (typeof PARTS)[number];

type Read<T> = Result<T, Misread>;

/** `send E-4KQ7M as major by 2026-12-24 18:00 with R-8C2MX because "…"`: its parts in any order, each once. */
export function readSend({ cut }: { cut: Cut }): Read<Sending> {
  const builtin = sendBuiltin();
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const [id, ...after] = cut.tokens;
  if (!id) return not('`send` does not say which request', builtin);
  const request = readRequestId(id.text);
  if (request === undefined) {
    return notUnderstood(`${sayBack(id.text)} is not the id of a request`, REQUEST_ALLOWED, builtin.examples[0] ?? '');
  }
  const { because } = cut;
  const begun: Sending = { is: 'send', request, ...(because !== undefined && { because }) };
  return readParts(begun, after, { builtin, slipped: false });
}

/** `form send E-4KQ7M …`: what is understood stands in the form. */
export function readSendForm(after: { cut: Cut }): Read<Sentence> {
  const read = readSend(after);
  return read.ok ? ok({ is: 'form', send: read.value }) : read;
}

function sendBuiltin(): Builtin {
  const builtin = builtinNamed('send');
  if (!builtin) throw new Error('no built-in sentence is named "send"');
  return builtin;
}

type Reading = { builtin: Builtin; slipped: boolean };

function readParts(sending: Sending, [first, ...rest]: readonly Token[], reading: Reading): Read<Sending> {
  if (!first) return reading.slipped ? suggestion(writeEscalationSentence(sending)) : ok(sending);
  const { builtin } = reading;
  const part = PARTS.find((one) => says(first, one));
  const slip = part ?? PARTS.find((one) => first.is === 'word' && isSlipOf(first.text.toLowerCase(), one));
  if (!slip) return not(`I do not know what to do with ${sayBack(first.text)}`, builtin);
  const end = rest.findIndex((token) => PARTS.some((one) => says(token, one)));
  const after = rest.slice(0, end < 0 ? undefined : end);
  const words = slip === 'naming' ? namesIn(after) : after.map(({ text }) => text);
  if (words.length === 0) return not(`there is nothing after \`${slip}\``, builtin);
  const read = readPart(sending, slip, { words, builtin });
  if (!read.ok) return read;
  const slipped =
    reading.slipped || part === undefined || (read.value.priority !== sending.priority && !isSaid(read.value, words));
  return readParts(read.value, rest.slice(after.length), { builtin, slipped });
}

/** Whether a priority is what was typed, not what is near it. */
function isSaid({ priority }: Sending, [word = '']: readonly string[]): boolean {
  return priority === word.toLowerCase();
}

type Said = { words: string[]; builtin: Builtin };

function readPart(sending: Sending, part: Part, { words, builtin }: Said): Read<Sending> {
  const [word = '', more] = words;
  const extra = part !== 'by' && part !== 'naming' && more !== undefined;
  if (extra) return not(`I do not know what to do with ${sayBack(more)}`, builtin);
  switch (part) {
    case 'as':
      return readPriority(sending, word, builtin);
    case 'by':
      return readBy(sending, words, builtin);
    case 'with': {
      const diagnosis = readRunId(word);
      return diagnosis === undefined
        ? notUnderstood(`${sayBack(word)} is not the id of a run`, RUN_ALLOWED, builtin.examples[2] ?? '')
        : ok({ ...sending, diagnosis });
    }
    case 'naming':
      return ok({ ...sending, naming: words });
    case 'seen':
      return /^[0-9a-f]{12}$/i.test(word)
        ? ok({ ...sending, seen: word.toLowerCase() })
        : notUnderstood(
            `${sayBack(word)} names nothing that was looked at`,
            'what its form wrote',
            builtin.examples[0] ?? '',
          );
    default:
      return part satisfies never;
  }
}

/** What is near one priority alone is taken for it, and only suggested. */
function readPriority(sending: Sending, word: string, builtin: Builtin): Read<Sending> {
  const typed = word.toLowerCase();
  const [priority, other] = PRIORITIES.filter((one) => one === typed || nearest(typed, PRIORITIES).includes(one));
  if (priority && other === undefined) return ok({ ...sending, priority });
  const allowed = PRIORITIES.map((one) => `\`${one}\``).join(', ');
  return notUnderstood(`${sayBack(word)} is no priority`, allowed, builtin.examples[1] ?? '');
}

function readBy(sending: Sending, words: string[], builtin: Builtin): Read<Sending> {
  const by = readWantedBy(words, builtin);
  return by.ok ? ok({ ...sending, ...by.value }) : by;
}

/** A day alone is its last moment in UTC; with a time it is that time, on the clocks of whoever asked. */
export function readWantedBy(words: string[], builtin: Builtin): Read<Pick<Sending, 'day' | 'moment'>> {
  const [word = '', more] = words;
  if (more === undefined && readDay(word) !== undefined) return ok({ day: word });
  const moment = readMoment(words);
  if (moment.ok) return ok({ moment: moment.value });
  const example = builtin.examples[1] ?? '';
  const isDay = more === undefined && !word.includes(':');
  return isDay
    ? notUnderstood(`${sayBack(word)} is no day`, `${DAY_ALLOWED}; or ${MOMENT_ALLOWED}`, example)
    : notUnderstood(moment.error.why, `${MOMENT_ALLOWED}; or ${DAY_ALLOWED}`, example);
}
