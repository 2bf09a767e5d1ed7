import { PRIORITIES } from '../escalation/priority.ts';
import { INCIDENT_ROLES, type IncidentRole } from '../incident/state.ts';
import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import {
  type IncidentAsked,
  type IncidentForm,
  type IncidentSentence,
  writeIncidentSentence,
} from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readCorrect } from './read-correct.ts';
import { incidentBuiltin, readHits, severityNamed, takeIncident } from './read-incident.ts';
import { readSnooze } from './read-snooze.ts';
import { readMoment } from './read-time.ts';
import { readUpdate } from './read-update.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';

type Read = Result<Sentence, Misread>;
/** What is left of a sentence when its incident and its reason are taken. */
type Left = { left: Token[]; because: string | undefined; builtin: Builtin };
type Acted = { act: IncidentAsked; slipped?: true };

/** As long as somebody reads in one entry. */
const NOTE_LIMIT = 1_500;

type ActName =
  | 'severity'
  | 'acknowledge'
  | 'mitigated'
  | 'resolve'
  | 'reopen'
  | 'take'
  | 'leave'
  | 'note'
  | 'correct'
  | 'update'
  | 'snooze';

/** Reads what follows the word of an act on an incident, of the channel's or of the one that is named at its end. */
export function readIncidentAct(name: ActName, { cut }: { cut: Cut }): Read {
  const builtin = incidentBuiltin(name);
  const wrong = checkReason(builtin, cut.because);
  if (wrong && !(name === 'note' && cut.because !== undefined)) return not(wrong, builtin);
  const { tokens, because } = namedLast(cut);
  const taken = takeIncident(tokens, builtin);
  if (!taken.ok) return taken;
  const { incident, left } = taken.value;
  const acted = readAct(name, { left, because, builtin });
  if (!acted.ok) return acted;
  const { act, slipped } = acted.value;
  const sentence: IncidentSentence = { is: 'incident-act', ...(incident !== undefined && { incident }), act };
  return slipped ? suggestion(writeIncidentSentence(sentence)) : ok(sentence);
}

/** `because "one region" in I-7QK2P`: the reason is free text to its end, so the incident behind its quotation is taken off. */
function namedLast({ tokens, because }: Cut): Cut {
  const [, reason, id] = /^["“”„«]([^"“”„«»]+)["“”„»]\s+in\s+(I-\w+)$/i.exec(because ?? '') ?? [];
  if (reason === undefined || id === undefined) return { tokens, ...(because !== undefined && { because }) };
  const words = ['in', id].map((text): Token => ({ is: 'word', text, start: 0, end: 0 }));
  return { tokens: [...tokens, ...words], because: reason.trim() };
}

function readAct(name: ActName, left: Left): Result<Acted, Misread> {
  switch (name) {
    case 'severity':
      return readSeverity(left);
    case 'acknowledge':
      return readNothingMore(left, { is: name });
    case 'mitigated':
    case 'reopen':
      return readNothingMore(left, { is: name, ...(left.because !== undefined && { because: left.because }) });
    case 'resolve':
      return readNothingMore(left, { is: name, because: left.because ?? '' });
    case 'take':
    case 'leave':
      return readRole(name, left);
    case 'note':
      return readNote(left);
    case 'correct':
      return readCorrect(left.left, left.builtin);
    case 'update':
      return readUpdate(left.left);
    case 'snooze':
      return readSnooze(left.left);
    default:
      return name satisfies never;
  }
}

function readNothingMore({ left: [more], builtin }: Left, act: IncidentAsked): Result<Acted, Misread> {
  return more ? not(`I do not know what to do with ${sayBack(more.text)}`, builtin) : ok({ act });
}

