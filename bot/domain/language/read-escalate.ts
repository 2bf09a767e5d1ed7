import { PRIORITIES, type Priority } from '../escalation/priority.ts';
import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type Escalating, ownerNamed, writeEscalationSentence } from './escalation-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { namesIn } from './read-naming.ts';
import { phraseOf } from './read-phrase.ts';
import { readWantedBy } from './read-send.ts';
import { writeMoment } from './read-time.ts';
import type { Misread, Sentence } from './sentence.ts';
import { readTargets } from './targets.ts';
import { type Cut, says, type Token } from './tokens.ts';
import { writeSelector } from './write.ts';

/** The longest that may be asked: it stands on a card, and in a tracker's title. */
export const ESCALATE_LIMIT = 500;

type Read<T> = Result<T, Misread>;
/** `slipped`: a target was corrected, or where the text ends is a guess. */
type Options = Omit<Escalating, 'is' | 'text' | 'to' | 'because'> & { to?: string; slipped?: boolean };
type Whole = Options & { text: string; because?: string };

/** `escalate "…" to virtuozzo major on infra-gate by friday 9:00 because "…"`. Without the text or the receiver its form asks for them. */
export function readEscalate({ cut }: { cut: Cut }): Read<Sentence> {
  const builtin = escalateBuiltin();
  const read = readWhole(cut, builtin);
  if (!read.ok) return read;
  const { slipped, text, to, ...rest } = read.value;
  if (text === '' || to === undefined) return ok(formOf(read.value));
  const sentence: Escalating = { is: 'escalate', text, to, ...rest };
  return slipped ? suggestion(writeEscalationSentence(sentence)) : ok(sentence);
}

/** `form escalate …`: whatever is understood goes into the form. */
export function readEscalateForm({ cut }: { cut: Cut }): Read<Sentence> {
  const read = readWhole(cut, escalateBuiltin());
  return read.ok ? ok(formOf(read.value)) : read;
}

function escalateBuiltin(): Builtin {
  const builtin = builtinNamed('escalate');
  if (!builtin) throw new Error('no built-in sentence is named "escalate"');
  return builtin;
}

function formOf({ text, to, priority, targets, day, moment, because }: Whole): Sentence {
  const by = moment ? writeMoment(moment) : day;
  const filled: Record<string, string> = {
    ...(text !== '' && { text }),
    ...(to !== undefined && { to }),
    ...(priority && { priority }),
    ...(by !== undefined && { by }),
  };
  const missing = [...(text === '' ? ['text'] : []), ...(to === undefined ? ['receiver'] : [])];
  const more = { ...(targets && { targets: writeSelector(targets) }), ...(because !== undefined && { because }) };
  return { is: 'form', gap: { command: 'escalate', missing, filled, ...more } };
}

function readWhole({ tokens, because }: Cut, builtin: Builtin): Read<Whole> {
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  const [first] = tokens;
  const quoted = first?.is === 'quoted';
  const end = quoted ? 1 : textEnd(tokens);
  const text = quoted ? first.text.trim() : phraseOf(tokens.slice(0, end));
  if (text.length > ESCALATE_LIMIT) {
    const allowed = `at most ${ESCALATE_LIMIT}; more goes after \`because\``;
    return notUnderstood(`what you ask has ${text.length} characters`, allowed, builtin.examples[0] ?? '');
  }
  const options = readOptions({}, tokens.slice(end), builtin);
  if (!options.ok) return options;
  const slipped = options.value.slipped === true || (!quoted && text !== '');
  return ok({ ...options.value, text, slipped, ...(because !== undefined && { because }) });
}

/** Without quotation marks it goes as far as the last `to`. */
function textEnd(tokens: readonly Token[]): number {
  const to = tokens.findLastIndex((token) => says(token, 'to'));
  return to < 0 ? tokens.length : to;
}

const STOPS = ['to', 'as', 'on', 'by', 'naming', ...PRIORITIES];

function readOptions(options: Options, [first, ...rest]: readonly Token[], builtin: Builtin): Read<Options> {
  if (!first) return ok(options);
  const priority = PRIORITIES.find((one): one is Priority => says(first, one));
  if (priority) return readOptions({ ...options, priority }, rest, builtin);
  if (says(first, 'as')) return readOptions(options, rest, builtin);
  const word = ['to', 'on', 'by', 'naming'].find((one) => says(first, one));
  if (word === undefined) {
    const allowed = `${PRIORITIES.map((one) => `\`${one}\``).join(', ')}; \`on …\`, \`by …\``;
    return notUnderstood(`I do not know what to do with ${sayBack(first.text)}`, allowed, builtin.examples[0] ?? '');
  }
  const stop = rest.findIndex((token) => STOPS.some((one) => says(token, one)));
  const words = word === 'to' ? rest.slice(0, stop === 0 ? 0 : 1) : rest.slice(0, stop < 0 ? undefined : stop);
  if (words.length === 0) return not(`there is nothing after \`${word}\``, builtin);
  const read = readOption(word, words, builtin);
  if (!read.ok) return read;
  return readOptions({ ...options, ...read.value }, rest.slice(words.length), builtin);
}

function readOption(word: string, words: readonly Token[], builtin: Builtin): Read<Options> {
  if (word === 'to') {
    const to = phraseOf(words).trim();
    return ok({ to: ownerNamed(to.toUpperCase()) === undefined ? to.toLowerCase() : to.toUpperCase() });
  }
  if (word === 'by') {
    return readWantedBy(
      words.map(({ text }) => text),
      builtin,
    );
  }
  if (word === 'naming') return ok({ naming: namesIn(words) });
  const read = readTargets(words);
  if (!read.ok) return read;
  const { selector, slipped } = read.value;
  return ok({ targets: selector, ...(slipped && { slipped }) });
}
