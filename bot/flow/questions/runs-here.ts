import type { Answer } from '../../domain/answer.ts';
import type { Request } from '../../domain/request.ts';
import { retryCommand } from '../../domain/run/retry.ts';
import { isTerminal } from '../../domain/run/state.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { readRun } from '../append-run.ts';
import { runId, runStateOf } from '../decode.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';

/** How many of the newest runs are looked at: whoever means an older one says which. */
const LOOKED_AT = 15;

type Deps = { ledger: Pick<Ledger, 'recent' | 'head' | 'read'>; records: ReadRecords };
type None = Extract<Answer, { is: 'nothing' | 'refused' }>;

/** The newest run of this conversation that waits to be resumed. */
export async function pausedHere(deps: Deps, request: Request): Promise<string | None> {
  const refusal = await refuseReader(deps, request, 'resume');
  if (refusal) return { is: 'refused', refusal, sentence: 'resume' };
  const paused = (await runsHere(deps, request)).find(({ is }) => is === 'paused');
  return paused?.id ?? { is: 'nothing', what: 'No run waits here to be resumed.', next: 'runs' };
}

/** The newest run of this conversation in which all of these hosts failed. */
export async function failedHere(deps: Deps, request: Request, hosts: readonly string[]): Promise<string | None> {
  const refusal = await refuseReader(deps, request, 'retry');
  if (refusal) return { is: 'refused', refusal, sentence: `retry ${hosts.join(', ')}` };
  for (const { id, over } of await runsHere(deps, request)) {
    const run = over ? await readRun(deps.ledger, id) : undefined;
    if (run && retryCommand(run.story, { hosts }).ok) return id;
  }
  return { is: 'nothing', what: `No run here failed on ${hosts.join(', ')}.`, next: 'runs' };
}

async function runsHere({ ledger }: Deps, { place }: Request) {
  const recent = await ledger.recent('run', { limit: LOOKED_AT });
  const heads = await Promise.all(recent.map(({ stream }) => ledger.head(stream)));
  return heads.flatMap((head) => {
    const state = head && runStateOf(head);
    if (!state || state.place.channel !== place.channel || state.place.team !== place.team) return [];
    return [{ id: runId(head.stream), is: state.is, over: isTerminal(state) || state.is === 'paused' }];
  });
}
