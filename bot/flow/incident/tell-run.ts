import { entriesOfRun, type RunTold } from '../../domain/incident/run-entries.ts';
import type { Story } from '../../domain/run/apply.ts';
import { sendTo } from '../../domain/run/sends.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
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
    hosts: story.plan?.hosts.length ?? 0,
    ...endOf(story, events),
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

/** The event that ended it: of a run that was told before it ended, the newest. What is settled or taken back later ends nothing. */
function endOf({ state, finishedAt }: Story, events: readonly StoredEvent[]): Pick<RunTold, 'end'> {
  if (state.is !== 'finished') return {};
  const last = events.findLast(({ at, type }) => at === finishedAt && ENDING.includes(type));
  return last ? { end: { seq: last.seq, tally: state.tally, verdict: state.verdict } } : {};
}

const ENDING: readonly string[] = ['progressed', 'stopped', 'settled', 'keep-sent'];
