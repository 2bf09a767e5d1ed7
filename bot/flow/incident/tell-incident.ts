import { resolutionOf } from '../../domain/incident/resolution.ts';
import type { IncidentStory } from '../../domain/incident/story.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import type { ReadRecords } from '../records.ts';
import type { ReadIncident } from './append-incident.ts';

/** Entries that a card shows: what is read on a phone. */
const WINDOW = 8;

/** What a card tells: the head, the counters, and a window of the timeline; no more reads for ten thousand entries than for ten. */
export async function tellIncident(
  deps: { timeline: Pick<ReadTimeline, 'head' | 'latest'>; records: ReadRecords },
  { id, state, head: { seq } }: ReadIncident,
  card: IncidentStory['card'],
): Promise<IncidentStory> {
  // The counters first: what is written meanwhile is shown, and shown again.
  const head = await deps.timeline.head(id);
  const [window, { matrix }] = await Promise.all([deps.timeline.latest(id, { limit: WINDOW }), deps.records(state.by)]);
  return {
    id,
    by: state.by,
    at: state.milestones.declared,
    seq: seq + head.changes,
    state,
    timeline: { ...window, head },
    card,
    resolution: resolutionOf(matrix, state.kind),
  };
}
