import { covered, isIn, joined, type Span, without } from '../calendar/spans.ts';
import { fortnightFrom, spansOfHours, spansOfStretch, type WeekStretch } from '../calendar/week.ts';
import { UTC } from '../calendar/zone.ts';
import { HOUR, type Instant } from '../instant.ts';
import type { Environment } from '../target.ts';
import type { ChangeRule, Policy } from './policy.ts';

/** What a policy says of time. Without a zone its hours are UTC. */
export type Hours = Pick<Policy, 'zone' | 'businessHours' | 'onCall' | 'changes'>;

export function zoneOf({ zone = UTC }: Pick<Policy, 'zone'>): string {
  return zone;
}

/** The stretches of business hours that touch `within`: none when the policy has no such hours. */
export function businessSpans(policy: Hours, within: Span): Span[] {
  return policy.businessHours ? spansOfHours(policy.businessHours, zoneOf(policy), within) : [];
}

export function isBusiness(policy: Hours, at: Instant): boolean {
  return isIn(businessSpans(policy, { from: at, to: at + 1 }), at);
}

/** When business hours begin next, or `at` when it is in them; undefined when the policy has none. */
export function nextBusiness(policy: Hours, at: Instant): Instant | undefined {
  return nextIn(businessSpans(policy, fortnightFrom(at)), at);
}

/** How much of the time from one moment to another lies in business hours, in milliseconds. Clocks of incidents count so. */
export function businessTime(policy: Hours, within: Span): number {
  return covered(businessSpans(policy, within), within);
}

/** Whether somebody is on call for critical matters outside business hours. It drives clocks, and stops nothing. */
export function isOnCall(policy: Hours, at: Instant): boolean {
  const { onCall } = policy;
  return onCall !== undefined && isIn(spansOfHours(onCall, zoneOf(policy), { from: at, to: at + 1 }), at);
}

/** The stretches in which changes may be made there, of those that touch `within`; cut to it. */
export function openSpans(policy: Hours, environment: Environment, within: Span): Span[] {
  const rules = rulesOf(policy, environment);
  return rules.reduce<Span[]>((open, rule) => without(open, shutSpans(policy, rule, within)), [{ ...within }]);
}

function shutSpans(policy: Hours, rule: ChangeRule, within: Span): Span[] {
  return [...closedSpans(policy, rule, within), ...outOfHours(policy, rule, within)];
}

function closedSpans(policy: Hours, { closed = [] }: ChangeRule, within: Span): Span[] {
  return closed.flatMap((stretch) => spansOfStretch(stretch, zoneOf(policy), within));
}

function outOfHours(policy: Hours, { hours }: ChangeRule, within: Span): Span[] {
  return hours === 'business' ? without([within], businessSpans(policy, within)) : [];
}

/** Which rule stops changes: a part of the week, or the hours outside of business. */
export type ShutBy = { is: 'stretch'; stretch: WeekStretch } | { is: 'business-hours' };

/** Whether changes may be made there now, and when that is otherwise next: undefined when it stays so for a fortnight. */
export type ChangeHours = { open: true; until?: Instant } | { open: false; by: ShutBy; opens?: Instant };

export function changeHours(policy: Hours, environment: Environment, at: Instant): ChangeHours {
  const within = fortnightFrom(at);
  const open = openSpans(policy, environment, within);
  const now = open.find((span) => span.from <= at && at < span.to);
  if (now) return { open: true, ...(now.to < within.to && { until: now.to }) };
  const opens = nextIn(open, at);
  return { open: false, by: shutBy(policy, environment, at), ...(opens !== undefined && { opens }) };
}

function shutBy(policy: Hours, environment: Environment, at: Instant): ShutBy {
  const now = { from: at, to: at + 1 };
  for (const rule of rulesOf(policy, environment)) {
    const stretch = rule.closed?.find((one) => isIn(spansOfStretch(one, zoneOf(policy), now), at));
    if (stretch) return { is: 'stretch', stretch };
  }
  return { is: 'business-hours' };
}

/** Within how many days a change has to have succeeded on staging first: the fewest that a rule says; undefined of none. */
export function stagingFirst(policy: Hours, environment: Environment): number | undefined {
  const days = rulesOf(policy, environment).flatMap(({ stagingFirstDays }) => stagingFirstDays ?? []);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** All that the rules say of changes there, as one; undefined when they say nothing. Without the environment's name. */
export function changeRule(policy: Hours, environment: Environment): Omit<ChangeRule, 'environment'> | undefined {
  const rules = rulesOf(policy, environment);
  const closed = rules.flatMap((rule) => rule.closed ?? []);
  const stagingFirstDays = stagingFirst(policy, environment);
  const rule = {
    ...(closed.length > 0 && { closed }),
    ...(rules.some(({ hours }) => hours === 'business') && { hours: 'business' as const }),
    ...(stagingFirstDays !== undefined && { stagingFirstDays }),
  };
  return Object.keys(rule).length > 0 ? rule : undefined;
}

function rulesOf({ changes = [] }: Hours, environment: Environment): ChangeRule[] {
  return changes.filter((rule) => (rule.environment ?? environment) === environment);
}

function nextIn(spans: readonly Span[], at: Instant): Instant | undefined {
  const next = joined(spans).find((span) => span.to > at);
  return next && Math.max(next.from, at);
}

/** Two weeks that begin on a Sunday in winter: what two policies say of each minute of a week is compared over it. */
const SAMPLE: Span = { from: Date.UTC(2026, 0, 4), to: Date.UTC(2026, 0, 4) + 14 * 24 * HOUR };

/** Whether `after` leaves less time for changes there than `before`: compared minute by minute of a week. */
export function compareHours(
  before: Hours,
  after: Hours,
  environment: Environment,
): 'same' | 'less' | 'more' | 'other' {
  const [was, is] = [before, after].map((policy) => openSpans(policy, environment, SAMPLE));
  const lost = without(was ?? [], is ?? []).length > 0;
  const won = without(is ?? [], was ?? []).length > 0;
  if (lost && won) return 'other';
  if (lost) return 'less';
  return won ? 'more' : 'same';
}
