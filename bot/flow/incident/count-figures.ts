import type { Answer } from '../../domain/answer.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import { type Figures, figuresOf, type RunTold } from '../../domain/incident/figures.ts';
import type { RunAsked } from '../../domain/run/event.ts';
import { dataOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { inTurn } from '../in-turn.ts';
import { incidentIn, type ReadIncident } from './append-incident.ts';
import { wholeTimeline } from './whole-timeline.ts';

/** Incidents and runs that are looked at, the latest first: what a worker reads within its time. */
const INCIDENTS = 200;
const RUNS = 400;
const AT_ONCE = 10;

/** Counts the incidents that were declared in the last so many milliseconds, from the records and timelines of each. */
export async function countFigures(
  deps: TendDeps,
  { last, by }: { last: number; by: Parameters<TendDeps['records']>[0] },
): Promise<Figures> {
  const to = deps.now();
  const from = to - last;
  const first = await deps.ledger.recent('incident', { limit: INCIDENTS + 1, after: from });
  const read = await inTurn(first.slice(0, INCIDENTS), AT_ONCE, async ({ stream }) => deps.ledger.head(stream));
  const incidents = read.flatMap((head) => (head ? [incidentIn(head)] : []));
  const [{ policy }, runs] = await Promise.all([deps.records(by), runsOf(deps, incidents)]);
  const figures = figuresOf(
    { incidents: incidents.map(({ state }) => state), runs: runs.told },
    { from, to, policy: policy ?? {} },
  );
  return first.length > INCIDENTS || runs.cut ? { ...figures, cut: true } : figures;
}

/** What was run in them, drills left out. */
async function runsOf(deps: TendDeps, incidents: readonly ReadIncident[]): Promise<{ told: RunTold[]; cut: boolean }> {
  const real = incidents.filter(({ state }) => state.drill === undefined);
  const timelines = await inTurn(real, AT_ONCE, ({ id }) => wholeTimeline(deps, id));
  const ids = [...new Set(timelines.flat().flatMap(runsIn))];
  const events = await inTurn(ids.slice(0, RUNS), AT_ONCE, (run) =>
    deps.ledger.event({ stream: `run#${run}`, seq: 0 }),
  );
  const told = events.flatMap((event) => {
    if (event?.type !== 'asked') return [];
    const { command } = dataOf<RunAsked['data']>(event);
    return [{ command: command.name, hosts: command.targets.names }];
  });
  return { told, cut: ids.length > RUNS };
}

function runsIn({ evidence }: Entry): string[] {
  return evidence.flatMap((one) => (one.is === 'run' ? [one.run] : []));
}

export function noFigures(days: string): Answer {
  return { is: 'nothing', what: `No incident was declared in the last ${days}.`, next: 'incidents' };
}
