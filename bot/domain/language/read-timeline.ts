import { ENTRY_KINDS, type EntryKind, laneOf } from '../incident/entry.ts';
import type { TimelineFilter } from '../incident/filter.ts';
import { HOUR, type Instant } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import { type IncidentSentence, writeIncidentSentence } from './incident-sentence.ts';
import { isName, sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { noEntry } from './read-correct.ts';
import { incidentBuiltin, takeIncident } from './read-incident.ts';
import { readLength } from './read-time.ts';
import { readTimelineFile } from './read-timeline-file.ts';
import { readUser } from './read-user.ts';
import { readEntryName, readIncidentId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';

/** Nobody looks further back than an incident can be long. */
const LAST_MOST = 90 * 24 * HOUR;

/** What people call kinds of entries: one, several, or a lane of the picture. */
const KIND_WORDS = new Map<string, EntryKind[]>([
  ...ENTRY_KINDS.flatMap((kind): [string, EntryKind[]][] => [
    [kind, [kind]],
    [plural(kind), [kind]],
  ]),
  ['people', ENTRY_KINDS.filter((kind) => laneOf({ kind }) === 'people')],
]);

function plural(kind: EntryKind): string {
  if (kind === 'severity') return 'severities';
  return kind === 'status' ? 'statuses' : `${kind}s`;
}

type Found = { filter: TimelineFilter; before?: Instant; slipped?: true };

/** Reads what follows `timeline`: in any order a kind, a person, a host, `last 2h`, quoted words. */
export function readTimeline({ cut }: { cut: Cut }): Result<Sentence, Misread> {
  const builtin = incidentBuiltin('timeline');
  const wrong = checkReason(builtin, cut.because);
  if (wrong) return not(wrong, builtin);
  const [first, ...file] = cut.tokens;
  if (says(first, 'history')) return readHistory(file);
  if (says(first, 'picture')) return readTimelineFile('picture', file, builtin);
  if (says(first, 'export')) return readTimelineFile('export', file, builtin);
  const taken = takeIncident(cut.tokens, builtin);
  if (!taken.ok) return taken;
  const { incident, left } = taken.value;
  let found: Found = { filter: {} };
  let rest = left.filter(({ is }) => is !== 'comma');
  while (rest.length > 0) {
    const read = readPart(rest, found, builtin);
    if (!read.ok) return read;
    ({ found, rest } = read.value);
  }
  const { filter, before, slipped } = found;
  const sentence: IncidentSentence = {
    is: 'timeline',
    ...(incident !== undefined && { incident }),
    filter,
    ...(before !== undefined && { before }),
  };
  return slipped ? suggestion(writeIncidentSentence(sentence)) : ok(sentence);
}

/** `timeline history 7QK2P`: all versions of an entry. */
function readHistory(tokens: readonly Token[]): Result<Sentence, Misread> {
  const builtin = incidentBuiltin('timeline history');
  const taken = takeIncident(tokens, builtin);
  if (!taken.ok) return taken;
  const { incident, left } = taken.value;
  const [name, more] = left;
  const entry = readEntryName(name?.text ?? '');
  if (entry === undefined) return noEntry(name, builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  return ok({ is: 'entry-history', ...(incident !== undefined && { incident }), entry });
}

type Part = { found: Found; rest: Token[] };

function readPart([token, ...rest]: Token[], found: Found, builtin: Builtin): Result<Part, Misread> {
  if (!token) return ok({ found, rest });
  if (says(token, 'last')) return readLast(rest, found, builtin);
  if (says(token, 'before')) return readBefore(rest, found, builtin);
  const part = filterOf(token, found.filter, builtin);
  if (!part.ok) return part;
  const { filter, slipped } = part.value;
  return ok({ found: { ...found, filter: { ...found.filter, ...filter }, ...(slipped && { slipped }) }, rest });
}

function filterOf(token: Token, { kinds: before = [] }: TimelineFilter, builtin: Builtin): Result<Found, Misread> {
  if (token.is === 'quoted') return ok({ filter: { search: token.text } });
  const word = token.text.toLowerCase();
  const kinds = KIND_WORDS.get(word);
  if (kinds) return ok({ filter: { kinds: [...before, ...kinds] } });
  if (word.startsWith('@')) {
    const user = readUser(token.text, builtin);
    return user.ok ? ok({ filter: { person: user.value } }) : user;
  }
  // A name with digits is a host's: `host-7` is no slip of `hosts`.
  const [near] = /^[a-z]+$/.test(word) ? nearest(word, KIND_WORDS.keys()) : [];
  if (near !== undefined) return ok({ filter: { kinds: KIND_WORDS.get(near) ?? [] }, slipped: true });
  if (isName(word) && readIncidentId(word) === undefined) return ok({ filter: { host: word } });
  return not(`I do not know what to do with ${sayBack(token.text)}`, builtin);
}

/** `last 2h`, `last 2 hours`. */
function readLast(rest: Token[], found: Found, builtin: Builtin): Result<Part, Misread> {
  const [first, second, ...others] = rest;
  const two = second && /^[0-9]+$/.test(first?.text ?? '');
  const words = [first, ...(two ? [second] : [])].flatMap((token) => (token ? [token.text] : []));
  const length = readLength(words, LAST_MOST);
  if (!length.ok) return notUnderstood(length.error.why, length.error.allowed, builtin.examples[2] ?? '');
  const left = two ? others : rest.slice(1);
  return ok({ found: { ...found, filter: { ...found.filter, last: length.value } }, rest: left });
}

/** The moment that `show more` names, as it is written in UTC. */
function readBefore([time, ...rest]: Token[], found: Found, builtin: Builtin): Result<Part, Misread> {
  const at = Date.parse(time?.text ?? '');
  const isMoment = /^[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9:.]+z$/i.test(time?.text ?? '') && !Number.isNaN(at);
  if (!isMoment) {
    return notUnderstood(
      `${sayBack(time?.text ?? '')} is no moment`,
      'one in UTC: `2026-11-21T14:05:00Z`',
      `${builtin.name} before 2026-11-21T14:05:00Z`,
    );
  }
  return ok({ found: { ...found, before: at }, rest });
}
