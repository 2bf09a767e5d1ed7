import type { Actor } from '../domain/actor.ts';
import type { Answer } from '../domain/answer.ts';
import type { Command, ShippedCommand } from '../domain/command.ts';
import { noted } from '../domain/custom/custom.ts';
import { correct } from '../domain/language/correct.ts';
import { resolve } from '../domain/language/resolve.ts';
import { approvalWindow } from '../domain/policy/policy.ts';
import type { Request } from '../domain/request.ts';
import { err, type Result } from '../domain/result.ts';
import type { Plan } from '../domain/run/plan.ts';
import { planRun } from '../domain/run/plan-run.ts';
import { type Records, refuseAsker } from '../domain/run/records.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { onStaging } from '../domain/run/staged.ts';
import type { Undoing } from '../domain/run/undo.ts';
import type { Start } from '../domain/schedule/timing.ts';
import type { Target } from '../domain/target.ts';
import type { VendorRight } from '../domain/vendor/vendor-run.ts';
import type { ChangeCalendars } from '../ports/change-calendars.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { Ledger } from '../ports/ledger.ts';
import { customBefore } from './custom/read-custom.ts';
import { type Passing, readGateFacts } from './gate-facts.ts';
import type { ReadRecords } from './records.ts';

/** `/ops plan …`: the decision and the plan that a run would get now, from the same function, and nothing is run. */
export async function explain(
  deps: {
    inventory: Inventory;
    ledger: Pick<Ledger, 'read' | 'head'>;
    records: ReadRecords;
    commands: readonly ShippedCommand[];
  },
  request: Request,
  { command, sentence }: { command: Command; sentence: string },
): Promise<Answer> {
  const [records, definition] = [await deps.records(request.actor), findCommand(deps.commands, command)];
  const plan = await decide(deps, { actor: request.actor, command, definition, records, now: request.at });
  const before = { activity: definition.activity, policy: records.policy, names: namesIn(plan) };
  const custom = noted(await customBefore(deps.ledger, before));
  const beside = custom ? { custom } : {};
  return plan.ok
    ? { is: 'plan', sentence, plan: plan.value, ...beside }
    : { is: 'plan-refused', sentence, refusal: plan.error, ...beside };
}

/** The names of the targets that the answer is about. */
function namesIn(plan: Result<Plan, Refusal>): string[] {
  if (plan.ok) return plan.value.hosts.map(({ name }) => name);
  return plan.error.reason === 'vendor-task' ? plan.error.hosts : [];
}

export function findCommand(commands: readonly ShippedCommand[], { name }: Command): ShippedCommand {
  const definition = commands.find((command) => command.name === name);
  if (!definition) throw new Error(`no command ${name} in this version`);
  return definition;
}

/** Resolves the targets and decides. `expiresAt` is given again at dispatch, so that the digests can be compared. */
export async function decide(
  deps: { inventory: Inventory; ledger: Pick<Ledger, 'head'>; calendars?: ChangeCalendars },
  ask: {
    actor: Actor;
    command: Command;
    definition: ShippedCommand;
    records: Records;
    now: number;
    expiresAt?: number;
    start?: Start | undefined;
    undoing?: Undoing | undefined;
    unlisted?: 'awaits-word';
    forVendor?: VendorRight | undefined;
    /** What the run was let past when it was approved; absent while it is planned. */
    passing?: Passing;
  },
): Promise<Result<Plan, Refusal>> {
  const { actor, command, definition, records, now, undoing, forVendor } = ask;
  const early = refuseAsker(records, ask);
  if (early) return err(early);
  const [targets, gates] = await Promise.all([
    findTargets(deps.inventory, command),
    readGateFacts(deps, {
      ...{ definition, command, now, passing: ask.passing },
      ...{ undoes: undoing !== undefined, policy: records.policy },
    }),
  ]);
  if (!targets.ok) return withSuggestion(deps, ask, targets.error);
  const expiresAt = ask.expiresAt ?? now + (records.policy ? approvalWindow(records.policy) : 0);
  const given = {
    expiresAt,
    undoing,
    gates,
    forVendor,
    start: ask.start,
    ...(ask.unlisted && { unlisted: ask.unlisted }),
  };
  const plan = planRun({ actor, command, definition, targets: targets.value, records, now, ...given });
  return plan.ok ? plan : withSuggestion(deps, ask, plan.error);
}

/** Exact names are looked up by name; a group needs the whole list. */
async function findTargets(inventory: Inventory, { targets }: Command): Promise<Result<Target[], Refusal>> {
  const named = targets.names.length > 0 && targets.groups.length === 0;
  return resolve(targets, named ? await inventory.find(targets.names) : (await inventory.list()).targets);
}

/**
 * A name that is not there gets the one that was probably meant, a host that cannot be managed its reason, and a change
 * that was not tried the sentence that tries it.
 */
async function withSuggestion(
  deps: { inventory: Inventory },
  { command, definition }: { command: Command; definition: ShippedCommand },
  refusal: Refusal,
): Promise<Result<Plan, Refusal>> {
  const { reason } = refusal;
  if (reason !== 'unknown-targets' && reason !== 'unknown-service' && reason !== 'not-staged') return err(refusal);
  const { targets, unmanaged } = await deps.inventory.list();
  if (refusal.reason === 'not-staged') {
    const suggestion = onStaging(command, definition, targets);
    return err(suggestion === undefined ? refusal : { ...refusal, suggestion });
  }
  if (refusal.reason === 'unknown-targets') {
    const hosts = refusal.unknown.filter((name) => unmanaged.some((host) => host.name === name));
    if (hosts.length > 0) return err({ reason: 'not-managed', hosts });
  }
  const suggestion = correct(command, definition, targets);
  return err(suggestion === undefined ? refusal : { ...refusal, suggestion });
}
