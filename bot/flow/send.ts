import { REMIT } from '../domain/actor.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import type { RunStep } from '../domain/run/event.ts';
import type { HostStatus } from '../domain/run/outcome.ts';
import type { Plan } from '../domain/run/plan.ts';
import { hostsOf, pending, type Send } from '../domain/run/sends.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import { appendStep, type ReadRun, readRun } from './append-run.ts';
import { openIntent, untouchedIntent } from './claim.ts';
import type { TendDeps } from './deps.ts';
import { intent } from './dispatch.ts';
import { readStanding } from './freeze/read-standing.ts';
import { markOf } from './mark.ts';

/** A repeatable command is sent a second time at most, with the same execution id: the host's fence takes it once. */
const ATTEMPTS = 2;
/** Times in a row that SSM may be too busy for a command of a run that sends several: some two minutes. */
const PUT_OFFS = 12;
/** What was sent is on record however much its other commands report meanwhile. */
const ROUNDS = 20;

type Pending = { plan: Plan; ask: Send };

/**
 * Sends the command, once. Only the first worker of the intent sends; whoever comes after a crash or an ambiguous
 * answer looks for the command by its mark, and gives a verdict only when the hosts themselves refuse the old one.
 *
 * While a run in steps is sent, other commands of it report, and such a report is the head then, perhaps before any worker saw the
 * intent. So it is the claim on the intent's own event that makes a worker the first.
 */
export async function send(deps: TendDeps, run: ReadRun, { first }: { first: boolean }): Promise<Instant | undefined> {
  const { plan, id } = run.story;
  const ask = pending(run.story);
  if (!plan || !ask) throw new Error(`run ${id} is being sent without a plan`);
  if (run.head.type === 'intended')
    return first ? sendNow(deps, run, { plan, ask }) : reconcile(deps, run, { plan, ask });
  const intent = untouchedIntent(run.events);
  if (!intent || deps.now() >= ask.notAfter) return first ? lookAgain(deps, run) : reconcile(deps, run, { plan, ask });
  const until = deps.now() + deps.waits.claim;
  if (!(await deps.ledger.claim(intent, { seen: intent.due, until }))) return lookAgain(deps, run);
  const wakeAt = await sendNow(deps, run, { plan, ask });
  await deps.ledger.finish(intent, { claimed: until });
  return wakeAt;
}

/** The worker that claimed the intent, before a report came between its claim and its reading of the run. */
export async function sendOvertaken(deps: TendDeps, run: ReadRun, claimed: StoredEvent): Promise<Instant | undefined> {
  const { plan } = run.story;
  const ask = pending(run.story);
  return plan && ask && openIntent(run.events)?.seq === claimed.seq ? sendNow(deps, run, { plan, ask }) : undefined;
}

/** An intent that a stop overtakes is not sent: whoever claimed it knows that nobody has sent it. */
async function sendNow(deps: TendDeps, run: ReadRun, { plan, ask }: Pending): Promise<Instant | undefined> {
  if (plan.risk !== 'read' && (await isStopped(deps))) return answer(deps, run, ask, overtaken(deps, run, ask));
  const sent = await deps.hosts.send({
    mark: markOf(run.story.id, ask),
    documentName: plan.documentName,
    parameters: {
      ...plan.parameters,
      ExecId: [`R-${run.story.id}`],
      NotAfter: [String(Math.floor(ask.notAfter / SECOND))],
    },
    instanceIds: hostsOf(run.story, ask).map(({ instanceId }) => instanceId),
    timeoutSeconds: plan.timeoutSeconds,
  });
  switch (sent.is) {
    case 'accepted':
      return answer(deps, run, ask, { type: 'sent', data: { attempt: ask.attempt, commandId: sent.commandId } });
    case 'rejected':
      return answer(deps, run, ask, all(run, ask, { status: 'did-not-run', detail: sent.detail }));
    case 'busy':
      return answer(deps, run, ask, busy(deps, run, ask));
    case 'ambiguous':
      return lookAgain(deps, run);
    default:
      return sent satisfies never;
  }
}

