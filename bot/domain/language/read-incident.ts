import { PRIORITIES } from '../escalation/priority.ts';
import { type Hits, WHOM, type Whom } from '../incident/severity.ts';
import { INCIDENT_KINDS, type IncidentKind, type Severity, TITLE_LIMIT } from '../incident/state.ts';
import { ok, type Result } from '../result.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type Declaring, WHOM_WORDS, writeIncidentSentence } from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { INCIDENT_ALLOWED, RUN_ALLOWED, readIncidentId, readRunId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';

type Read = Result<Sentence, Misread>;

const OPTIONS: readonly string[] = [...PRIORITIES, ...INCIDENT_KINDS, 'hits', 'from', 'drill', 'here'];

/** `incidents` takes no words. */
export function readIncidents({ cut }: { cut: Cut }): Read {
  return alone('incidents', cut);
}

/** `on-call` takes no words. */
export function readOnCall({ cut }: { cut: Cut }): Read {
  return alone('on-call', cut);
}

function alone(is: 'incidents' | 'on-call', { tokens, because }: Cut): Read {
  const builtin = incidentBuiltin(is);
  const [more] = tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const wrong = checkReason(builtin, because);
  return wrong ? not(wrong, builtin) : ok({ is });
}

/** `incident I-7QK2P` shows one; with a title it opens one; without either, or without how severe it is, its form asks. */
export function readIncident({ cut }: { cut: Cut }): Read {
  const builtin = incidentBuiltin('incident');
  const [first, more] = cut.tokens;
  const shown = first && more === undefined && cut.because === undefined ? readIncidentId(first.text) : undefined;
  if (shown !== undefined) return ok({ is: 'incident', incident: shown });
  const declared = readDeclaring(cut, builtin);
  if (!declared.ok) return declared;
  const { declaring, slipped } = declared.value;
  if (declaring.title === '' || (!declaring.severity && !declaring.hits)) return ok(formOf(declaring));
  const sentence = { is: 'incident-declare', ...declaring } as const;
  return slipped ? suggestion(writeIncidentSentence(sentence)) : ok(sentence);
}

/** `form incident …`: whatever is understood goes into the form. */
export function readIncidentForm({ cut }: { cut: Cut }): Read {
  const declared = readDeclaring(cut, incidentBuiltin('incident'));
  return declared.ok ? ok(formOf(declared.value.declaring)) : declared;
}

function formOf({ title, severity, kind, hits, run, message, drill, here, impact }: Declaring): Sentence {
  const filled: Record<string, string> = {
    ...(title !== '' && { title }),
    ...(severity && { severity }),
    ...(kind && { kind }),
    ...(hits && { whom: hits.whom, environment: hits.environment }),
    ...(run !== undefined && { run }),
    ...(message !== undefined && { message }),
    ...(drill && { drill: 'drill' }),
    ...(here && { here: 'here' }),
  };
  return { is: 'form', gap: { command: 'incident', missing: ['title'], filled, ...(impact && { because: impact }) } };
}

/** `slipped`: something is a guess, such as where a title without quotation marks ends. */
type Declared = { declaring: Declaring; slipped: boolean };

function readDeclaring({ tokens, because }: Cut, builtin: Builtin): Result<Declared, Misread> {
  const wrong = checkReason(builtin, because);
  if (wrong) return not(wrong, builtin);
  const [first, ...after] = tokens;
  const quoted = first?.is === 'quoted';
  const from = quoted ? 0 : titleEnd(tokens, builtin);
  const title = quoted ? first.text.trim() : wordsOf(tokens.slice(0, from));
  if (title.length > TITLE_LIMIT) {
    const allowed = `at most ${TITLE_LIMIT}; more goes after \`because\``;
    return notUnderstood(`the title has ${title.length} characters`, allowed, builtin.examples[0] ?? '');
  }
  const options = readOptions(quoted ? after : tokens.slice(from), builtin);
  if (!options.ok) return options;
  const impact = because === undefined ? {} : { impact: because };
  const slipped = options.value.slipped || (!quoted && title !== '');
  return ok({ declaring: { title, ...options.value.options, ...impact }, slipped });
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(' ,', ',');
}

/** Without quotation marks the title goes as far as what follows it is no option. */
function titleEnd(tokens: readonly Token[], builtin: Builtin): number {
  const end = tokens.findIndex((_, at) => {
    const read = readOptions(tokens.slice(at), builtin);
    return read.ok && !read.value.slipped;
  });
  return end < 0 ? tokens.length : end;
}

type Options = Omit<Declaring, 'title' | 'impact'>;

function readOptions(
  tokens: readonly Token[],
  builtin: Builtin,
): Result<{ options: Options; slipped: boolean }, Misread> {
  let options: Options = {};
  let slipped = false;
  let left = [...tokens];
  while (left.length > 0) {
    const [token, ...after] = left;
    const read = readOption(token?.text.toLowerCase() ?? '', after, builtin);
    if (!read.ok) return read;
    options = { ...options, ...read.value.option };
    slipped ||= read.value.slipped === true;
    left = read.value.left;
  }
  return ok({ options, slipped });
}

