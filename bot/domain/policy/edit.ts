import type { DayHours, WeekStretch } from '../calendar/week.ts';
import type { Risk } from '../command.ts';
import { type ApprovalWanted, needsOf } from '../need.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { conditionsOf } from './conditions.ts';
import { covers, ruled, SQUARES, type Square } from './grid.ts';
import { changeRule } from './hours.ts';
import type { ApprovalRule, ChangeRule, HostGroup, PolicyBody } from './policy.ts';

/** A change of the policy as it is asked for. `risks` and `environments` name the squares of the grid that are set. */
export type PolicyEdit =
  | { set: 'window'; minutes: number }
  | {
      set: 'approvals';
      risks: Risk[];
      environments: Environment[];
      wants: ApprovalRule['wants'] | 'none';
      /** Only for runs on so many hosts or more. */
      hosts?: number;
    }
  | { set: 'zone'; zone: string }
  | { set: 'hours'; of: 'businessHours' | 'onCall'; hours: DayHours }
  | { set: 'region'; region: string }
  | ({ set: 'group' } & HostGroup)
  | ({ set: 'changes'; environments: Environment[] } & ChangeGate);

/** One of the things that stop changes: what is set replaces it, whatever stood there. */
export type ChangeGate =
  | { gate: 'closed'; closed: WeekStretch[] }
  | { gate: 'hours'; hours: 'business' | 'any' }
  | { gate: 'staging-first'; days: number | 'none' };

/** The policy after the edit. */
export function edited(policy: PolicyBody, edit: PolicyEdit): PolicyBody {
  switch (edit.set) {
    case 'window':
      return { ...policy, approvalMinutes: edit.minutes };
    case 'approvals':
      return { ...policy, approvals: rulesAfter(policy, edit) };
    case 'zone':
      return { ...policy, zone: edit.zone };
    case 'hours':
      return { ...policy, [edit.of]: edit.hours };
    case 'changes':
      return { ...policy, changes: changesAfter(policy, edit) };
    case 'region':
      return { ...policy, regions: [...new Set([...(policy.regions ?? []), edit.region])] };
    case 'group':
      return { ...policy, hostGroups: groupsAfter(policy, edit) };
    default:
      return edit satisfies never;
  }
}

/** A group that is there already gets this region. */
function groupsAfter({ hostGroups = [] }: PolicyBody, { name, region }: HostGroup): HostGroup[] {
  const group = { name, ...(region !== undefined && { region }) };
  const there = hostGroups.some((one) => one.name === name);
  return there ? hostGroups.map((one) => (one.name === name ? group : one)) : [...hostGroups, group];
}

/**
 * What is set holds exactly, whatever wider rule stood there: such a rule is written out for the squares that it goes on
 * to cover. Rules that touch nothing of what is set stay as they are, and so do those with conditions of their own: of
 * these, what is set for so many hosts takes the place of what was set for as many.
 */
function rulesAfter(policy: PolicyBody, edit: Extract<PolicyEdit, { set: 'approvals' }>): ApprovalRule[] {
  const isSet = ({ environment, risk }: Square) => edit.environments.includes(environment) && edit.risks.includes(risk);
  if (edit.hosts !== undefined) return fromSoManyHosts(policy, { ...edit, hosts: edit.hosts });
  const touched = policy.approvals.filter((rule) => SQUARES.some((square) => isSet(square) && covers(rule, square)));
  const { wants } = edit;
  return [
    ...policy.approvals.filter((rule) => !touched.includes(rule)),
    ...SQUARES.filter((square) => !isSet(square)).flatMap((square) =>
      rulesOf(square, ruled({ approvals: touched }, square)),
    ),
    ...(wants === 'none' ? [] : SQUARES.filter(isSet).map((square) => ({ ...square, wants }))),
  ];
}

function rulesOf(square: Square, wants: ApprovalWanted): ApprovalRule[] {
  return needsOf(wants).map((need) => ({
    ...square,
    wants: { ...need, from: need.from === 'admin' ? 'admin' : 'approver' },
  }));
}

type ManyHosts = Extract<PolicyEdit, { set: 'approvals' }> & { hosts: number };

function fromSoManyHosts({ approvals }: PolicyBody, { environments, risks, wants, hosts }: ManyHosts): ApprovalRule[] {
  const set = environments.flatMap((environment) =>
    risks.map((risk) => ({ environment, risk, hosts: { from: hosts } })),
  );
  const isSame = (rule: ApprovalRule) =>
    set.some((one) => JSON.stringify(one) === JSON.stringify(conditionsOf(rule))) && rule.typed === undefined;
  const others = approvals.filter((rule) => !isSame(rule));
  return [...others, ...(wants === 'none' ? [] : set.map((one) => ({ ...one, wants })))];
}

/** One rule for each environment: what several said of it, and of it what is set. */
function changesAfter(policy: PolicyBody, edit: Extract<PolicyEdit, { set: 'changes' }>): ChangeRule[] {
  return ENVIRONMENTS.flatMap((environment) => {
    const before = changeRule(policy, environment) ?? {};
    const after = edit.environments.includes(environment) ? withGate(before, edit) : before;
    return Object.keys(after).length > 0 ? [{ environment, ...after }] : [];
  });
}

type Gates = Omit<ChangeRule, 'environment'>;

function withGate({ closed, hours, stagingFirstDays }: Gates, edit: ChangeGate): Gates {
  switch (edit.gate) {
    case 'closed':
      return gatesOf(edit.closed, hours, stagingFirstDays);
    case 'hours':
      return gatesOf(closed, edit.hours === 'any' ? undefined : edit.hours, stagingFirstDays);
    case 'staging-first':
      return gatesOf(closed, hours, edit.days === 'none' ? undefined : edit.days);
    default:
      return edit satisfies never;
  }
}

function gatesOf(
  closed: WeekStretch[] | undefined,
  hours: Gates['hours'],
  stagingFirstDays: number | undefined,
): Gates {
  return {
    ...(closed && closed.length > 0 && { closed }),
    ...(hours && { hours }),
    ...(stagingFirstDays !== undefined && { stagingFirstDays }),
  };
}