async function isStopped({ ledger }: TendDeps): Promise<boolean> {
  return (await readStanding(ledger)).stop !== undefined;
}

/** As where SSM is busy: a run with one command ends, one with several waits before its next. */
function overtaken({ now }: TendDeps, run: ReadRun, ask: Send): RunStep {
  if (isWhole(run, ask))
    return all(run, ask, { status: 'did-not-run', detail: 'everything was stopped before it was sent' });
  return { type: 'put-off', data: { until: now(), times: 1 } };
}

/** A run with one command ends where SSM is busy: somebody asks again. One with several goes on in a while. */
function busy({ now, waits }: TendDeps, run: ReadRun, ask: Send): RunStep {
  const { story } = run;
  const times = (story.putOff?.times ?? 0) + 1;
  if (isWhole(run, ask) || times > PUT_OFFS) return all(run, ask, { status: 'did-not-run', detail: 'SSM was busy' });
  return { type: 'put-off', data: { until: now() + waits.look, times } };
}

function isWhole({ story }: ReadRun, { from, to }: Send): boolean {
  return from === 0 && to === story.plan?.hosts.length;
}

async function reconcile(deps: TendDeps, run: ReadRun, { plan, ask }: Pending): Promise<Instant | undefined> {
  const { attempt, intentAt, notAfter } = ask;
  const mark = markOf(run.story.id, ask);
  const commandId = await deps.hosts.find({ mark, documentName: plan.documentName, since: intentAt });
  if (commandId !== undefined) return answer(deps, run, ask, { type: 'sent', data: { attempt, commandId } });
  const now = deps.now();
  if (now < notAfter + deps.waits.grace) {
    return lookAgain(deps, run);
  }
  const stopped = plan.risk !== 'read' && (await isStopped(deps));
  if (plan.repeatable && attempt < ATTEMPTS && !stopped) {
    const { hosts, opens } = stepOf(run, ask);
    const data = { ...intent(attempt + 1, now, deps.waits), ...(hosts && { hosts }), ...(opens && { opens }) };
    return answer(deps, run, ask, { type: 'intended', data });
  }
  const unsent = stopped ? ', and it was not sent again: everything is stopped' : '';
  const detail = `SSM never confirmed the command: it may have run${unsent}`;
  return answer(deps, run, ask, all(run, ask, { status: 'unknown', detail }));
}

/** As the first attempt said it, which says nothing where the run has one command. */
function stepOf(run: ReadRun, ask: Send): { hosts?: { from: number; to: number }; opens?: number } {
  if (isWhole(run, ask)) return {};
  const { story } = run;
  const { from, to } = ask;
  return { hosts: { from, to }, ...(story.opened !== undefined && { opens: story.opened }) };
}

async function lookAgain({ soon, now, waits }: TendDeps, run: ReadRun): Promise<Instant> {
  await soon(run.head.stream, Math.ceil(waits.look / SECOND));
  return now() + waits.look;
}

/**
 * Puts on record what became of a send. Reports of the run's other commands may come in between: each round looks whether
 * this one is still without an answer.
 */
async function answer(deps: TendDeps, run: ReadRun, ask: Send, step: RunStep): Promise<undefined> {
  let read: ReadRun | undefined = run;
  for (let round = 0; round < ROUNDS && read && isSame(pending(read.story), ask); round += 1) {
    if (await appendStep(deps.ledger, read, { step, by: REMIT, at: deps.now() })) return;
    read = await readRun(deps.ledger, run.story.id);
  }
}

function isSame(pending: Send | undefined, { from, attempt, intentAt }: Send): boolean {
  return pending?.from === from && pending.attempt === attempt && pending.intentAt === intentAt;
}

function all({ story }: ReadRun, ask: Send, what: { status: HostStatus; detail: string }): RunStep {
  const outcomes = hostsOf(story, ask).map(({ name }) => ({ host: name, ...what, tail: '' }));
  return { type: 'progressed', data: { outcomes } };
}
