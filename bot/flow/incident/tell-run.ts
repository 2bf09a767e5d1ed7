import { entriesOfRun } from '../../domain/incident/run-entries.ts';
import { sendTo } from '../../domain/run/sends.ts';
import type { ReadRun } from '../append-run.ts';
import { runEventOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { writeEntries } from './write-entries.ts';

/** The receipt of a run: the incident that it belongs to, and the last of its events that is on that timeline. */
const INCIDENT = 'incident';

type Deps = Pick<TendDeps, 'receipts' | 'timeline' | 'soon' | 'now'>;

/**
 * Writes what a run did on the timeline of the incident that its channel works on: also what it did before the incident was declared
 * there. It belongs to that incident from then on, whatever the channel works on later.
 */
export async function tellRun(deps: Deps, { story, head, events }: ReadRun): Promise<void> {
  const receipt = await deps.receipts.get(head.stream, INCIDENT);
  const incident = receipt?.value.incident ?? (await deps.timeline.incidentOf(story.asked.place));
  const told = receipt?.seq ?? -1;
  if (incident === undefined || told >= head.seq) return;
  const run = {
    id: story.id,
    sentence: story.asked.sentence,
    commandOf: (host: string) => sendTo(story, host)?.commandId,
  };
  const news = events.filter(({ seq }) => seq > told).map(runEventOf);
  await writeEntries(
    deps,
    incident,
    news.flatMap((event) => entriesOfRun(run, event)),
  );
  await deps.receipts.put(head.stream, INCIDENT, { value: { incident }, seq: head.seq });
}
