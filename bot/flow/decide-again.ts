import type { Command } from '../domain/command.ts';
import type { Instant } from '../domain/instant.ts';
import type { Result } from '../domain/result.ts';
import type { Story } from '../domain/run/apply.ts';
import type { RunStep } from '../domain/run/event.ts';
import { covered } from '../domain/run/except.ts';
import { type Move, movesBetween } from '../domain/run/moved.ts';
import { partOf } from '../domain/run/narrow-plan.ts';
import { moved, type Plan } from '../domain/run/plan.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import type { RunState } from '../domain/run/state.ts';
import { approversNow, type Lost, lost, lostApprovals, refuseGivers } from './approvers-now.ts';
import { organisationOf, refuseAccount, refuseHosts } from './check-world.ts';
import type { TendDeps } from './deps.ts';
import { decide, findCommand } from './explain.ts';
import { readUndoing } from './undo.ts';
import { readVendorRight } from './vendor/run-for-vendor.ts';

/** How often what moved makes a run wait anew. Where more moves than that, nobody approves what will run. */
const REPLANS = 3;

type Approved = Pick<Extract<RunState, { is: 'approved' }>, 'approvals' | 'wants' | 'from' | 'needs' | 'replans'>;
type Replanned = Extract<RunStep, { type: 'replanned' }>;
type Halted = Extract<RunStep, { type: 'halted' }>;

/** `turn`: the plan on the hosts whose turn it is. `last`: from when on it was approved for another situation. */
type Deciding = { story: Story; plan: Plan; turn: Plan; state: Approved; last: Instant };

/**
 * Decides an approved run again, at the moment that counts: nothing where all is as it was approved; else the run ends, or,
 * where somebody approved what would not run now, waits for approval of what would.
 */
export async function decideAgain(deps: TendDeps, ask: Deciding): Promise<Replanned | Halted | undefined> {
  const found = await lookAgain(deps, ask);
  if (!found.ok) return halted(found.error);
  const { again, gone } = found.value;
  return gone || again.digest !== ask.plan.digest ? anew(ask, again, { gone, now: deps.now() }) : undefined;
}

/** The same for hosts of a run that has begun: what moved keeps them from being sent to. */
export async function refuseLater(deps: TendDeps, ask: Deciding): Promise<Refusal | undefined> {
  const found = await lookAgain(deps, ask);
  if (!found.ok) return found.error;
  const { again, gone } = found.value;
  if (gone) return gone.refusal;
  return again.digest === ask.plan.digest ? undefined : { reason: 'moved', what: moved(ask.plan, again) };
}

type Found = { again: Plan; gone: Lost | undefined };

async function lookAgain(
  deps: TendDeps,
  { story, plan, turn, state, last }: Deciding,
): Promise<Result<Found, Refusal>> {
  const now = deps.now();
  if (now >= last) return { ok: false, error: { reason: 'stale', asked: story.at } };
  const [records, account, approvers, givers] = await Promise.all([
    deps.records(story.by),
    refuseAccount(deps.chat, story.by, organisationOf(story)),
    approversNow(deps, state.approvals),
    refuseGivers(deps, story),
  ]);
  const refusal = account ?? givers;
  if (refusal) return { ok: false, error: refusal };
  const again = await planAgain(deps, { story, plan, records });
  if (!again.ok) {
    return again.error.reason === 'no-role' ? { ok: false, error: lost('requester', story.by) } : again;
  }
  const names = turn.hosts.map(({ name }) => name);
  const due = { ...again.value, hosts: again.value.hosts.filter(({ name }) => names.includes(name)) };
  const hosts = await refuseHosts(deps.hosts, due);
  if (hosts) return { ok: false, error: hosts };
  const gone = lostApprovals(state, approvers, { now, requester: records.person });
  return { ok: true, value: { again: again.value, gone } };
}

function halted(refusal: Refusal): Halted {
  return { type: 'halted', data: { refusal } };
}

/** The same request, as it would be planned now. What was narrowed stays narrowed. */
async function planAgain(
  deps: TendDeps,
  { story, plan, records }: { story: Story; plan: Plan; records: Parameters<typeof decide>[1]['records'] },
): Promise<Result<Plan, Refusal>> {
  const undoing = await readUndoing(deps, story, deps.now());
  if (!undoing.ok) return undoing;
  const right = await readVendorRight(deps, story);
  if (!right.ok) return right;
  const narrowed = plan.narrowedFrom !== undefined;
  const command = narrowed ? onlyOn(story.asked.command, plan) : story.asked.command;
  const again = await decide(deps, {
    actor: story.by,
    command,
    definition: findCommand(deps.commands, command),
    records,
    now: deps.now(),
    expiresAt: plan.expiresAt,
    start: plan.start,
    undoing: undoing.value,
    forVendor: right.value,
    passing: { excepted: covered(story), unstaged: plan.exception !== undefined },
    ...(story.cleared && { unlisted: 'awaits-word' as const }),
  });
  return again.ok && narrowed ? { ok: true, value: partOf(again.value, plan) } : again;
}

function onlyOn(command: Command, { hosts }: Plan): Command {
  return { ...command, targets: { names: hosts.map(({ name }) => name), groups: [] } };
}

/**
 * The approvals that are left count when the plan is the same. Nobody is asked anew where nobody had to approve, nor where a
 * vendor's word or an exception was on something else, nor when there is no time left to ask, nor for ever.
 */
function anew(
  { story, plan, state }: Deciding,
  again: Plan,
  { gone, now }: Pick<Found, 'gone'> & { now: Instant },
): Replanned | Halted {
  const moves: Move[] = [...movesBetween(plan, again), ...(gone?.moves ?? [])];
  const nobody = plan.approval === 'none' && again.approval === 'none';
  const same = again.digest === plan.digest;
  const onAnother = !same && (story.cleared !== undefined || story.exceptions.length > 0);
  if (nobody || onAnother || now >= plan.expiresAt || (state.replans ?? 0) >= REPLANS) {
    return halted(gone && same ? gone.refusal : { reason: 'moved', what: moved(plan, again) });
  }
  const left = same ? state.approvals.filter(({ by }) => !gone?.users.includes(by)).map(({ person }) => person) : [];
  return { type: 'replanned', data: { plan: loggedAs(plan, again), moves, ...(left.length > 0 && { left }) } };
}

/** One run, one issue, wherever the policy would log it by now. */
function loggedAs({ issue }: Plan, again: Plan): Plan {
  return issue ? { ...again, issue } : again;
}
