import { type ApprovalWanted, stricter } from '../need.ts';
import { AT_ONCE } from '../run/waves.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { asJson } from './as-json.ts';
import { type Conditions, conditionsOf, isPlain } from './conditions.ts';
import { type Approvable, plainly, ruled, SQUARES, type Square } from './grid.ts';
import { changeRule, compareHours } from './hours.ts';
import { incidentDifferences } from './incident-differences.ts';
import { approvalWanted, type ChangeRule, type PolicyBody } from './policy.ts';

/** Whether it lets less through than before, or more; of what cannot be weighed it is said what changes. */
export type Direction = 'stricter' | 'looser' | 'otherwise';

/** One thing that another policy makes different. */
export type PolicyDifference =
  | { what: 'window'; is: Direction; from: number; to: number }
  /** What these commands would want there: `commands` are the first of them, `count` is of all. */
  | {
      what: 'approval';
      is: Direction;
      environment: Environment;
      commands: string[];
      count: number;
      from: ApprovalWanted;
      to: ApprovalWanted;
    }
  /** A rule that makes no command different, since they want as much by themselves. */
  | { what: 'rule'; is: Direction; square: Square; from: ApprovalWanted; to: ApprovalWanted }
  /** What rules want where these conditions hold. `typed`: that an approver types the name of a target comes or goes. */
  | {
      what: 'condition';
      is: Direction;
      when: Conditions;
      from: ApprovalWanted;
      to: ApprovalWanted;
      typed?: 'from-now-on' | 'no-longer';
    }
  | { what: 'profile'; is: Direction; from: string; to: string }
  /** When changes may be made there, and what has to succeed first; undefined: nothing stops them. */
  | { what: 'changes'; is: Direction; environment: Environment; from?: Gates; to?: Gates }
  /** Entries of a list that let something through: the first of those that come and go, and how many more there are. */
  | { what: 'listed'; is: Direction; name: string; come: string[]; gone: string[]; more: number }
  /** Any other value of the file, as JSON. */
  | { what: 'value'; is: Direction; name: string; from: string; to: string };

type Gates = Omit<ChangeRule, 'environment'>;

/** A change is one state of its stream: it names so many commands, and counts the others. */
const NAMED = 4;
const LISTED = 10;

/** What `after` decides otherwise than `before`: asked of the one rule for approvals, command by command. Empty: nothing. */
export function differencesBetween(
  before: PolicyBody,
  after: PolicyBody,
  commands: readonly Approvable[],
): PolicyDifference[] {
  const differences: PolicyDifference[] = [];
  if (before.profile !== after.profile) {
    differences.push({ what: 'profile', is: 'otherwise', from: before.profile, to: after.profile });
  }
  const [from, to] = [before.approvalMinutes, after.approvalMinutes];
  if (from !== to) differences.push({ what: 'window', is: to < from ? 'stricter' : 'looser', from, to });
  const told = approvals(before, after, commands);
  return [
    ...differences,
    ...told,
    ...conditionsBetween(before, after),
    ...changes(before, after),
    ...LISTS.flatMap((name) => listed(name, before, after)),
    ...atOnce(before, after),
    ...calendars(before, after),
    ...lists(before, after),
    ...incidentDifferences(before, after),
    ...logins(before, after),
    ...values(before, after),
  ];
}

function approvals(before: PolicyBody, after: PolicyBody, commands: readonly Approvable[]): PolicyDifference[] {
  const found = new Map<string, Extract<PolicyDifference, { what: 'approval' }>>();
  const told = new Set<string>();
  for (const environment of ENVIRONMENTS) {
    for (const command of commands) {
      const { name, risk, approval: floor } = command;
      const ask = { floor, situation: plainly(command, environment) };
      const [from, to] = [before, after].map((policy) => approvalWanted({ ...ask, policy }));
      if (!from || !to || same(from, to)) continue;
      told.add(`${environment} ${risk}`);
      const key = JSON.stringify([environment, from, to]);
      const one = found.get(key) ?? {
        what: 'approval',
        is: direction(from, to),
        environment,
        commands: [],
        count: 0,
        from,
        to,
      };
      found.set(key, one);
      one.count += 1;
      if (one.commands.length < NAMED) one.commands.push(name);
    }
  }
  const rules = SQUARES.filter(({ environment, risk }) => !told.has(`${environment} ${risk}`)).flatMap((square) => {
    const [from, to] = [ruled(before, square), ruled(after, square)];
    return same(from, to) ? [] : [{ what: 'rule' as const, is: direction(from, to), square, from, to }];
  });
  return [...found.values(), ...rules];
}

