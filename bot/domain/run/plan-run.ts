import { type Actor, rolesOf } from '../actor.ts';
import type { Command, Risk, ShippedCommand, ShippedMaintenance, TaskDefinition } from '../command.ts';
import type { Instant } from '../instant.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type ApprovalWanted, stricter } from '../need.ts';
import { type Situation, UNLISTED } from '../policy/conditions.ts';
import { mayCheck } from '../policy/may-check.ts';
import { mayEdit } from '../policy/may-edit.ts';
import { approvalWanted, nameWanted, type Policy } from '../policy/policy.ts';
import { err, ok, type Result } from '../result.ts';
import { MOST_HOSTS } from '../rollout.ts';
import type { Start } from '../schedule/timing.ts';
import type { Target } from '../target.ts';
import type { VendorRight } from '../vendor/vendor-run.ts';
import { type GateFacts, passGates } from './gates.ts';
import { digestOf, type Plan } from './plan.ts';
import { type Records, refuseAsker } from './records.ts';
import type { Refusal } from './refusal.ts';
import { namesOf, rightsOn } from './rights-on.ts';
import type { Undoing } from './undo.ts';
import { planRollout } from './waves.ts';
import { refuseOthers, workOf } from './work.ts';

/**
 * The one decision: what would happen on these targets, on whose right, after whose approval, or why not.
 *
 * Asked for `plan`, when a run is planned, and again when it is dispatched; the same records and targets give the same
 * digest as long as `expiresAt` is the same. Nothing is run in part: one target that may not be touched refuses all.
 */
export function planRun(ask: {
  actor: Actor;
  command: Command;
  definition: ShippedCommand;
  targets: Target[];
  records: Records;
  now: Instant;
  expiresAt: Instant;
  /** Of a run that waits for its time. `now` is then that time, where it is planned: gates and rights are asked as of then. */
  start?: Start | undefined;
  /** The run that is to be taken back, instead of the command being run. */
  undoing?: Undoing | undefined;
  /** What the gates look at besides the policy; `unasked` where it is told whose task something is, at whatever time. */
  gates: GateFacts | 'unasked';
  /** Of a run that one of a vendor's people makes: their right, instead of a role. */
  forVendor?: VendorRight | undefined;
  /** An unlisted activity is refused, unless the plan is one that waits for the vendor's word. */
  unlisted?: 'awaits-word';
}): Result<Plan, Refusal> {
  const { command, definition, records, targets } = ask;
  const early = refuseAsker(records, ask);
  if (early) return err(early);
  const { matrix, policy } = records;
  if (!matrix || !policy) return err({ reason: 'records-missing', what: matrix ? 'policy' : 'matrix' });
  if (targets.length > MOST_HOSTS) return err({ reason: 'too-many-targets', count: targets.length, limit: MOST_HOSTS });

  const elsewhere = refuseElsewhere(ask);
  if (elsewhere) return err(elsewhere);
  const rights = rightsFor(matrix, ask);
  if (!rights.ok) return rights;
  const unfit = refuseUnfit(ask, policy);
  if (unfit) return err(unfit);
  if (!definition.run) return refuseTask(definition, rights.value, targets);
  const passed = passable(ask, definition, { policy, cells: rights.value.cells });
  if (!passed.ok) return passed;

  const work = workOf(definition, command, ask.undoing);
  const { risk } = definition;
  const said = command.rollout;
  const rollout = planRollout({ said, hosts: targets.length, risk, atOnce: policy.atOnce, guard: work.guard });
  const plan = {
    command: command.name,
    fields: command.fields,
    hosts: targets.map(({ name, instanceId, kind, environment }) => ({ name, instanceId, kind, environment })),
    ...(rollout && { rollout }),
    ...work,
    timeoutSeconds: definition.run.timeoutSeconds,
    risk,
    repeatable: definition.repeatable,
    ...rights.value,
    policyVersion: policy.version,
    ...passed.value,
    ...approvalOf(wantedOf(definition, situationOf(ask, rights.value), policy), ask),
    ...asAsked(ask),
    expiresAt: ask.expiresAt,
  };
  return ok({ ...plan, digest: digestOf(plan) });
}

