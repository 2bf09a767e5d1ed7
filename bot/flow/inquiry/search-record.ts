import type { FoundLine } from '../../domain/audit/told.ts';
import { HOUR, type Instant, SECOND } from '../../domain/instant.ts';
import type { AuditSearch } from '../../domain/language/inquiry-sentence.ts';
import { readTime } from '../../domain/language/term.ts';
import type { ChainedEvent } from '../../domain/ledger/chain.ts';
import type { TendDeps } from '../deps.ts';
import { actorIn, partsIn } from './audit-stream.ts';
import type { Answered } from './tend-inquiry.ts';

/** Kinds of streams in which people do something, or say something as people of another organisation. */
const KINDS = ['run', 'change', 'escalation', 'heard', 'deployment', 'incident', 'report', 'schedule', 'inquiry'];
const DEFAULT_LAST = 30 * 24 * HOUR;
const WORK = 20 * SECOND;
const PAGE = 100;
const AT_ONCE = 20;
/** Streams that are shown. */
const SHOWN = 20;

type Deps = Pick<TendDeps, 'evidence' | 'now'>;

/**
 * Reads the streams that began in a time, the newest first, and keeps those in which somebody did something, or that name a
 * host or an activity. There is no index of these: after some seconds it stops, and says how far back it came.
 */
export async function searchRecord(deps: Deps, search: AuditSearch): Promise<Answered> {
  const now = deps.now();
  const after = now - (search.last === undefined ? DEFAULT_LAST : (readTime(search.last) ?? DEFAULT_LAST));
  const all: Found[] = [];
  for (const kind of kindsFor(search)) all.push(await searchKind(deps, search, { kind, after, until: now + WORK }));
  const lines = all.flatMap((found) => found.lines).sort((a, b) => b.at - a.at);
  const answer = {
    is: 'audit-found',
    search,
    lines: lines.slice(0, SHOWN),
    found: lines.length,
    looked: all.reduce((sum, { looked }) => sum + looked, 0),
    back: Math.max(after, ...all.map(({ back }) => back)),
    complete: all.every(({ complete }) => complete),
  } as const;
  return { answer };
}

/** Who asked for what of the record is found by the person: what they looked for would find every search for it. */
function kindsFor({ host, activity }: AuditSearch): string[] {
  return host === undefined && activity === undefined ? KINDS : KINDS.filter((kind) => kind !== 'inquiry');
}

type Found = { lines: FoundLine[]; looked: number; back: Instant; complete: boolean };
type Within = { kind: string; after: Instant; until: Instant };

async function searchKind(deps: Deps, search: AuditSearch, { kind, after, until }: Within): Promise<Found> {
  const found: Found = { lines: [], looked: 0, back: after, complete: true };
  for await (const streams of bornSince(deps, kind, after)) {
    const read = await Promise.all(streams.map((stream) => deps.evidence.events(stream)));
    found.looked += read.length;
    found.lines.push(...read.filter(({ events }) => matches(events, search)).map(({ events }) => lineOf(events)));
    const oldest = read.at(-1)?.events[0]?.at;
    if (deps.now() > until && oldest !== undefined) return { ...found, back: oldest, complete: false };
  }
  return found;
}

/** Streams of a kind, the newest first, as many at once as are read at once. */
async function* bornSince({ evidence }: Deps, kind: string, after: Instant): AsyncGenerator<string[]> {
  let from: string | undefined;
  do {
    const page = await evidence.born(kind, { limit: PAGE, after, newest: true, ...(from !== undefined && { from }) });
    for (let at = 0; at < page.streams.length; at += AT_ONCE) yield page.streams.slice(at, at + AT_ONCE);
    from = page.next;
  } while (from !== undefined);
}

function matches(events: readonly ChainedEvent[], { user, host, activity }: AuditSearch): boolean {
  // Whose account it is says its id, of whichever organisation: of people of others Slack names one here and another there.
  const by = user === undefined || events.some((event) => actorIn(event.by).user === user);
  const wanted = [host, activity].filter((one) => one !== undefined).map(slug);
  if (!by) return false;
  if (wanted.length === 0) return true;
  const texts = new Set(events.flatMap(({ data }) => textsIn(partsIn(data))).map(slug));
  return wanted.every((one) => texts.has(one));
}

/** `Restarting Processes` and `restarting-processes` are one. */
function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
}

/** Every text that stands in a value by itself: names of hosts, activities, ids; not words within a sentence. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length <= 200 ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function lineOf(events: readonly ChainedEvent[]): FoundLine {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error('a stream without an event was matched');
  const { sentence, typed } = partsIn(first.data);
  const what = [sentence, typed].find((text) => typeof text === 'string' && text !== '') ?? first.type;
  const { is: came } = last.type === 'settled' ? partsIn(last.data) : {};
  return {
    ...{ stream: first.stream, at: first.at, by: actorIn(first.by), events: events.length },
    ...{ what: String(what), last: typeof came === 'string' ? came : last.type },
  };
}
