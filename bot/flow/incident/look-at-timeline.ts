import type { Answer } from '../../domain/answer.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import { fits, isFiltered } from '../../domain/incident/filter.ts';
import type { TimelineWindow } from '../../domain/incident/window.ts';
import type { Instant } from '../../domain/instant.ts';
import { type IncidentSentence, writeIncidentSentence } from '../../domain/language/incident-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import type { ReadZone } from '../../ports/zones.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { whichIncident } from './find-incident.ts';
import { zoneFor } from './zone-for.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent'>; records: ReadRecords; timeline: ReadTimeline; zoneOf: ReadZone };
type Look = Extract<IncidentSentence, { is: 'timeline' }>;

/** Entries of an answer; what is looked through for them at most, in windows of so many. */
const SHOWN = 20;
const LOOKED = 2_000;
const WINDOW = 250;

/** A window of a timeline, newest first, of all entries or of those that were asked for. */
export async function lookAtTimeline(deps: Deps, request: Request, look: Look): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'timeline');
  if (refusal) return { is: 'refused', refusal, sentence: writeIncidentSentence(look) };
  const write = (incident: string) => writeIncidentSentence({ ...look, incident });
  const which = await whichIncident(deps, request, { ...look, act: 'timeline', over: true, write });
  if ('answer' in which) return which.answer;
  const { id, state } = which.read;
  const [zone, head, found] = await Promise.all([
    zoneFor(deps, request.actor),
    deps.timeline.head(id),
    search(deps.timeline, id, { look, now: request.at }),
  ]);
  const { entries, next } = found;
  const more = next === undefined ? {} : { more: writeIncidentSentence({ ...look, incident: id, before: next }) };
  return { is: 'timeline', id, state, filter: look.filter, entries, head, zone, ...more };
}

type Found = { entries: Entry[]; next?: Instant };

async function search(timeline: ReadTimeline, id: string, ask: { look: Look; now: Instant }): Promise<Found> {
  const { filter } = ask.look;
  let { before } = ask.look;
  const entries: Entry[] = [];
  for (let looked = 0; looked < LOOKED; ) {
    const window = await wholeMoments(timeline, id, { limit: isFiltered(filter) ? WINDOW : SHOWN, before });
    looked += window.entries.length;
    const fitting = window.entries.filter((entry) => fits(entry, filter, ask.now));
    const page = upTo(fitting, SHOWN - entries.length);
    entries.push(...page);
    const last = window.entries.at(-1)?.occurredAt;
    if (page.length < fitting.length) return { entries, ...nextOf(page.at(-1)?.occurredAt) };
    if (!window.more || last === undefined || isOver(last, ask)) return { entries };
    before = last;
    if (entries.length >= SHOWN) break;
  }
  return { entries, ...nextOf(before) };
}

/** Nothing that is older can fit. */
function isOver(last: Instant, { look, now }: { look: Look; now: Instant }): boolean {
  return look.filter.last !== undefined && last < now - look.filter.last;
}

function nextOf(next: Instant | undefined): { next?: Instant } {
  return next === undefined ? {} : { next };
}

/** So many, and whatever was in the same moment as the last of them: what comes next begins before it. */
function upTo(entries: readonly Entry[], most: number): Entry[] {
  const last = entries[most - 1]?.occurredAt;
  return entries.filter(({ occurredAt }, at) => at < most || occurredAt === last);
}

/** A window that ends where a moment ends, so that the next one, which begins before it, misses nothing. */
export async function wholeMoments(
  timeline: Pick<ReadTimeline, 'latest'>,
  id: string,
  { limit, before }: { limit: number; before: Instant | undefined },
): Promise<TimelineWindow> {
  const window = await timeline.latest(id, { limit, ...(before !== undefined && { before }) });
  if (!window.more) return window;
  const last = window.entries.at(-1)?.occurredAt;
  const whole = window.entries.filter(({ occurredAt }) => occurredAt !== last);
  if (whole.length > 0) return { entries: whole, more: true };
  return wholeMoments(timeline, id, { limit: limit * 4, before });
}
