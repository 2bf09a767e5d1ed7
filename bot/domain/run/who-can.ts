import { type Actor, actorOf, type Person, type Role, rolesOf } from '../actor.ts';
import type { Command, ShippedCommand } from '../command.ts';
import type { Standing } from '../freeze/standing.ts';
import type { Instant } from '../instant.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type Ruling, rule } from '../matrix/rule.ts';
import { type ApprovalWanted, counts, type Need, needsOf } from '../need.ts';
import { paidApproval } from '../policy/paid-approval.ts';
import { approvalWindow, type Policy } from '../policy/policy.ts';
import { ENVIRONMENTS, type Environment, type Kind, type Target } from '../target.ts';
import { anyFields } from './any-fields.ts';
import { type GatesNow, gatesNow } from './gates-now.ts';
import { planRun } from './plan-run.ts';
import { refuseEarly } from './records.ts';
import type { Refusal } from './refusal.ts';
import { refuseCell } from './rights-on.ts';

/** The records that everybody is decided by. `gates`: what stands in the way, and of whom it is told: a lock is not in its holder's. */
export type Ground = {
  matrix: Matrix;
  policy: Policy;
  everybody: readonly Person[];
  now: Instant;
  gates?: { standing: Standing; reader: Actor & { id: string } };
};

/**
 * One way to have it done: a command on some targets. `ask` may ask for it; `refusal` says why nobody may, if it is for
 * anything but a role that nobody has. `approve` has the role that the approval wants; the one who asks never counts.
 * `gates`: what would stop the reader now. `paid`: what the rules want of paid work, where the vendor does it for money.
 */
export type Way = {
  command: string;
  kinds: Kind[];
  environments: Environment[];
  ask: Actor[];
  approval: ApprovalWanted;
  approve: Actor[];
  refusal?: Refusal;
  gates?: GatesNow;
  paid?: ApprovalWanted;
};

/** Decides for each person as if they asked for this now: the same function, the same records, their own roles. */
export function wayOf(
  ground: Ground,
  { command, definition, targets }: { command: Command; definition: ShippedCommand; targets: Target[] },
): Way {
  const { matrix, policy, everybody, now } = ground;
  const expiresAt = now + approvalWindow(policy);
  const decided = everybody.map((person) => {
    const records = { person, matrix, policy };
    return {
      person,
      plan: planRun({ actor: person, command, definition, targets, records, now, expiresAt, gates: 'unasked' }),
    };
  });
  const plan = decided.flatMap((one) => (one.plan.ok ? [one.plan.value] : []))[0];
  const refusals = decided.flatMap((one) => (one.plan.ok ? [] : [one.plan.error]));
  const refusal = plan ? undefined : (refusals.find(({ reason }) => reason !== 'no-role') ?? refusals[0]);
  const approval = plan?.approval ?? 'none';
  const gates = plan && gatesOn(ground, definition, targets);
  const paid = refusal?.reason === 'vendor-task' && refusal.paid ? paidOn(ground, definition, targets) : 'none';
  return {
    command: definition.name,
    kinds: [...new Set(targets.map(({ kind }) => kind))],
    environments: [...new Set(targets.map(({ environment }) => environment))],
    ask: decided.filter((one) => one.plan.ok).map(({ person }) => actorOf(person)),
    approval,
    approve: peopleFor(ground, needsOf(approval)),
    ...(refusal && { refusal }),
    ...(gates && { gates }),
    ...(paid !== 'none' && { paid }),
  };
}

function gatesOn({ gates, policy, now }: Ground, { risk }: ShippedCommand, hosts: Target[]): GatesNow | undefined {
  return gates && gatesNow({ risk, undoes: false, hosts, actor: gates.reader, policy, now }, gates.standing);
}

/** What the rules add, whoever asks: of the requester nothing is known before the request is sent. */
function paidOn({ matrix, policy }: Ground, definition: ShippedCommand, targets: Target[]): ApprovalWanted {
  const { name, activity, risk } = definition;
  const hosts = targets.map(({ environment, kind }) => {
    const ruling = rule(matrix, activity, kind);
    const party = ruling.is === 'unlisted' ? {} : { party: ruling.cell.party.id };
    return { environment, kind, ...party, paid: ruling.is === 'vendor-paid' };
  });
  return paidApproval(policy, { command: name, activity, risk, requester: [], hosts });
}

/** The ways of an activity on a kind: each of its commands, in each environment, on a target that is only of that kind. */
export function waysOn(ground: Ground, definitions: readonly ShippedCommand[], kind: Kind): Way[] {
  return definitions.flatMap((definition) =>
    ENVIRONMENTS.map((environment) => {
      const target: Target = { name: kind, instanceId: kind, kind, environment, tags: [], services: [] };
      const fields = anyFields(definition, { targets: [target], policy: ground.policy });
      const command: Command = { name: definition.name, fields, targets: { names: [kind], groups: [] } };
      return wayOf(ground, { command, definition, targets: [target] });
    }),
  );
}

/** Who may do by hand what no command does: operators of the organisations that the cell names. */
export function handsOf({ matrix, policy, everybody, now }: Ground, ruling: Ruling): Actor[] {
  return everybody
    .filter(
      (person) =>
        rolesOf(person, now).includes('operator') &&
        !refuseEarly({ person, matrix, policy }, 'operator', now) &&
        !refuseCell(ruling, person, []),
    )
    .map(actorOf);
}

/** Everybody whose approval would count for one of these needs: each human once, though they have two accounts. */
export function peopleFor({ everybody, now }: Pick<Ground, 'everybody' | 'now'>, needs: readonly Need[]): Actor[] {
  const people = new Map<string, Actor>();
  for (const person of everybody) {
    if (!people.has(person.id) && needs.some((need) => counts(person, need, now)))
      people.set(person.id, actorOf(person));
  }
  return [...people.values()];
}

/** Each human once, though they have two accounts. */
export function peopleWith({ everybody, now }: Pick<Ground, 'everybody' | 'now'>, role: Role): Actor[] {
  const people = new Map<string, Actor>();
  for (const person of everybody) {
    if (!people.has(person.id) && rolesOf(person, now).includes(role)) people.set(person.id, actorOf(person));
  }
  return [...people.values()];
}
