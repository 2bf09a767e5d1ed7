import { ACTION_LIMIT, ACTIONS, PART_LIMIT, WRITTEN_PARTS, type WrittenPart } from '../report/parts.ts';
import type { ReportIs } from '../report/story.ts';
import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import type { IncidentSentence, ReportAsked } from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { incidentBuiltin, takeIncident } from './read-incident.ts';
import { readUser } from './read-user.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says, type Token } from './tokens.ts';

type Read = Result<Sentence, Misread>;
type Said = { builtin: Builtin; left: Token[]; where: { incident?: string } };
type Adding = Extract<ReportAsked, { is: 'add' }>;

const MOVES: Record<string, ReportIs> = { review: 'in-review', done: 'done', draft: 'draft' };

/** `report`, `report edit cause "…"`, `report review`. */
export function readReport({ cut }: { cut: Cut }): Read {
  const said = begin('report', cut);
  if (!said.ok) return said;
  const { builtin, left, where } = said.value;
  const [first, ...rest] = left;
  if (!first) return ok({ is: 'report', ...where });
  if (says(first, 'edit')) return readEdit(rest, said.value);
  const to = first.is === 'word' ? MOVES[first.text.toLowerCase()] : undefined;
  const [more] = to ? rest : left;
  if (more || !to) return not(`I do not know what to do with ${sayBack(more?.text ?? '')}`, builtin);
  return ok({ is: 'report', ...where, act: { is: 'move', to } });
}

function readEdit([named, text, more]: Token[], { builtin, where }: Said): Read {
  const part = partNamed(named);
  if (!part) {
    const allowed = WRITTEN_PARTS.map((one) => `\`${one}\``).join(', ');
    return notUnderstood(`${sayBack(named?.text ?? '')} is no part of a report`, allowed, builtin.examples[1] ?? '');
  }
  if (text?.is !== 'quoted') return not('`report edit` wants its text in quotation marks', builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const held = limited(text.text, PART_LIMIT, builtin);
  return held.ok ? ok({ is: 'report', ...where, act: { is: 'edit', part, text: held.value } }) : held;
}

function partNamed(token: Token | undefined): WrittenPart | undefined {
  return token?.is === 'word' ? WRITTEN_PARTS.find((part) => part === token.text.toLowerCase()) : undefined;
}

/** `action "fix leak" owner @x by 2026-12-01`, `action drop 2`. */
export function readAction({ cut }: { cut: Cut }): Read {
  const said = begin('action', cut);
  if (!said.ok) return said;
  const { builtin, left, where } = said.value;
  const [first, ...rest] = left;
  if (says(first, 'drop')) return readDrop(rest, said.value);
  if (first?.is !== 'quoted') return not('`action` wants what is to be done in quotation marks', builtin);
  const text = limited(first.text, ACTION_LIMIT, builtin);
  if (!text.ok) return text;
  const act = readMore({ is: 'add', text: text.value }, rest, builtin);
  const sentence: Result<IncidentSentence, Misread> = act.ok ? ok({ is: 'action', ...where, act: act.value }) : act;
  return sentence;
}

function readDrop([number, more]: Token[], { builtin, where }: Said): Read {
  const counts = /^[0-9]{1,3}$/.test(number?.text ?? '') ? Number(number?.text) : 0;
  if (counts < 1) return notUnderstood('`action drop` does not say which', `1 to ${ACTIONS}`, 'action drop 2');
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  return ok({ is: 'action', ...where, act: { is: 'drop', number: counts } });
}

/** Whose it is, and until when, in either order. */
function readMore(act: Adding, [word, value, ...rest]: Token[], builtin: Builtin): Result<Adding, Misread> {
  if (!word) return ok(act);
  if (says(word, 'owner') && act.owner === undefined) {
    const owner = readUser(value?.text ?? '', builtin);
    return owner.ok ? readMore({ ...act, owner: owner.value }, rest, builtin) : owner;
  }
  if (says(word, 'by') && act.by === undefined) {
    const by = value?.text ?? '';
    if (isDay(by)) return readMore({ ...act, by }, rest, builtin);
    return notUnderstood(`${sayBack(by)} is no day`, 'one as `2026-12-01`', builtin.examples[0] ?? '');
  }
  return not(`I do not know what to do with ${sayBack(word.text)}`, builtin);
}

/** A day of the calendar: not the 31st of February. */
function isDay(text: string): boolean {
  const at = /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function limited(raw: string, most: number, builtin: Builtin): Result<string, Misread> {
  const text = raw.trim();
  if (text.length > 0 && text.length <= most) return ok(text);
  const why = `the text has ${text.length.toLocaleString('en')} characters`;
  return notUnderstood(why, `1 to ${most.toLocaleString('en')}`, builtin.examples[0] ?? '');
}

function begin(name: 'report' | 'action', cut: Cut): Result<Said, Misread> {
  const builtin = incidentBuiltin(name);
  const wrong = checkReason(builtin, cut.because);
  if (wrong) return not(wrong, builtin);
  const taken = takeIncident(cut.tokens, builtin);
  if (!taken.ok) return taken;
  const { incident, left } = taken.value;
  return ok({ builtin, left, where: incident === undefined ? {} : { incident } });
}

/** `form report cause in I-7QK2P`: the form holds what the part says now. */
export function readReportForm({ cut }: { cut: Cut }): Read {
  const said = begin('report', cut);
  if (!said.ok) return said;
  const { builtin, left, where } = said.value;
  const [named, more] = left;
  const part = named ? partNamed(named) : WRITTEN_PARTS[0];
  if (!part || more) return not(`I do not know what to do with ${sayBack((more ?? named)?.text ?? '')}`, builtin);
  return ok({ is: 'form', gap: { command: 'report', missing: ['text'], filled: { ...where, part } } });
}

export function readActionForm({ cut }: { cut: Cut }): Read {
  const said = begin('action', cut);
  if (!said.ok) return said;
  const { builtin, left, where } = said.value;
  const [more] = left;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  return ok({ is: 'form', gap: { command: 'action', missing: ['text'], filled: where } });
}
