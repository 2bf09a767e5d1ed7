import { isZone, UTC } from '../calendar/zone.ts';
import type { ExportFormat } from '../incident/export.ts';
import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import type { IncidentSentence } from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { not } from './read-act.ts';
import { readIncidentId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { says, type Token } from './tokens.ts';

type FileSentence = Extract<IncidentSentence, { is: 'timeline-file' }>;

const FORMATS = new Map<string, ExportFormat>([
  ['markdown', 'markdown'],
  ['md', 'markdown'],
  ['csv', 'csv'],
  ['json', 'json'],
]);

/** `timeline picture`, `timeline export csv in Europe/Brussels in I-7QK2P`: what follows the word. */
export function readTimelineFile(
  word: 'picture' | 'export',
  tokens: readonly Token[],
  builtin: Builtin,
): Result<Sentence, Misread> {
  const [first] = tokens;
  const format = word === 'export' ? FORMATS.get(first?.text.toLowerCase() ?? '') : undefined;
  const sentence: FileSentence = { is: 'timeline-file', as: word === 'picture' ? 'picture' : (format ?? 'csv') };
  return readPlaces(format === undefined ? tokens : tokens.slice(1), sentence, builtin);
}

/** An incident and a zone stand behind `in`, in any order; an id also alone. */
function readPlaces(tokens: readonly Token[], sentence: FileSentence, builtin: Builtin): Result<Sentence, Misread> {
  const [first] = tokens;
  if (!first) return ok(sentence);
  const [place, ...rest] = says(first, 'in') ? tokens.slice(1) : tokens;
  if (!place) return unknown(first, builtin);
  const incident = sentence.incident === undefined ? readIncidentId(place.text) : undefined;
  if (incident !== undefined) return readPlaces(rest, { ...sentence, incident }, builtin);
  if (place === first) return unknown(first, builtin);
  const zone = sentence.zone === undefined ? zoneNamed(place.text) : undefined;
  if (zone !== undefined) return readPlaces(rest, { ...sentence, zone }, builtin);
  return notUnderstood(
    `${sayBack(place.text)} is neither a time zone nor an incident`,
    'a zone by its name, `UTC` or `Europe/Brussels`, or the id of an incident, once each',
    'timeline export csv in Europe/Brussels',
  );
}

function unknown(token: Token, builtin: Builtin): Result<Sentence, Misread> {
  return not(`I do not know what to do with ${sayBack(token.text)}`, builtin);
}

/** In any letters: `europe/brussels`. */
function zoneNamed(text: string): string | undefined {
  if (text.toLowerCase() === 'utc') return UTC;
  const upper = text
    .toLowerCase()
    .replace(/(^|[/_-])([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());
  return [text, upper].find(isZone);
}