function readRole(is: 'take' | 'leave', { left: [first, more], builtin }: Left): Result<Acted, Misread> {
  if (!first) return not(`\`${is}\` does not say which role`, builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const word = first.text.toLowerCase();
  const role = INCIDENT_ROLES.find((one): one is IncidentRole => one === word);
  if (role) return ok({ act: { is, role } });
  const near = INCIDENT_ROLES.find((one) => nearest(word, INCIDENT_ROLES).includes(one));
  if (near) return ok({ act: { is, role: near }, slipped: true });
  const allowed = INCIDENT_ROLES.map((one) => `\`${one}\``).join(', ');
  return notUnderstood(`${sayBack(first.text)} is no role in an incident`, allowed, `${is} lead`);
}

function readSeverity({ left, because, builtin }: Left): Result<Acted, Misread> {
  const impact = because === undefined ? {} : { impact: because };
  const [first, ...after] = left;
  const severity = severityNamed(first?.text);
  const said = { is: 'severity' as const, ...(severity && { severity }), ...impact };
  const [hits, ...whom] = severity ? after : left;
  if (says(hits, 'hits')) return readSeverityOf(said, whom, builtin);
  if (!hits) return severity || because ? ok({ act: said }) : not('`severity` does not say which', builtin);
  const near = PRIORITIES.find((one) => nearest(hits.text.toLowerCase(), PRIORITIES).includes(one));
  if (near && !severity && whom.length === 0) return ok({ act: { ...said, severity: near }, slipped: true });
  return notUnderstood(`${sayBack(hits.text)} is no severity`, '`critical`, `major`, `minor`', 'severity major');
}

type Severe = Extract<IncidentAsked, { is: 'severity' }>;

/** The severity follows from whom it hits, unless it is said too. */
function readSeverityOf(said: Severe, whom: Token[], builtin: Builtin): Result<Acted, Misread> {
  const read = readHits(whom, builtin, (hits) => hits);
  if (!read.ok) return read;
  const { option: hits, left } = read.value;
  return readNothingMore({ left, because: undefined, builtin }, { ...said, hits });
}

/** A quoted text, and when it was so. Without quotation marks it is a guess where the text ends. */
function readNote({ left, because, builtin }: Left): Result<Acted, Misread> {
  const [first, ...after] = left;
  if (!first) return not('`note` does not say what', builtin);
  if (first.is !== 'quoted') return unquoted(left, because, builtin);
  if (because !== undefined) return not('`note` takes no reason: write it into the text', builtin);
  const text = first.text.trim();
  if (text === '' || text.length > NOTE_LIMIT) {
    return notUnderstood(
      `the text has ${text.length} characters`,
      `1 to ${NOTE_LIMIT.toLocaleString('en')}`,
      builtin.examples[0] ?? '',
    );
  }
  const [at, ...time] = after;
  if (!at) return ok({ act: { is: 'note', text } });
  if (!says(at, 'at')) return not(`I do not know what to do with ${sayBack(at.text)}`, builtin);
  const moment = readMoment(time.map((token) => token.text));
  if (!moment.ok) return notUnderstood(moment.error.why, moment.error.allowed, builtin.examples[1] ?? '');
  return ok({ act: { is: 'note', text, at: moment.value } });
}

function unquoted(left: readonly Token[], because: string | undefined, builtin: Builtin): Result<Acted, Misread> {
  const words = left
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(' ,', ',');
  const text = because === undefined ? words : `${words} because ${because}`;
  if (text.length > NOTE_LIMIT) return not(`the text has ${text.length} characters`, builtin);
  return ok({ act: { is: 'note', text }, slipped: true });
}

/** `form resolve in I-7QK2P`, `form note`: the form asks for the words. */
export function readIncidentActForm(name: IncidentForm, { cut }: { cut: Cut }): Read {
  const builtin = incidentBuiltin(name);
  const taken = takeIncident(cut.tokens, builtin);
  if (!taken.ok) return taken;
  const { incident, left } = taken.value;
  const text = left.map(({ text }) => text).join(' ');
  const filled = { ...(incident !== undefined && { incident }), ...(text !== '' && { text }) };
  return ok({
    is: 'form',
    gap: { command: name, missing: ['text'], filled, ...(cut.because && { because: cut.because }) },
  });
}