type Option = { option: Options; left: Token[]; slipped?: true };

function readOption(word: string, after: Token[], builtin: Builtin): Result<Option, Misread> {
  const severity = severityNamed(word);
  if (severity) return ok({ option: { severity }, left: after });
  const kind = INCIDENT_KINDS.find((one): one is IncidentKind => one === word);
  if (kind) return ok({ option: { kind }, left: after });
  if (word === 'drill') return ok({ option: { drill: true }, left: after });
  if (word === 'here') return ok({ option: { here: true }, left: after });
  if (word === 'hits') return readHits(after, builtin, (hits) => ({ hits }));
  if (word === 'from') return readFrom(after, builtin);
  const [near] = nearest(word, OPTIONS);
  if (near === undefined) return not(`I do not know what to do with ${sayBack(word)}`, builtin);
  const meant = readOption(near, after, builtin);
  return meant.ok ? ok({ ...meant.value, slipped: true }) : meant;
}

export function severityNamed(word: string | undefined): Severity | undefined {
  return PRIORITIES.find((one) => one === word?.toLowerCase());
}

function readFrom([id, ...left]: Token[], builtin: Builtin): Result<Option, Misread> {
  if (says(id, 'message')) return readMessage(left, builtin);
  const run = readRunId(id?.text ?? '');
  if (run !== undefined) return ok({ option: { run }, left });
  return notUnderstood(`${sayBack(id?.text ?? '')} is not the id of a run`, RUN_ALLOWED, builtin.examples[0] ?? '');
}

/** The shortcut of a message names it by its time; of which channel, is not said: it is this one. */
function readMessage([ts, ...left]: Token[], builtin: Builtin): Result<Option, Misread> {
  if (/^[0-9]{10}\.[0-9]{6}$/.test(ts?.text ?? '')) return ok({ option: { message: ts?.text ?? '' }, left });
  const why = `${sayBack(ts?.text ?? '')} is not the time of a message`;
  return notUnderstood(why, 'one of this channel, as its shortcut says it', builtin.examples[0] ?? '');
}

const WHOM_ALLOWED = WHOM.map((whom) => `\`${WHOM_WORDS[whom]}\``).join(', ');

/** What people say for whom it hits. */
const WHOM_SAID: readonly (readonly [string, Whom])[] = [
  ...WHOM.map((whom) => [WHOM_WORDS[whom], whom] as const),
  ['customers', 'all-customers'],
  ['everybody', 'all-customers'],
  ['us', 'ourselves'],
];

/** `hits all customers [in staging]`; in production, where nobody says otherwise. */
export function readHits<T>(
  tokens: Token[],
  builtin: Builtin,
  made: (hits: Hits) => T,
): Result<{ option: T; left: Token[] }, Misread> {
  const words = tokens.map(({ text }) => text.toLowerCase());
  const said = WHOM_SAID.find(([phrase]) => words.join(' ').startsWith(phrase));
  if (!said) {
    return notUnderstood(
      `${sayBack(words.slice(0, 2).join(' '))} does not say whom it hits`,
      WHOM_ALLOWED,
      builtin.examples[1] ?? '',
    );
  }
  const left = tokens.slice(said[0].split(' ').length);
  const environment = says(left[0], 'in') ? environmentNamed(left[1]) : undefined;
  const hits = { whom: said[1], environment: environment ?? 'production' };
  return ok({ option: made(hits), left: environment ? left.slice(2) : left });
}

function environmentNamed(token: Token | undefined): Environment | undefined {
  return ENVIRONMENTS.find((one) => one === token?.text.toLowerCase());
}

export function incidentBuiltin(name: string): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}

/** Sentences whose text people type without quotation marks too: an id among such words is a part of them. */
const WITH_TEXT = ['note', 'update'];

/** Takes `in I-7QK2P` out of a sentence, wherever it stands there; or an id alone: `timeline I-7QK2P last 2h`. */
export function takeIncident(
  tokens: readonly Token[],
  builtin: Builtin,
): Result<{ incident?: string; left: Token[] }, Misread> {
  const behind = tokens.findLastIndex((token) => says(token, 'in')) + 1;
  const isNamed = behind > 0 && !!tokens[behind] && !environmentNamed(tokens[behind]);
  const named = isNamed ? behind : idAlone(tokens, builtin);
  const id = tokens[named];
  if (!id) return ok({ left: [...tokens] });
  const incident = readIncidentId(id.text);
  if (incident === undefined) {
    return notUnderstood(
      `${sayBack(id.text)} is not the id of an incident`,
      INCIDENT_ALLOWED,
      builtin.examples.at(-1) ?? '',
    );
  }
  return ok({ incident, left: isNamed ? tokens.toSpliced(named - 1, 2) : tokens.toSpliced(named, 1) });
}

/** Where an id stands without `in`; -1 where none does. */
function idAlone(tokens: readonly Token[], { name }: Builtin): number {
  const at = tokens.findLastIndex(({ is, text }) => is === 'word' && readIncidentId(text) !== undefined);
  return at > 0 && WITH_TEXT.includes(name) && !tokens.some(({ is }) => is === 'quoted') ? -1 : at;
}
