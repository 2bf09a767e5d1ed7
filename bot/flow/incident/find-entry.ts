import type { Answer, Form, Gap } from '../../domain/answer.ts';
import { clockWords } from '../../domain/calendar/moment.ts';
import { momentsOf, UTC, wallTimeAt } from '../../domain/calendar/zone.ts';
import { entryName } from '../../domain/incident/correct.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Instant } from '../../domain/instant.ts';
import { type IncidentSentence, writeIncidentSentence } from '../../domain/language/incident-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import type { ReadZone } from '../../ports/zones.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { whichIncident } from './find-incident.ts';
import { wholeMoments } from './look-at-timeline.ts';
import { zoneFor } from './zone-for.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent'>; records: ReadRecords; timeline: ReadTimeline; zoneOf: ReadZone };

/** Entries that are looked through for a name, in windows of so many, newest first. */
const LOOKED = 20_000;
const WINDOW = 250;
/** Characters that a form corrects. */
const TEXT_MOST = 1_500;

/** The entry of that name, the newest first: entries do not share a name by chance. */
export async function findEntry(
  timeline: Pick<ReadTimeline, 'latest'>,
  incident: string,
  name: string,
): Promise<Entry | undefined> {
  let before: number | undefined;
  for (let looked = 0; looked < LOOKED; ) {
    const { entries, more } = await wholeMoments(timeline, incident, { limit: WINDOW, before });
    const found = entries.find((entry) => entryName(entry) === name);
    const last = entries.at(-1);
    if (found || !more || !last) return found;
    before = last.occurredAt;
    looked += entries.length;
  }
  return undefined;
}

type Look = Extract<IncidentSentence, { is: 'entry-history' }>;

/** All versions of one entry, the newest first. */
export async function lookAtEntry(deps: Deps, request: Request, look: Look): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'timeline');
  if (refusal) return { is: 'refused', refusal, sentence: writeIncidentSentence(look) };
  const found = await entryOf(deps, request, look);
  if ('answer' in found) return found.answer;
  const { id, entry } = found;
  return { is: 'entry-history', id, name: look.entry, versions: await deps.timeline.versions(id, entry.source) };
}

/** The form that corrects an entry, filled with what it says now; without an entry it asks for one. */
export async function correctionForm(deps: Deps, request: Request, gap: Gap): Promise<Answer | Form> {
  const { text: name, incident } = gap.filled;
  const refusal = await refuseReader(deps, request, 'timeline');
  if (refusal) return { is: 'refused', refusal, sentence: 'form correct' };
  const zone = await zoneFor(deps, request.actor);
  if (name === undefined)
    return { is: 'form', gap: { ...gap, filled: { ...gap.filled, zone } }, commands: [], targets: [] };
  const found = await entryOf(deps, request, { entry: name, ...(incident !== undefined && { incident }) });
  if ('answer' in found) return found.answer;
  const { id, entry } = found;
  const time = clockIn(entry.occurredAt, zone);
  // What does not fit into the form is left out: an empty text changes nothing.
  const text = entry.text.length <= TEXT_MOST ? { text: entry.text } : {};
  const filled = { incident: id, entry: name, ...text, time, zone, ...(entry.gone && { gone: entry.gone }) };
  return { is: 'form', gap: { ...gap, filled }, commands: [], targets: [] };
}

/** What the clocks said there, with whose clocks these are: UTC's for what they say twice. */
function clockIn(at: Instant, own: string): string {
  const zone = momentsOf(wallTimeAt(at, own), own).length === 1 ? own : UTC;
  return `${clockWords(wallTimeAt(at, zone))} ${zone}`;
}

async function entryOf(
  deps: Deps,
  request: Request,
  { entry: name, incident }: { entry: string; incident?: string },
): Promise<{ id: string; entry: Entry } | { answer: Answer }> {
  const which = await whichIncident(deps, request, {
    ...(incident !== undefined && { incident }),
    act: 'timeline',
    over: true,
    write: (id) => writeIncidentSentence({ is: 'entry-history', entry: name, incident: id }),
  });
  if ('answer' in which) return which;
  const { id } = which.read;
  const entry = await findEntry(deps.timeline, id, name);
  if (entry) return { id, entry };
  return { answer: { is: 'incident-refused', act: 'timeline', id, refusal: { reason: 'unknown-entry', entry: name } } };
}
