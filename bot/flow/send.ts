import { REMIT } from '../domain/actor.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import type { RunStep } from '../domain/run/event.ts';
import type { HostStatus } from '../domain/run/outcome.ts';
import type { Plan } from '../domain/run/plan.ts';
import type { RunState } from '../domain/run/state.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { intent } from './dispatch.ts';
import { markOf } from './mark.ts';

/** A repeatable command is sent a second time at most, with the same execution id: the host's fence takes it once. */
const ATTEMPTS = 2;

type Sending = Extract<RunState, { is: 'sending' }>;

/**
 * Sends the command, once. Only the first worker of the intent sends; whoever comes after a crash or an ambiguous
 * answer looks for the command by its mark, and gives a verdict only when the hosts themselves refuse the old one.
 */
export async function send(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: Sending; first: boolean },
): Promise<Instant | undefined> {
  const { plan, id } = run.story;
  if (!plan) throw new Error(`run ${id} is being sent without a plan`);
  if (!first) return reconcile(deps, run, plan, state);
  const sent = await deps.hosts.send({
    mark: markOf(id, state.attempt),
    documentName: plan.documentName,
    parameters: { ...plan.parameters, ExecId: [`R-${id}`], NotAfter: [String(Math.floor(state.notAfter / SECOND))] },
    instanceIds: plan.hosts.map(({ instanceId }) => instanceId),
    timeoutSeconds: plan.timeoutSeconds,
  });
  switch (sent.is) {
    case 'accepted':
      return append(deps, run, { type: 'sent', data: { attempt: state.attempt, commandId: sent.commandId } });
    case 'rejected':
      return append(deps, run, all(plan, 'did-not-run', sent.detail));
    case 'busy':
      return append(deps, run, all(plan, 'did-not-run', 'SSM was busy'));
    case 'ambiguous':
      return lookAgain(deps, run);
    default:
      return sent satisfies never;
  }
}

async function reconcile(deps: TendDeps, run: ReadRun, plan: Plan, state: Sending): Promise<Instant | undefined> {
  const { attempt, intentAt, notAfter } = state;
  const mark = markOf(run.story.id, attempt);
  const commandId = await deps.hosts.find({ mark, documentName: plan.documentName, since: intentAt });
  if (commandId !== undefined) return append(deps, run, { type: 'sent', data: { attempt, commandId } });
  const now = deps.now();
  if (now < notAfter + deps.waits.grace) {
    return lookAgain(deps, run);
  }
  if (plan.repeatable && attempt < ATTEMPTS) {
    return append(deps, run, { type: 'intended', data: intent(attempt + 1, now, deps.waits) });
  }
  return append(deps, run, all(plan, 'unknown', 'SSM never confirmed the command: it may have run'));
}

async function lookAgain({ soon, now, waits }: TendDeps, run: ReadRun): Promise<Instant> {
  await soon(run.head.stream, Math.ceil(waits.look / SECOND));
  return now() + waits.look;
}

async function append(deps: TendDeps, run: ReadRun, step: RunStep): Promise<undefined> {
  await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
}

function all(plan: Plan, status: HostStatus, detail: string): RunStep {
  const outcomes = plan.hosts.map(({ name }) => ({ host: name, status, detail, tail: '' }));
  return { type: 'progressed', data: { outcomes } };
}
