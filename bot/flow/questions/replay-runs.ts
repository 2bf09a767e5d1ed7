import type { Answer } from '../../domain/answer.ts';
import type { MatrixQuestion } from '../../domain/language/question.ts';
import { readTime } from '../../domain/language/term.ts';
import type { Request } from '../../domain/request.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import { type Decided, type Replayed, replay } from '../../domain/run/replay.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { runEventOf, runId } from '../decode.ts';
import type { Chosen } from './profiles.ts';

/** Runs that are looked at, the latest: more would not be read in the 3 seconds that Slack gives. */
const RUNS = 200;
/** Reads that are under way at once: a client has some fifty connections. */
const AT_ONCE = 25;

type ReplayQuestion = Extract<MatrixQuestion, { show: 'replay' }>;

/** `matrix replay`: which of the latest runs this profile, as it is now, would decide otherwise. */
export async function replayRuns(
  { ledger }: { ledger: Pick<Ledger, 'recent' | 'event'> },
  { at }: Request,
  { last }: ReplayQuestion,
  { matrix, of }: Chosen,
): Promise<Answer> {
  const time = last === undefined ? undefined : readTime(last);
  const recent = await ledger.recent('run', { limit: RUNS, ...(time !== undefined && { after: at - time }) });
  const runs: Replayed[] = [];
  for (let from = 0; from < recent.length; from += AT_ONCE) {
    const some = recent.slice(from, from + AT_ONCE);
    const decided = await Promise.all(some.map((first) => decidedOf(ledger, first)));
    some.forEach((first, index) => {
      const past = decided[index];
      const { data, by, at: asked } = runEventOf(first) as RunEvent & { type: 'asked' };
      const otherwise = past ? replay(matrix, by, past) : [];
      const run = { run: runId(first.stream), by, at: asked, sentence: data.sentence, otherwise };
      if (otherwise.length > 0) runs.push(run);
    });
  }
  return { is: 'matrix-replay', of, looked: recent.length, runs };
}

/** By the event after the request; a refusal by the records alone is the request's own event. */
async function decidedOf(ledger: Pick<Ledger, 'event'>, first: StoredEvent): Promise<Decided | undefined> {
  const event = first.type === 'refused' ? first : await ledger.event({ stream: first.stream, seq: 1 });
  const told = event && runEventOf(event);
  if (told?.type === 'planned') return { plan: told.data.plan };
  return told?.type === 'refused' ? { refusal: told.data.refusal } : undefined;
}
