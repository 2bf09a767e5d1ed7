import { entriesOfRun, type RunTold } from '../../domain/incident/run-entries.ts';
import type { Story } from '../../domain/run/apply.ts';
import { sendTo } from '../../domain/run/sends.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { ReadRun } from '../append-run.ts';
import { runEventOf } from '../decode.ts';
import { type TellDeps, tellStream } from './tell-stream.ts';

/** Writes what a run did on the timeline of its incident, which may be one that was `opened` on it. */
export async function tellRun(deps: TellDeps, { story, head, events }: ReadRun, opened?: string): Promise<void> {
  const run = {
    id: story.id,
    sentence: story.asked.sentence,
    hosts: story.plan?.hosts.length ?? 0,
    ...endOf(story, events),
    commandOf: (host: string) => sendTo(story, host)?.commandId,
  };
  await tellStream(deps, { head, events, place: story.asked.place, opened }, (event) =>
    entriesOfRun(run, runEventOf(event)),
  );
}

/** The event that ended it: of a run that was told before it ended, the newest. What is settled or taken back later ends nothing. */
function endOf({ state, finishedAt }: Story, events: readonly StoredEvent[]): Pick<RunTold, 'end'> {
  if (state.is !== 'finished') return {};
  const last = events.findLast(({ at, type }) => at === finishedAt && ENDING.includes(type));
  return last ? { end: { seq: last.seq, tally: state.tally, verdict: state.verdict } } : {};
}

const ENDING: readonly string[] = ['progressed', 'stopped', 'settled', 'keep-sent'];
