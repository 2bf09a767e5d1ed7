import { REMIT } from '../domain/actor.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { writeRunId } from '../domain/language/run-id.ts';
import type { RunStep } from '../domain/run/event.ts';
import { type KeepRound, silent, toTell } from '../domain/run/keep.ts';
import type { Plan } from '../domain/run/plan.ts';
import type { KeepingRun, RunningRun } from '../domain/run/state.ts';
import { CHUNK } from '../domain/run/waves.ts';
import type { SendOutcome } from '../ports/hosts.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { keepMarkOf } from './mark.ts';

/**
 * How often SSM is asked to take it. Hosts take a change back by themselves meanwhile, so that more would not help them;
 * and to be told twice does them no harm.
 */
const ROUNDS = 12;

/**
 * Puts it on record that hosts which applied a guarded change are now told to keep it; of a run that was cancelled, to
 * take it back. Returns whether there was anything to tell. Each host is told as soon as it has applied it, however long
 * the others take: its own clock runs.
 */
export async function intendToKeep(deps: TendDeps, run: ReadRun, state: RunningRun): Promise<boolean> {
  const { guard } = planOf(run);
  const hosts = toTell(run.story).slice(0, CHUNK);
  if (!guard || hosts.length === 0) return false;
  await append(deps, run, intent(deps, run, { hosts, verdict: state.cancelRequested ? 'roll-back' : 'keep' }));
  return true;
}

function intent(deps: TendDeps, { story }: ReadRun, ask: Pick<KeepRound, 'hosts' | 'verdict'>): RunStep {
  const intentAt = deps.now();
  // As long as the host may be away and back: what it says then is whether it took the change back.
  const notAfter = intentAt + (story.plan?.guard?.seconds ?? 0) * SECOND + deps.waits.send;
  return { type: 'keep-intended', data: { ...ask, round: story.keeps.length + 1, intentAt, notAfter } };
}

/**
 * Tells the hosts. Only the first worker of the intent sends; whoever comes after a crash or an ambiguous answer looks for
 * the command by its mark, and tells them again if it is not there: they decide once, whoever tells them how often.
 */
export async function sendKeep(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: KeepingRun; first: boolean },
): Promise<Instant | undefined> {
  const keep = run.story.keeps.find(({ round }) => round === state.round);
  const { guard, hosts } = planOf(run);
  if (!keep || !guard) throw new Error(`run ${state.id} is being kept without an intent`);
  const mark = keepMarkOf(state.id, keep.round);
  const { documentName } = guard;
  if (!first) {
    const commandId = await deps.hosts.find({ mark, documentName, since: keep.intentAt });
    return answer(deps, run, keep, commandId === undefined ? { is: 'ambiguous' } : { is: 'accepted', commandId });
  }
  const ran = writeRunId(state.id);
  const notAfter = [String(Math.floor(keep.notAfter / SECOND))];
  const sent = await deps.hosts.send({
    mark,
    documentName,
    parameters: { Kept: [ran], Verdict: [keep.verdict], ExecId: [`${ran}-keep${keep.round}`], NotAfter: notAfter },
    instanceIds: hosts.filter(({ name }) => keep.hosts.includes(name)).map(({ instanceId }) => instanceId),
    timeoutSeconds: Math.ceil((keep.notAfter - keep.intentAt) / SECOND),
  });
  return sent.is === 'accepted' || sent.is === 'rejected' ? answer(deps, run, keep, sent) : lookAgain(deps, run);
}

async function answer(deps: TendDeps, run: ReadRun, keep: KeepRound, sent: SendOutcome): Promise<Instant | undefined> {
  const { round } = keep;
  if (sent.is === 'accepted') {
    return append(deps, run, { type: 'keep-sent', data: { round, commandId: sent.commandId } });
  }
  if (sent.is !== 'rejected' && round < ROUNDS) return append(deps, run, intent(deps, run, keep));
  const outcomes = keep.hosts.flatMap((host) => {
    const before = run.story.outcomes.get(host);
    return before ? [silent(before)] : [];
  });
  return append(deps, run, { type: 'progressed', data: { outcomes } });
}

async function lookAgain({ soon, now, waits }: TendDeps, run: ReadRun): Promise<Instant> {
  await soon(run.head.stream, Math.ceil(waits.look / SECOND));
  return now() + waits.look;
}

function planOf({ story }: ReadRun): Plan {
  if (!story.plan) throw new Error(`run ${story.id} is on its hosts without a plan`);
  return story.plan;
}

async function append(deps: TendDeps, run: ReadRun, step: RunStep): Promise<undefined> {
  await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
}
