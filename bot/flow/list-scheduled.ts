import type { Answer, ScheduledLine } from '../domain/answer.ts';
import type { Request } from '../domain/request.ts';
import { FURTHEST } from '../domain/schedule/limits.ts';
import type { Ledger, StoredEvent } from '../ports/ledger.ts';
import { runEventOf, runId, runStateOf } from './decode.ts';
import { refuseReader } from './look.ts';
import type { ReadRecords } from './records.ts';
import { listSchedules } from './schedule/find.ts';

type Deps = { ledger: Pick<Ledger, 'recent' | 'head'>; records: ReadRecords };

/** How many of the latest runs are looked through for those with a time. */
const RUNS = 500;

/** The runs that wait for their time, or for somebody before it: found by the index, which may lag, and read consistently. */
export async function listScheduled(deps: Deps, request: Request): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'scheduled');
  if (refusal) return { is: 'refused', refusal, sentence: 'scheduled' };
  const [recent, repeating] = await Promise.all([
    deps.ledger.recent('run', { limit: RUNS, after: request.at - FURTHEST }),
    listSchedules(deps.ledger),
  ]);
  const heads = await Promise.all(recent.filter(hasTime).map(({ stream }) => deps.ledger.head(stream)));
  const lines = heads.flatMap((head) => (head ? lineOf(head) : []));
  if (lines.length + repeating.length > 0) {
    return { is: 'scheduled', lines: lines.sort((a, b) => a.start - b.start), repeating };
  }
  return { is: 'nothing', what: 'No run waits for its time, and nothing repeats.', next: 'runs' };
}

function hasTime(first: StoredEvent): boolean {
  const event = runEventOf(first);
  return event.type === 'asked' && event.data.command.when !== undefined;
}

/** Until somebody approves it, it may be approved up to its time. */
function lineOf(head: StoredEvent): ScheduledLine[] {
  const state = runStateOf(head);
  if (state.is !== 'scheduled' && state.is !== 'waiting' && state.is !== 'unconfirmed') return [];
  const { by, askedAt: at, sentence } = state;
  return [{ id: runId(head.stream), by, at, sentence, state, start: state.wakeAt }];
}
