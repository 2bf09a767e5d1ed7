import { REMIT } from '../domain/actor.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { roundOf, silent } from '../domain/run/keep.ts';
import { type HostOutcome, isOver } from '../domain/run/outcome.ts';
import { hostsOf, type Send } from '../domain/run/sends.ts';
import type { RunningRun } from '../domain/run/state.ts';
import { CHUNK } from '../domain/run/waves.ts';
import { advance } from './advance.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { intendToKeep } from './keep.ts';
import { report } from './report.ts';

/**
 * While a run is on its hosts: passes a cancel on, has what is guarded kept, takes its next step, asks SSM when its events are
 * late, and gives up in the end.
 *
 * A host may be faster than the record of the send: what SSM said of it until then named no run that is on its hosts, and
 * does not come again. So SSM is asked once as soon as the send is on record.
 */
export async function lookAtHosts(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: RunningRun; first: boolean },
): Promise<Instant | undefined> {
  const open = openSends(run);
  const { type } = run.head;
  if (state.cancelRequested && (!first || TOLD_TO_STOP.has(type))) await cancelAll(deps, open);
  if (await intendToKeep(deps, run, state)) return undefined;
  if (type === 'sent' && (await reportLast(deps, run))) return undefined;
  const advanced = await advance(deps, run, state);
  if (advanced === 'taken') return undefined;
  if (advanced !== undefined) return soonAt(deps, run, advanced);
  if (first && !ASKS_ALL.has(type)) return deps.now() + deps.waits.poll;
  if (await reportAll(deps, run, open)) return undefined;
  const outcomes = givenUp(deps, run, open);
  if (outcomes.length === 0) return deps.now() + deps.waits.poll;
  await appendStep(deps.ledger, run, { step: { type: 'progressed', data: { outcomes } }, by: REMIT, at: deps.now() });
  return undefined;
}

/** Steps after which commands are under way that nobody has asked to stop. */
const TOLD_TO_STOP = new Set(['cancel-requested', 'sent']);
/** Steps after which a host may have said what named no run that was on its hosts. */
const ASKS_ALL = new Set(['keep-sent', 'cancel-requested']);

async function cancelAll({ hosts }: TendDeps, open: readonly Sent[]): Promise<void> {
  for (const { commandId } of open) await hosts.cancel(commandId);
}

async function reportLast(deps: TendDeps, { story }: ReadRun): Promise<boolean> {
  const commandId = story.sends.at(-1)?.commandId;
  return commandId !== undefined && report(deps, commandId);
}

type Sent = Send & { commandId: string };

/** The commands some of whose hosts are still expected to answer. */
function openSends({ story }: ReadRun): Sent[] {
  return story.sends.flatMap(({ commandId, ...send }) => {
    const isOpen = hostsOf(story, send).some(({ name }) => !isOver(story.outcomes.get(name)?.status ?? 'waiting'));
    return commandId !== undefined && isOpen ? [{ ...send, commandId }] : [];
  });
}

async function soonAt({ soon, now }: TendDeps, { head }: ReadRun, at: Instant): Promise<Instant> {
  await soon(head.stream, Math.ceil((at - now()) / SECOND));
  return at;
}

/** Asks after the commands, and after each round in which hosts were told to keep it and have not answered. */
async function reportAll(deps: TendDeps, { story }: ReadRun, open: readonly Sent[]): Promise<boolean> {
  const told = story.keeps.filter(({ hosts }) => hosts.some((host) => story.outcomes.get(host)?.status === 'applied'));
  let news = false;
  for (const commandId of [...open, ...told].flatMap((sent) => sent.commandId ?? [])) {
    news = (await report(deps, commandId)) || news;
  }
  return news;
}

/** The hosts of which nobody expects an answer any more. */
function givenUp({ now, waits }: TendDeps, { story }: ReadRun, open: readonly Sent[]): HostOutcome[] {
  const given = open.flatMap((send) => {
    const end = send.notAfter + (story.plan?.timeoutSeconds ?? 0) * SECOND + waits.late;
    const outcomes = hostsOf(story, send).flatMap(({ name }) => story.outcomes.get(name) ?? []);
    return outcomes.flatMap((outcome) => {
      if (outcome.status !== 'applied') return isOver(outcome.status) || now() < end ? [] : [lost(outcome)];
      return now() < (roundOf(story, outcome.host)?.notAfter ?? end) + waits.late ? [] : [silent(outcome)];
    });
  });
  return given.slice(0, CHUNK);
}

function lost(outcome: HostOutcome): HostOutcome {
  return { ...outcome, status: 'unknown', detail: 'SSM gave no result in time: it may have run' };
}