function asAsked({
  start,
  forVendor,
}: Pick<Parameters<typeof planRun>[0], 'start' | 'forVendor'>): Pick<Plan, 'start' | 'forVendor'> {
  return {
    ...(start && { start }),
    ...(forVendor && { forVendor: { request: forVendor.request, vendor: forVendor.vendor } }),
  };
}

function wantedOf(
  { approval: floor }: ShippedMaintenance,
  situation: Situation,
  policy: Policy,
): Pick<Plan, 'approval' | 'typed'> {
  const ask = { floor, situation, policy };
  return { approval: approvalWanted(ask), ...(nameWanted(ask) && { typed: true }) };
}

/** What a vendor runs is approved by one of ours at least. */
const OF_OURS: ApprovalWanted = { of: 1, from: 'approver' };

/** Who breaks the glass asks nobody: what would have been wanted stands beside it. */
function approvalOf(
  wanted: Pick<Plan, 'approval' | 'typed'>,
  { command: { breakGlass }, forVendor }: Pick<Parameters<typeof planRun>[0], 'command' | 'forVendor'>,
): Pick<Plan, 'approval' | 'typed' | 'breakGlass'> {
  if (forVendor) return { ...wanted, approval: stricter(wanted.approval, OF_OURS) };
  return breakGlass ? { approval: 'none', breakGlass: { instead: wanted.approval } } : wanted;
}

/** Where an approver would type the name of a target, and nobody approves, whoever asks writes it into the sentence. */
function refuseUnnamed(
  { command, definition, targets }: Pick<Parameters<typeof planRun>[0], 'command' | 'definition' | 'targets'>,
  situation: Situation,
  policy: Policy,
): Refusal | undefined {
  if (!command.breakGlass || !definition.run) return undefined;
  const isNamed = targets.some(({ name }) => command.targets.names.includes(name));
  const wanted = nameWanted({ floor: definition.approval, situation, policy });
  return wanted && !isNamed ? { reason: 'name-targets', hosts: targets.map(({ name }) => name) } : undefined;
}

function situationOf(ask: Parameters<typeof planRun>[0], { cells }: Pick<Plan, 'cells'>): Situation {
  const { definition, records, targets } = ask;
  const parties = new Map(cells.map(({ kind, party }) => [kind, party]));
  return {
    command: definition.name,
    activity: definition.activity,
    risk: definition.risk,
    requester: rolesOf(records.person, ask.now),
    hosts: targets.map(({ environment, kind }) => {
      const party = parties.get(kind);
      return { environment, kind, party: party?.id ?? UNLISTED, paid: party?.kind === 'vendor-paid' };
    }),
  };
}

/** A developer who is no operator acts on staging alone: only the operations team touches production. */
function refuseElsewhere({
  records: { person },
  definition: { role },
  targets,
  now,
  forVendor,
}: Parameters<typeof planRun>[0]): Refusal | undefined {
  if (forVendor) return refuseOtherTargets(forVendor, targets);
  if (rolesOf(person, now).includes(role)) return undefined;
  const hosts = targets.filter(({ environment }) => environment !== 'staging').map(({ name }) => name);
  return hosts.length > 0 ? { reason: 'staging-only', hosts } : undefined;
}

/** Their request names its targets; a group may hold others by now. */
function refuseOtherTargets(
  { request, targets: theirs }: VendorRight,
  targets: readonly Target[],
): Refusal | undefined {
  const isTheirs = targets.every(({ name }) => theirs.includes(name));
  return isTheirs ? undefined : { reason: 'vendor-right', request, why: 'other-hosts' };
}

/** What keeps it from running now, though it may be done: that nobody named a target, or a gate. */
function passable(
  ask: Parameters<typeof planRun>[0],
  definition: ShippedMaintenance,
  { policy, cells }: { policy: Policy; cells: Plan['cells'] },
): Result<Pick<Plan, 'exception' | 'stops'>, Refusal> {
  const unnamed = refuseUnnamed(ask, situationOf(ask, { cells }), policy);
  return unnamed ? err(unnamed) : pastGates(ask, { policy, risk: definition.risk });
}

