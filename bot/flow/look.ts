import { rolesOf, sameActor } from '../domain/actor.ts';
import type { Answer, RunLine } from '../domain/answer.ts';
import type { ShippedCommand } from '../domain/command.ts';
import { HOUR } from '../domain/instant.ts';
import { mayUse, neededRole } from '../domain/language/help.ts';
import { narrow } from '../domain/language/narrow.ts';
import type { Request } from '../domain/request.ts';
import type { Story } from '../domain/run/apply.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { reviewWaitsFor } from '../domain/run/review.ts';
import { waitsFor } from '../domain/run/whom-to-ask.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { Ledger, StoredEvent } from '../ports/ledger.ts';
import { readRun } from './append-run.ts';
import { runId, runStateOf } from './decode.ts';
import { findOf } from './escalation/find.ts';
import { readStanding } from './freeze/read-standing.ts';
import type { ReadRecords } from './records.ts';

type Deps = {
  ledger: Pick<Ledger, 'read' | 'recent' | 'head'>;
  inventory: Pick<Inventory, 'list'>;
  records: ReadRecords;
};

/** How many runs `/ops runs` lists. */
const RUNS = 15;

/** Reads are authorized too, by the same list that the help is made of. */
export async function refuseReader(
  deps: { records: ReadRecords },
  request: Pick<Request, 'actor' | 'at'>,
  sentence:
    | 'people'
    | 'show'
    | 'why'
    | 'runs'
    | 'waiting'
    | 'scheduled'
    | 'targets'
    | 'health'
    | 'matrix'
    | 'policy'
    | 'who'
    | 'what'
    | 'requests'
    | 'budget'
    | 'custom list'
    | 'vendors'
    | 'vendor settings'
    | 'vendor'
    | 'runbook'
    | 'calendar'
    | 'deployments'
    | 'deployment'
    | 'incidents'
    | 'on-call'
    | 'timeline'
    | 'report'
    | 'output'
    | 'resume'
    | 'retry'
    | 'audit',
): Promise<Refusal | undefined> {
  const { person } = await deps.records(request.actor);
  return mayUse(sentence, rolesOf(person, request.at), [])
    ? undefined
    : { reason: 'no-role', needed: neededRole(sentence, []) ?? 'operator' };
}

export async function showRun(
  deps: Deps,
  request: Request,
  ask: { is: 'show' | 'why'; run: string },
): Promise<Extract<Answer, { is: 'run' | 'why' | 'refused' | 'act-refused' }>> {
  const [refusal, run] = await Promise.all([refuseReader(deps, request, ask.is), readRun(deps.ledger, ask.run)]);
  if (refusal) return { is: 'refused', refusal, sentence: `${ask.is} R-${ask.run}` };
  if (!run) return { is: 'act-refused', act: ask.is, run: ask.run, refusal: { reason: 'unknown-run', id: ask.run } };
  if (ask.is === 'show') return { is: 'run', story: run.story };
  const made = leadsToRequest(run.story) ? await findOf(deps.ledger, ask.run) : undefined;
  return { is: 'why', story: run.story, ...(made !== undefined && { request: made }) };
}

/** Of what is ours no request is looked for. */
function leadsToRequest({ refusal, plan }: Story): boolean {
  return refusal?.reason === 'vendor-task' || refusal?.reason === 'unlisted' || plan?.unlisted !== undefined;
}

export async function listRuns(deps: Deps, request: Request): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'runs');
  if (refusal) return { is: 'refused', refusal, sentence: 'runs' };
  const recent = await deps.ledger.recent('run', { limit: RUNS });
  const heads = await Promise.all(recent.map(({ stream }) => deps.ledger.head(stream)));
  const lines: RunLine[] = heads.flatMap((head) => (head ? [lineOf(head)] : []));
  if (lines.length === 0) return { is: 'nothing', what: 'No runs yet.', next: 'help' };
  return { is: 'runs', lines };
}

/** Runs that can still wait: an approval is waited for a day at most, a vendor's word before it for a week. */
const WAITING = 100;
const OLDEST = 8 * 24 * HOUR;

/** What waits for the reader: found by the index, which may lag, and read consistently. */
export async function listWaiting(
  deps: Deps & { commands: readonly ShippedCommand[] },
  request: Request,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'waiting');
  if (refusal) return { is: 'refused', refusal, sentence: 'waiting' };
  const [{ person }, { stop }, recent] = await Promise.all([
    deps.records(request.actor),
    readStanding(deps.ledger),
    deps.ledger.recent('run', { limit: WAITING, after: request.at - OLDEST }),
  ]);
  const heads = await Promise.all(recent.map(({ stream }) => deps.ledger.head(stream)));
  const lines = heads.flatMap((head) => (head ? [lineOf(head)] : []));
  const waiting = lines.filter(({ state }) => state.is === 'waiting');
  const forYou = waiting.filter(({ state }) => person !== undefined && waitsFor(state, person, request.at));
  const yours = waiting.filter(({ by }) => sameActor(by, request.actor));
  const reviews = lines.filter(({ state }) => person !== undefined && reviewWaitsFor(state, person, request.at));
  const also = person && (await (await import('./also-waiting.ts')).alsoWaiting(deps, { request, person }));
  return { is: 'waiting', forYou, yours, reviews, ...(also && { also }), ...(stop && { stop }) };
}

function lineOf(head: StoredEvent): RunLine {
  const state = runStateOf(head);
  return { id: runId(head.stream), by: state.by, at: state.askedAt, sentence: state.sentence, state };
}

export async function listTargets(deps: Deps, request: Request, filter: string[]): Promise<Answer> {
  const [refusal, { targets }] = await Promise.all([refuseReader(deps, request, 'targets'), deps.inventory.list()]);
  const asked = filter.join(' ');
  if (refusal) return { is: 'refused', refusal, sentence: `targets ${asked}`.trim() };
  const found = narrow(targets, filter);
  if (found.length === 0 && filter.length > 0) {
    return { is: 'nothing', what: `No target matches ${asked}.`, next: 'targets' };
  }
  return { is: 'targets', filter: asked, targets: found, total: targets.length };
}
