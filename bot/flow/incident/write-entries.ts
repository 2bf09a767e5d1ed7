import type { EntryChange, NewEntry, TimelineStep } from '../../domain/incident/entries.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Soon } from '../../ports/soon.ts';
import type { Timeline } from '../../ports/timeline.ts';
import { incidentStream } from './append-incident.ts';

type Deps = { timeline: Pick<Timeline, 'write' | 'entry'>; soon: Soon; now: Clock };

/**
 * Writes on an incident's timeline what came of something else than its own events: a run, a request to a vendor, a command. Each
 * entry names its source, so that the same again writes nothing; then the card is brought up to it. For whoever holds a claim, or
 * writes the same again after a crash: the hint is sent even when all was there.
 */
export async function writeEntries(deps: Deps, incident: string, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await deps.timeline.write(
    incident,
    entries.map((entry) => firstVersion(entry, deps.now())),
  );
  await deps.soon(incidentStream(incident), 1);
}

function firstVersion(entry: NewEntry, recordedAt: number): Entry {
  return { ...entry, version: 1, recordedAt };
}

/** What one event of the incident's own stream does: `seq` says which, so that it makes one version of an entry only. */
export async function writeSteps(
  { timeline }: { timeline: Pick<Timeline, 'write' | 'entry'> },
  incident: string,
  { steps, seq, at }: { steps: readonly TimelineStep[]; seq: number; at: number },
): Promise<void> {
  for (const step of steps) {
    const source = step.is === 'new' ? step.entry.source : step.source;
    const there = await timeline.entry(incident, source);
    const next = versionAfter(there, step, { seq, at });
    if (next) await timeline.write(incident, [next]);
  }
}

type Made = { seq: number; at: number };

/** Undefined when there is nothing to change, or this event has changed it already. */
function versionAfter(there: Entry | undefined, step: TimelineStep, { seq, at }: Made): Entry | undefined {
  if (!there) return step.is === 'new' ? { ...step.entry, version: 1, recordedAt: at, through: seq } : undefined;
  const { version, through = -1 } = there;
  if (through >= seq) return undefined;
  if (step.is === 'amend' ? isSaid(there, step.change) : isThere(there, step.entry)) return undefined;
  const marks = { version: version + 1, recordedAt: at, through: seq };
  if (step.is === 'amend') return { ...amended(there, step.change), ...marks };
  // Marked again after it was unmarked, or read again: what it says now counts.
  return { ...step.entry, ...movedFrom(there, step.entry.occurredAt), ...marks };
}

function amended({ gone, was: _before, ...there }: Entry, { back, ...change }: EntryChange): Entry {
  const { occurredAt = there.occurredAt } = change;
  return { ...there, ...(gone && !back && { gone }), ...change, ...movedFrom(there, occurredAt) };
}

function movedFrom({ occurredAt: was }: Pick<Entry, 'occurredAt'>, now: number): { was?: number } {
  return was === now ? {} : { was };
}

/** What is taken back stays so, for the first reason; and a change that changes nothing is none. */
function isSaid(there: Entry, { gone, back, corrected: _who, ...change }: EntryChange): boolean {
  if (gone !== undefined) return there.gone !== undefined;
  if (back) return there.gone === undefined;
  return Object.entries(change).every(([part, value]) => there[part as keyof typeof change] === value);
}

/** Messages and their files are read again, and may say something else; whatever else comes twice was delivered twice. */
const READ_AGAIN: ReadonlySet<Entry['kind']> = new Set(['message', 'vendor', 'file']);

/** Two people marked it in the same moment: it is read twice, and told once. */
function isThere(there: Entry, { kind, text, quoted }: NewEntry): boolean {
  if (!READ_AGAIN.has(kind)) return true;
  return there.gone === undefined && there.text === text && there.quoted === quoted;
}
