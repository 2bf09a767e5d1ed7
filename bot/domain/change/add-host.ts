import type { HostGroup } from '../policy/policy.ts';
import type { Environment, Kind, Target } from '../target.ts';
import type { ChangeRefusal } from './refusal.ts';

/** A host as it joins: what its tags will say. */
export type JoiningHost = {
  name: string;
  instanceId: string;
  kind: Kind;
  environment: Environment;
  group: string;
  region?: string;
};

/** An instance that becomes a host of the fleet. */
export type AddHost = { kind: 'add-host'; host: JoiningHost };

type There = Pick<Target, 'name' | 'instanceId'>;

/** The tags by which the inventory knows a host, and by which IAM lets commands be sent to it. */
export function tagsOf({ name, kind, environment, group, region }: JoiningHost): Record<string, string> {
  return {
    'remit:name': name,
    'remit:kind': kind,
    'remit:environment': environment,
    'remit:group': group,
    ...(region !== undefined && { 'remit:region': region }),
    remit: 'managed',
  };
}

/** Why the host cannot join by what is there: its group is not listed, or its name or instance is taken. */
export function refuseHost(
  { name, instanceId, group }: JoiningHost,
  {
    groups,
    targets,
    unmanaged,
  }: { groups: readonly HostGroup[]; targets: There[]; unmanaged: (There & { why: string })[] },
): ChangeRefusal | undefined {
  if (!groups.some((one) => one.name === group)) {
    return { reason: 'no-host-group', group, known: groups.slice(0, NAMED).map((one) => one.name) };
  }
  const taken = targets.find((one) => one.instanceId === instanceId || one.name === name);
  if (taken) return { reason: 'host-there', name: taken.name, instanceId: taken.instanceId };
  const left = unmanaged.find((one) => one.instanceId === instanceId || one.name === name);
  return left && { reason: 'host-there', name: left.name, instanceId: left.instanceId, why: left.why };
}

/** Groups that a refusal names. */
const NAMED = 20;
