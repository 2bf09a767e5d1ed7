import { stricter } from '../need.ts';
import { err, ok, type Result } from '../result.ts';
import { digestOf, type Plan } from './plan.ts';
import type { ActRefusal } from './refusal.ts';
import type { PlannedRollout } from './waves.ts';

/**
 * The plan on some of its hosts alone. Never wider: a host that it does not have is refused. What was wanted of the whole stays
 * wanted of the part, so that nothing is let through more easily by being divided. All of its hosts: the plan as it is.
 */
export function narrowTo(plan: Plan, names: readonly string[]): Result<Plan, ActRefusal> {
  const has = new Set(plan.hosts.map(({ name }) => name));
  const strange = names.filter((name) => !has.has(name));
  if (strange.length > 0 || names.length === 0) return err({ reason: 'not-in-plan', hosts: strange, has: [...has] });
  const hosts = plan.hosts.filter(({ name }) => names.includes(name));
  return ok(hosts.length === plan.hosts.length ? plan : partOf({ ...plan, hosts }, plan));
}

/** A plan of some of the hosts, as what is left of this whole: as it was narrowed, or decided again since. */
export function partOf(part: Plan, whole: Plan): Plan {
  const { digest: _digest, ...plan } = part;
  const kinds = [...new Set(plan.hosts.map(({ kind }) => kind))];
  const narrowed = {
    ...plan,
    cells: kinds.flatMap((kind) => plan.cells.filter((cell) => cell.kind === kind)),
    approval: stricter(plan.approval, whole.approval),
    ...(whole.rollout && { rollout: rolloutOf(whole.rollout, plan, whole) }),
    ...(whole.typed && { typed: whole.typed }),
    narrowedFrom: whole.narrowedFrom ?? whole.hosts.length,
  };
  return { ...narrowed, digest: digestOf(narrowed) };
}

/** Each host stays in its wave; a wave of which nothing is left is none. */
function rolloutOf(rollout: PlannedRollout, { hosts }: Pick<Plan, 'hosts'>, whole: Plan): PlannedRollout {
  const left = new Set(hosts.map(({ name }) => name));
  const ends = rollout.ends.map((end) => whole.hosts.slice(0, end).filter(({ name }) => left.has(name)).length);
  return { ...rollout, ends: [...new Set(ends)].filter((end) => end > 0) };
}

/** Whether whoever approves has to type the name of a target, and has not typed one of this plan. */
export function refuseUnnamed({ typed, hosts }: Plan, name: string | undefined): ActRefusal | undefined {
  if (!typed || hosts.some((host) => host.name === name)) return undefined;
  const names = hosts.map((host) => host.name);
  return name === undefined
    ? { reason: 'name-needed', hosts: names }
    : { reason: 'wrong-name', typed: name, hosts: names };
}
