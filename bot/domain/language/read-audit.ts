import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import type { AuditedStream, AuditQuestion, AuditSearch } from './inquiry-sentence.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { not } from './read-act.ts';
import { phraseOf } from './read-phrase.ts';
import { readUser } from './read-user.ts';
import { readChangeId, readRequestId, readRunId, readScheduleId } from './run-id.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import { readTime, TIME_ALLOWED } from './term.ts';
import { type Cut, says, type Token } from './tokens.ts';

type Read = Result<AuditQuestion, Misread>;

/** Reads what follows `audit`: `verify`, an id, `export …`, or what is looked for. */
export function readAudit({ cut }: { cut: Cut }): Read {
  const builtin = named('audit');
  if (cut.because !== undefined) return not('`audit` takes no reason', builtin);
  const [first, more] = cut.tokens;
  if (!first) return not('`audit` does not say what', builtin);
  if (says(first, 'verify')) {
    return more
      ? not(`I do not know what to do with ${sayBack(more.text)}`, builtin)
      : ok({ is: 'audit', show: 'verify' });
  }
  if (says(first, 'export')) return readExport(cut.tokens.slice(1), named('audit export'));
  const of = first.is === 'word' ? readStream(first.text) : undefined;
  if (of && !more) return ok({ is: 'audit', show: 'stream', of });
  const [near] = first.is === 'word' && !more ? nearest(first.text.toLowerCase(), ['verify', 'export']) : [];
  if (near !== undefined) return suggestion(`audit ${near}`);
  return readSearch(cut.tokens, builtin);
}

function named(name: string): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}

/** `R-8C2MX`, `C-…`, `E-…`, `S-…`: always with its letter, since five characters may be a host's name. */
function readStream(text: string): AuditedStream | undefined {
  const run = /^r-/i.test(text) ? readRunId(text) : undefined;
  if (run !== undefined) return { kind: 'run', id: run };
  const change = readChangeId(text);
  if (change !== undefined) return { kind: 'change', id: change };
  const request = readRequestId(text);
  if (request !== undefined) return { kind: 'escalation', id: request };
  const schedule = readScheduleId(text);
  return schedule === undefined ? undefined : { kind: 'schedule', id: schedule };
}

function readExport(all: readonly Token[], builtin: Builtin): Read {
  const parted = partLast(all);
  if (!parted.ok) return parted;
  const { tokens, last } = parted.value;
  const [first, more] = tokens;
  const of = first && readStream(first.text);
  const left = of ? more : first;
  if (left) return not(`I do not know what to do with ${sayBack(left.text)}`, builtin);
  if (of && last !== undefined) return not('one stream is exported whole: leave out `last`', builtin);
  return ok({ is: 'audit', show: 'export', ...(of && { of }), ...(last !== undefined && { last }) });
}

const UNITS: Record<string, string> = { hour: 'h', hours: 'h', day: 'd', days: 'd', week: 'w', weeks: 'w' };

/** Takes `last 7d`, or `last 7 days`, off the end. */
function partLast(tokens: readonly Token[]): Result<{ tokens: readonly Token[]; last?: string }, Misread> {
  const at = tokens.findLastIndex((token) => says(token, 'last'));
  if (at === -1) return ok({ tokens });
  const [count = '', unit = ''] = tokens.slice(at + 1).map(({ text }) => text.toLowerCase());
  const last = unit === '' ? count : `${count}${UNITS[unit] ?? unit}`;
  if (tokens.length <= at + 3 && readTime(last) !== undefined) return ok({ tokens: tokens.slice(0, at), last });
  const said = tokens.slice(at + 1).map(({ text }) => text);
  return notUnderstood(`${sayBack(said.join(' '))} is no time`, TIME_ALLOWED, 'audit host-7 last 7d');
}

/** People, hosts and an activity, in any order; the words `by`, `on` and `of` may be left out. */
function readSearch(all: readonly Token[], builtin: Builtin): Read {
  const parted = partLast(all);
  if (!parted.ok) return parted;
  const { last } = parted.value;
  let found: AuditSearch = { is: 'audit', show: 'search', ...(last !== undefined && { last }) };
  for (const part of partsOf(parted.value.tokens)) {
    const read = readPart(found, part, builtin);
    if (!read.ok) return read;
    found = read.value;
  }
  if (!found.user && !found.host && !found.activity)
    return not('`audit` does not say whom or what to look for', builtin);
  return ok(found);
}

type Part = { word?: 'by' | 'on' | 'of'; tokens: Token[] };

function partsOf(tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  for (const token of tokens) {
    const word = (['by', 'on', 'of'] as const).find((one) => says(token, one));
    const open = parts.at(-1);
    if (word) parts.push({ word, tokens: [] });
    else if (open && (open.tokens.length === 0 || isWords(open, token))) open.tokens.push(token);
    else parts.push({ tokens: [token] });
  }
  return parts;
}

/** Unquoted words of an activity go on; a mention and a quotation stand alone. */
function isWords({ tokens }: Part, token: Token): boolean {
  return [...tokens, token].every(({ is, text }) => is === 'word' && !text.startsWith('@'));
}

function readPart(found: AuditSearch, { word, tokens }: Part, builtin: Builtin): Result<AuditSearch, Misread> {
  const [first, more] = tokens;
  if (!first) return not(`nothing follows \`${word}\``, builtin);
  if (word === 'by' || (word === undefined && first.text.startsWith('@') && first.is === 'word')) {
    const user = readUser(first.text, builtin);
    return user.ok ? ok({ ...found, user: user.value }) : user;
  }
  const text = phraseOf(tokens);
  if (word === 'of' || (word === undefined && (more || first.is === 'quoted'))) return ok({ ...found, activity: text });
  const host = text.toLowerCase();
  if (!isName(host))
    return notUnderstood(`${sayBack(text)} cannot be a target's name`, NAME_ALLOWED, 'audit host-7 last 7d');
  return ok({ ...found, host });
}