/** Whether what stops runs lets this one pass now, and with what it has to be shown. */
function pastGates(
  { gates, undoing, targets, actor, records, command, now }: Parameters<typeof planRun>[0],
  { policy, risk }: { policy: Policy; risk: Risk },
): Result<Pick<Plan, 'exception' | 'stops'>, Refusal> {
  if (gates === 'unasked') return ok({});
  const who = { ...actor, id: records.person?.id ?? `${actor.team}/${actor.user}` };
  const { breakGlass = false } = command;
  const gated = { risk, undoes: undoing !== undefined, breakGlass, hosts: targets, actor: who, policy, now };
  const passed = passGates(gated, gates, command.because);
  if (!passed.ok) return passed;
  const { exception, stops } = passed.value;
  return ok({ ...(exception && { exception }), ...(stops.length > 0 && { stops }) });
}

/** The matrix gives us a task that no document of ours does. */
function refuseTask(
  { name }: TaskDefinition,
  { cells: [cell], unlisted }: Pick<Plan, 'cells' | 'unlisted'>,
  targets: Target[],
): Result<never, Refusal> {
  if (unlisted) return err(unlisted);
  if (!cell) throw new Error(`${name} was decided for no target`);
  return err({ reason: 'no-document', cell, hosts: targets.map((target) => target.name) });
}

/** On what the plan rests: cells that are ours, or what is not listed, when the plan waits for the vendor's word on it. */
function rightsFor(
  matrix: Matrix,
  ask: Parameters<typeof planRun>[0],
): Result<Pick<Plan, 'cells' | 'unlisted'>, Refusal> {
  const rights = rightsOn(matrix, ask);
  if (rights.ok) return ok({ cells: rights.value });
  const unlisted = rights.error.reason === 'unlisted' ? rights.error : undefined;
  return unlisted && ask.unlisted === 'awaits-word' ? ok({ cells: [], unlisted }) : rights;
}

/** What is wrong with these fields on these targets, whoever asks. */
function refuseUnfit(
  ask: { definition: ShippedCommand; command: Command; targets: Target[]; undoing?: Undoing | undefined },
  policy: Policy,
): Refusal | undefined {
  const { definition, command, targets } = ask;
  return (
    refuseTargets(definition, command, targets) ??
    refuseUnlisted(definition, command, policy) ??
    refuseOthers(targets, ask.undoing)
  );
}

function refuseTargets(definition: ShippedCommand, command: Command, targets: Target[]): Refusal | undefined {
  const { kinds } = definition;
  const unfit = targets.find(({ kind }) => kinds && !kinds.includes(kind));
  if (unfit && kinds) return { reason: 'wrong-kind', hosts: namesOf(targets, unfit.kind), kind: unfit.kind, kinds };
  const service = serviceOf(definition, command);
  const without = targets.find(({ services }) => service && services.length > 0 && !services.includes(service));
  if (!service || !without) return undefined;
  return { reason: 'unknown-service', service, host: without.name, services: without.services };
}

function refuseUnlisted({ fields }: ShippedCommand, command: Command, policy: Policy): Refusal | undefined {
  for (const [name, { listed }] of Object.entries(fields)) {
    const value = command.fields[name] ?? '';
    if (listed === 'may-check' && !mayCheck(policy, value)) {
      return { reason: 'not-listed', value, listed: policy.mayCheck ?? [] };
    }
    if (listed === 'may-edit' && !mayEdit(policy, value)) {
      return { reason: 'not-listed', value, listed: policy.mayEdit ?? [], list: 'may-edit' };
    }
  }
  return undefined;
}

function serviceOf(definition: ShippedCommand, command: Command): string | undefined {
  const named = Object.entries(definition.fields).find(([, { known }]) => known === 'services');
  return named && command.fields[named[0]];
}
