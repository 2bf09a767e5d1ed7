import { REMIT } from '../domain/actor.ts';
import { FORM_TEXT } from '../domain/edit/file-read.ts';
import { redact } from '../domain/redact.ts';
import type { Story } from '../domain/run/apply.ts';
import { afterTelling, guarded, type KeepRound } from '../domain/run/keep.ts';
import { type HostOutcome, isOver, supersedes } from '../domain/run/outcome.ts';
import type { Invocation } from '../ports/hosts.ts';
import { appendStep, type ReadRun, readRun } from './append-run.ts';
import { runStream } from './decode.ts';
import type { TendDeps } from './deps.ts';
import { runOfMark } from './mark.ts';

type Deps = Pick<TendDeps, 'ledger' | 'hosts' | 'soon' | 'now' | 'log'>;

/** Characters of a host's output that the ledger keeps: its end, where the result is. */
const TAIL = 1_200;
/** Where what comes next is made of the output: a form's text, and what stands around it. */
const KEPT = FORM_TEXT + 1_000;
/** SSM cuts what it lists at this many characters: from here on the whole output is asked for. */
const LISTED = 2_400;
const ROUNDS = 8;

/**
 * Reads from SSM what a command did and appends what is new. Returns whether anything was.
 *
 * Whatever called (an event of SSM, a timer) is only a hint: a command that carries no mark of ours, or whose mark
 * names a run that did not send it, changes nothing and is logged.
 */
export async function report(deps: Deps, commandId: string): Promise<boolean> {
  const { mark, invocations } = await deps.hosts.invocations(commandId);
  const id = runOfMark(mark);
  if (id === undefined) {
    if (invocations.length > 0) deps.log('warn', 'foreign-command', { commandId });
    return false;
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const run = await readRun(deps.ledger, id);
    const reported = run && (await reportRun(deps, run, commandId, invocations));
    if (reported !== 'again') return reported ?? false;
  }
  throw new Error(`run ${id} changed ${ROUNDS} times while its report was appended`);
}

async function reportRun(
  deps: Deps,
  run: ReadRun,
  commandId: string,
  invocations: Invocation[],
): Promise<boolean | 'again'> {
  const { state } = run.story;
  const read = readerOf(run.story, commandId);
  if (state.is === 'keeping' || (state.is === 'sending' && !read)) {
    await deps.soon(runStream(state.id), 1); // the command is known to SSM before it is known to the ledger
    return false;
  }
  if ((state.is !== 'running' && state.is !== 'sending') || !read) {
    if (!read) deps.log('warn', 'foreign-command', { commandId });
    return false;
  }
  const news = await newsOf(deps, run.story, { commandId, invocations, read });
  if (news.length === 0) return false;
  const step = { type: 'progressed', data: { outcomes: news } } as const;
  const after = await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
  return after ? true : 'again';
}

type Before = HostOutcome | undefined;
type Reader = (outcome: HostOutcome, before: Before) => Before;
type Reported = { commandId: string; invocations: Invocation[]; read: Reader };

async function newsOf(
  deps: Deps,
  { plan, outcomes }: Story,
  { commandId, invocations, read }: Reported,
): Promise<HostOutcome[]> {
  const names = new Map(plan?.hosts.map(({ instanceId, name }) => [instanceId, name]));
  const news: HostOutcome[] = [];
  for (const invocation of invocations) {
    const host = names.get(invocation.instanceId) ?? '';
    const before = outcomes.get(host);
    const most = plan?.keeps === undefined ? TAIL : KEPT;
    if (host === '' || !isNews(read(outcomeOf(host, invocation, { output: '', most }), before), before)) continue;
    const output = await outputOf(deps, commandId, invocation);
    const outcome = read(outcomeOf(host, invocation, { output, most }), before);
    if (outcome) news.push(outcome);
  }
  return news;
}

/** What an invocation of one of the run's commands says of its host; undefined: nothing. No reader, not the run's command. */
function readerOf({ sends, plan, keeps }: Story, commandId: string): Reader | undefined {
  const keep = keeps.find((round) => round.commandId === commandId);
  if (keep) return (told, before) => answered(told, before, keep);
  if (!sends.some((sent) => sent.commandId === commandId)) return undefined;
  return (outcome) => guarded(outcome, plan?.guard);
}

function answered(told: HostOutcome, before: Before, keep: KeepRound): Before {
  return before?.status === 'applied' && isOver(told.status) ? afterTelling(before, told, keep) : undefined;
}

function isNews(outcome: Before, before: Before): boolean {
  return outcome !== undefined && supersedes(outcome, before);
}

async function outputOf({ hosts }: Deps, commandId: string, { instanceId, output }: Invocation): Promise<string> {
  return output.length < LISTED ? output : (await hosts.output(commandId, instanceId)).text;
}

/** Secrets are masked before anything is cut, so that no half of one remains. */
function outcomeOf(
  host: string,
  invocation: Invocation,
  { output, most }: { output: string; most: number },
): HostOutcome {
  const { status, detail, exitCode, startedAt, endedAt } = invocation;
  const text = redact(output).trimEnd();
  return {
    host,
    status,
    detail,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(startedAt === undefined || endedAt === undefined ? {} : { ms: endedAt - startedAt }),
    tail: text.slice(-most),
    ...(text.length > most ? { printed: text.length } : {}),
  };
}