/** Rules with conditions of their own: each set of conditions by what all its rules want. */
function conditionsBetween(before: PolicyBody, after: PolicyBody): PolicyDifference[] {
  const [was, is] = [byConditions(before), byConditions(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(
    (key) => conditionBetween(was.get(key), is.get(key)) ?? [],
  );
}

function conditionBetween(was: Conditioned | undefined, is: Conditioned | undefined): PolicyDifference | undefined {
  const [from, to] = [was?.wants ?? 'none', is?.wants ?? 'none'];
  const typed = typedBetween(was?.typed, is?.typed);
  const one = { what: 'condition' as const, when: (was ?? is)?.when ?? {}, from, to, ...(typed && { typed }) };
  if (!same(from, to)) return { ...one, is: direction(from, to) };
  return typed && { ...one, is: typed === 'from-now-on' ? 'stricter' : 'looser' };
}

type Conditioned = { when: Conditions; wants: ApprovalWanted; typed: boolean };

function byConditions({ approvals }: PolicyBody): Map<string, Conditioned> {
  const found = new Map<string, Conditioned>();
  for (const rule of approvals.filter((one) => !isPlain(one))) {
    const when = conditionsOf(rule);
    const key = JSON.stringify(when);
    const before = found.get(key);
    const wants = stricter(before?.wants ?? 'none', rule.wants);
    found.set(key, { when, wants, typed: rule.typed === true || before?.typed === true });
  }
  return found;
}

function typedBetween(was = false, is = false): 'from-now-on' | 'no-longer' | undefined {
  if (was === is) return undefined;
  return is ? 'from-now-on' : 'no-longer';
}

function same(a: ApprovalWanted, b: ApprovalWanted): boolean {
  return JSON.stringify(stricter(a, 'none')) === JSON.stringify(stricter(b, 'none'));
}

/** Stricter is what the strictest of both is. Two approvers for one admin is neither. */
function direction(from: ApprovalWanted, to: ApprovalWanted): Direction {
  const most = stricter(from, to);
  if (same(most, to)) return 'stricter';
  return same(most, from) ? 'looser' : 'otherwise';
}

/** Other hours of business or another zone make another week of the same rule: that is said too. */
function changes(before: PolicyBody, after: PolicyBody): PolicyDifference[] {
  return ENVIRONMENTS.flatMap((environment) => {
    const [from, to] = [before, after].map((policy) => changeRule(policy, environment));
    const hours = compareHours(before, after, environment);
    if (hours === 'same' && JSON.stringify(from) === JSON.stringify(to)) return [];
    const is = directionOf([HOURS[hours], stagingDirection(from, to)]);
    return [{ what: 'changes' as const, is, environment, ...(from && { from }), ...(to && { to }) }];
  });
}

const HOURS = { same: undefined, less: 'stricter', more: 'looser', other: 'otherwise' } as const;

/** Fewer days since it was tried on staging are stricter, and no such rule at all the loosest. */
function stagingDirection(from: Gates | undefined, to: Gates | undefined): Direction | undefined {
  const [was, is] = [from, to].map((rule) => rule?.stagingFirstDays ?? Number.POSITIVE_INFINITY);
  if (was === is || was === undefined || is === undefined) return undefined;
  return is < was ? 'stricter' : 'looser';
}

function directionOf(parts: readonly (Direction | undefined)[]): Direction {
  const [first = 'otherwise', ...others] = parts.filter((part) => part !== undefined);
  return others.every((other) => other === first) ? first : 'otherwise';
}

const WEIGHED = [
  ...['version', 'profile', 'approvalMinutes', 'approvals', 'mayCheck', 'mayEdit', 'changes', 'atOnce'],
  ...['regions', 'hostGroups', 'calendars', 'incidents', 'impact'],
];

const LISTS = ['mayCheck', 'mayEdit'] as const;

/** Hosts that may be asked, files that may be edited: one more lets more through. No list and an empty one are the same. */
function listed(name: (typeof LISTS)[number], before: PolicyBody, after: PolicyBody): PolicyDifference[] {
  const [was, is] = [before[name] ?? [], after[name] ?? []];
  return between(name, was, is).map((one) => ({ ...one, is: weighed(one, { more: 'looser', less: 'stricter' }) }));
}

/** What it comes to when entries come, and when they go. */
function weighed(
  one: { come: string[]; gone: string[] },
  { more, less }: { more: Direction; less: Direction },
): Direction {
  if (one.come.length > 0 && one.gone.length > 0) return 'otherwise';
  return one.come.length > 0 ? more : less;
}

/** What comes to a list and goes from it: nothing, or one. */
function between(name: string, was: readonly string[], is: readonly string[]) {
  const [come, gone] = [is.filter((entry) => !was.includes(entry)), was.filter((entry) => !is.includes(entry))];
  if (come.length + gone.length === 0) return [];
  const one = { what: 'listed' as const, name, come: come.slice(0, LISTED), gone: gone.slice(0, LISTED) };
  return [{ ...one, more: come.length + gone.length - one.come.length - one.gone.length }];
}

/** The fewer hosts may change at once, the stricter. */
function atOnce(
  { atOnce: was = AT_ONCE.most }: PolicyBody,
  { atOnce: is = AT_ONCE.most }: PolicyBody,
): PolicyDifference[] {
  if (was === is) return [];
  return [{ what: 'value', is: is < was ? 'stricter' : 'looser', name: 'atOnce', from: asJson(was), to: asJson(is) }];
}

/** One more calendar stops more. */
function calendars(before: PolicyBody, after: PolicyBody): PolicyDifference[] {
  const named = ({ calendars = [] }: PolicyBody) =>
    calendars.map(({ environment, calendar }) => `${calendar} for ${environment}`);
  return between('calendars', named(before), named(after)).map((one) => ({
    ...one,
    is: weighed(one, { more: 'stricter', less: 'looser' }),
  }));
}

/** Lists of hosts' regions and groups: what of them comes and goes. They let nothing through by themselves. */
function lists(before: PolicyBody, after: PolicyBody): PolicyDifference[] {
  const groups = ({ hostGroups = [] }: PolicyBody) =>
    hostGroups.map(({ name, region }) => (region === undefined ? name : `${name} in ${region}`));
  const regions = between('regions', before.regions ?? [], after.regions ?? []);
  return [...regions, ...between('hostGroups', groups(before), groups(after))].map((one) => ({
    ...one,
    is: 'otherwise',
  }));
}

/** Whose logins come and go: they let nobody do anything. */
function logins(before: PolicyBody, after: PolicyBody): PolicyDifference[] {
  const named = ({ issues }: PolicyBody) => (issues?.logins ?? []).map(({ user, login }) => `${user} is ${login}`);
  return between('issues.logins', named(before), named(after)).map((one) => ({ ...one, is: 'otherwise' }));
}

function values(before: PolicyBody, after: PolicyBody): PolicyDifference[] {
  const [was, is] = [before, after].map((body) => new Map(valuesOf(body)));
  const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter((name) => !WEIGHED.includes(name));
  return names.flatMap((name) => {
    const [from, to] = [asJson(was?.get(name)), asJson(is?.get(name))];
    return from === to ? [] : [{ what: 'value' as const, is: 'otherwise' as const, name, from, to }];
  });
}

/** What is said of issues, each by itself: together it is too long for a line, and a difference at its end would not be seen. */
function valuesOf({ issues, ...body }: PolicyBody): [string, unknown][] {
  const { logins: _told, ...said } = issues ?? { repository: undefined };
  const logged = Object.entries(issues ? said : {}).map(([name, value]): [string, unknown] => [
    `issues.${name}`,
    value,
  ]);
  return [...Object.entries(body), ...logged];
}
