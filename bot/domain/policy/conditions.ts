import type { Role } from '../actor.ts';
import type { Risk } from '../command.ts';
import type { Environment, Kind } from '../target.ts';

/** When a rule of the policy applies: everything that it names has to hold. Without conditions it always applies. */
export type Conditions = {
  environment?: Environment;
  risk?: Risk;
  kind?: Kind;
  /** Id of a party of the matrix in force. `unlisted`: what no row of it covers. */
  party?: string;
  /** What the vendor does as paid work: cells of a party of the kind `vendor-paid`. */
  paid?: true;
  activity?: string;
  command?: string;
  /** A role that whoever asks has, or one that they do not have. */
  requester?: Role;
  requesterWithout?: Role;
  /** At least so many hosts to which the other conditions apply. */
  hosts?: { from: number };
};

/** What a rule is asked about. A kind or a party that is not known is not any: a rule that names one does not apply. */
export type Situation = {
  command: string;
  activity: string;
  risk: Risk;
  requester: readonly Role[];
  hosts: readonly { environment: Environment; kind?: Kind; party?: string; paid?: boolean }[];
};

/** The party of what the matrix does not list. */
export const UNLISTED = 'unlisted';

/** Whether a rule with these conditions applies there. A rule about hosts needs one that fits all it says of a host. */
export function applies(conditions: Conditions, situation: Situation): boolean {
  const { risk, activity, command, requester, requesterWithout, hosts } = conditions;
  const fits =
    says(risk, situation.risk) &&
    says(activity, situation.activity) &&
    says(command, situation.command) &&
    (requester === undefined || situation.requester.includes(requester)) &&
    (requesterWithout === undefined || !situation.requester.includes(requesterWithout));
  if (!fits) return false;
  const { environment, kind, party, paid } = conditions;
  const on = situation.hosts.filter(
    (host) =>
      says(environment, host.environment) && says(kind, host.kind) && says(party, host.party) && says(paid, host.paid),
  );
  return on.length >= (hosts?.from ?? 1);
}

function says<T>(wanted: T | undefined, is: T | undefined): boolean {
  return wanted === undefined || wanted === is;
}

/** The conditions of a rule by themselves, in one order, so that two rules can be compared. */
export function conditionsOf(rule: Conditions): Conditions {
  const { environment, risk, kind, party, paid, activity, command, requester, requesterWithout, hosts } = rule;
  return {
    ...(environment && { environment }),
    ...(risk && { risk }),
    ...(kind && { kind }),
    ...(party !== undefined && { party }),
    ...(paid && { paid }),
    ...(activity !== undefined && { activity }),
    ...(command !== undefined && { command }),
    ...(requester && { requester }),
    ...(requesterWithout && { requesterWithout }),
    ...(hosts && { hosts: { from: hosts.from } }),
  };
}

/** Whether a rule is about environments and risks alone, as most are: such rules make the squares of the grid. */
export function isPlain(rule: Conditions & { typed?: true }): boolean {
  return (
    rule.typed === undefined &&
    Object.keys(conditionsOf(rule)).every((name) => name === 'environment' || name === 'risk')
  );
}
