import { REMIT } from '../domain/actor.ts';
import { noted } from '../domain/custom/custom.ts';
import { HOUR, type Instant } from '../domain/instant.ts';
import { type Policy, safetyWindow } from '../domain/policy/policy.ts';
import type { Result } from '../domain/result.ts';
import type { Story } from '../domain/run/apply.ts';
import type { RunStep } from '../domain/run/event.ts';
import type { Plan } from '../domain/run/plan.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { isTerminal } from '../domain/run/state.ts';
import { placeOfRun } from '../domain/tracked/place.ts';
import type { Ledger } from '../ports/ledger.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import { organisationOf, refuseAccount, refuseHosts } from './check-world.ts';
import { customBefore } from './custom/read-custom.ts';
import { runEventOf, runId, runStateOf } from './decode.ts';
import type { TendDeps } from './deps.ts';
import { decide, findCommand } from './explain.ts';
import { timesOfRun } from './start-of-run.ts';
import { readUndoing } from './undo.ts';
import { readVendorRight } from './vendor/run-for-vendor.ts';

/** How far back an unfinished twin of a request is looked for. */
const TWIN = 24 * HOUR;
const TWINS = 50;

/** Resolves person and targets, decides, and appends the plan or the refusal: the next event's worker goes on. */
export async function planAsked(deps: TendDeps, run: ReadRun): Promise<undefined> {
  const step = await planStep(deps, run.story);
  await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
}

async function planStep(deps: TendDeps, story: Story): Promise<RunStep> {
  const { command } = story.asked;
  const definition = findCommand(deps.commands, command);
  const [records, account, twin] = await Promise.all([
    deps.records(story.by),
    refuseAccount(deps.chat, story.by, organisationOf(story)),
    definition.risk === 'read' || story.asked.again ? undefined : findTwin(deps.ledger, story),
  ]);
  if (account) return refused(account);
  if (twin) return refused({ reason: 'already-asked', run: twin });
  const now = deps.now();
  const times = await timesOfRun(deps, story, { policy: records.policy, now });
  if (!times.ok) return refused(times.error);
  const undoing = await readUndoing(deps, story, now);
  if (!undoing.ok) return refused(undoing.error);
  const right = await readVendorRight(deps, story);
  if (!right.ok) return refused(right.error);
  const forVendor = right.value;
  const ask = { actor: story.by, command, definition, records, forVendor, ...times.value, undoing: undoing.value };
  const plan = await decideOrAwait(deps, ask, story.at);
  if (!plan.ok) return refused(plan.error);
  const hosts = await refuseHosts(deps.hosts, plan.value);
  if (hosts) return refused(hosts);
  const { policy } = records;
  const names = plan.value.hosts.map(({ name }) => name);
  const custom = noted(await customBefore(deps.ledger, { activity: definition.activity, policy, names }));
  return { type: 'planned', data: { plan: withIssue(plan.value, policy), ...(custom && { custom }) } };
}

function withIssue(plan: Plan, policy: Policy | undefined): Plan {
  const environments = plan.hosts.map(({ environment }) => environment);
  const issue = placeOfRun(policy, { risk: plan.risk, environments });
  return issue ? { ...plan, issue } : plan;
}

/** The plan; of what the matrix does not list one that waits for the vendor's word, for longer: a vendor is no colleague. */
async function decideOrAwait(
  deps: TendDeps,
  ask: Parameters<typeof decide>[1],
  askedAt: Instant,
): Promise<Result<Plan, Refusal>> {
  const plan = await decide(deps, ask);
  const { policy } = ask.records;
  if (plan.ok || plan.error.reason !== 'unlisted' || !policy) return plan;
  const expiresAt = ask.start?.at ?? askedAt + safetyWindow(policy);
  return decide(deps, { ...ask, expiresAt, unlisted: 'awaits-word' });
}

function refused(refusal: Refusal): RunStep {
  return { type: 'refused', data: { refusal } };
}

/**
 * The same person's same sentence, asked before and not over yet. Of two that were asked in one moment the later one
 * yields, by time and then by id, so that both cannot yield to each other.
 */
async function findTwin(ledger: Pick<Ledger, 'recent' | 'head'>, story: Story): Promise<string | undefined> {
  const recent = await ledger.recent('run', { limit: TWINS, after: story.at - TWIN });
  for (const first of recent) {
    const id = runId(first.stream);
    const event = runEventOf(first);
    const earlier = first.at < story.at || (first.at === story.at && id < story.id);
    if (event.type !== 'asked' || !earlier) continue;
    const { sentence, requester } = event.data;
    if (sentence !== story.asked.sentence || requester !== story.asked.requester) continue;
    const head = await ledger.head(first.stream);
    if (head && !isTerminal(runStateOf(head))) return id;
  }
  return undefined;
}
