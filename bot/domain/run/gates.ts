import { type Actor, samePerson } from '../actor.ts';
import type { Risk } from '../command.ts';
import type { EmergencyStop, Freeze, HostLock, Standing } from '../freeze/standing.ts';
import { standingAt } from '../freeze/standing.ts';
import { HOUR, type Instant } from '../instant.ts';
import type { CalendarSaid } from '../policy/calendar.ts';
import { changeHours, type ShutBy, stagingFirst, zoneOf } from '../policy/hours.ts';
import type { Policy } from '../policy/policy.ts';
import { err, ok, type Result } from '../result.ts';
import type { Environment } from '../target.ts';
import type { PlannedHost } from './plan.ts';

/** What stops a run now. Of a freeze and a lock what the card says of them. */
export type Stop =
  | ({ gate: 'stop' } & Pick<EmergencyStop, 'id' | 'from' | 'by' | 'because'>)
  | ({ gate: 'freeze' } & Pick<Freeze, 'id' | 'environments' | 'until' | 'by' | 'because'>)
  | { gate: 'hours'; environment: Environment; by: ShutBy; zone: string; opens?: Instant }
  /** A calendar outside of Remit. `opens`: when it says that it is open next. */
  | { gate: 'calendar'; environment: Environment; calendar: string; opens?: Instant }
  | ({ gate: 'lock' } & Pick<HostLock, 'host' | 'from' | 'until' | 'by' | 'because'>);

/** What is run although a gate wants something first: on the reason that the approver is shown. */
export type Exception = { gate: 'staging-first'; days: number; because: string };

/** The last time that the same succeeded on staging: which run, and when it was over. */
export type Staged = { run: string; at: Instant };

/**
 * What the gates look at besides the policy. `excepted`: the stops for which somebody gave this run an exception, by their
 * keys; absent while a run is planned, when a reason may still ask for one. `calendars`: what those of the policy say; absent
 * where they cannot be asked, and nothing is sent.
 */
export type GateFacts = {
  standing: Standing;
  staged?: Staged | undefined;
  excepted?: readonly string[];
  calendars?: readonly CalendarSaid[];
};

export type Gated = {
  risk: Risk;
  /** It takes a run back, which is a repair: what was changed a minute before the hours ended can be put right after them. */
  undoes: boolean;
  /** Somebody broke the glass for it: no hours hold it. What people have put up themselves does. */
  breakGlass?: boolean;
  hosts: readonly Pick<PlannedHost, 'name' | 'environment'>[];
  actor: Actor & { id: string };
  policy: Policy;
  now: Instant;
};

export type GateRefusal =
  | { reason: 'stopped'; stop: Stop; policyVersion: number; mayAsk: boolean }
  /** A calendar that the policy names did not say whether it is open: closed. */
  | { reason: 'calendar-silent'; environment: Environment; calendar: string; why: string; policyVersion: number }
  | { reason: 'not-staged'; environment: Environment; days: number; policyVersion: number; suggestion?: string };

const DAY = 24 * HOUR;

/** The name of a stop in an exception: one for a freeze holds for that freeze alone. */
export function stopKey(stop: Stop): string {
  if (stop.gate === 'stop') return `X-${stop.id}`;
  return stop.gate === 'freeze' ? `F-${stop.id}` : stop.gate;
}

/**
 * Whether a person with the role for it may let a run through. What somebody keeps for themselves they give back, and an
 * emergency stop is lifted for all or for none.
 */
export function mayBeExcepted({ gate }: Stop): boolean {
  return gate !== 'lock' && gate !== 'stop';
}

/** Everything that stops the run now, what nobody can except first. Reading is never stopped. */
export function stopsOf(gated: Gated, standing: Standing, calendars: readonly CalendarSaid[] = []): Stop[] {
  if (gated.risk === 'read') return [];
  const { freezes, locks, stop } = standingAt(standing, gated.now);
  const environments = environmentsOf(gated);
  const frozen = freezes.filter((freeze) => freeze.environments.some((one) => environments.includes(one)));
  return [
    ...(stop ? [everythingStop(stop)] : []),
    ...locks.filter((lock) => isInTheWay(lock, gated)).map(lockStop),
    ...frozen.map(freezeStop),
    ...calendars.filter(({ environment }) => environments.includes(environment)).flatMap(calendarStop),
    ...(isChange(gated) && !gated.breakGlass
      ? environments.flatMap((environment) => hoursStop(gated, environment))
      : []),
  ];
}

/**
 * Lets the run pass, or says why not. What it passes with is shown to whoever approves it: `stops` want an exception
 * first, `exception` is a reason that stands for what was not done before.
 *
 * A reason lets a run past staging-first. Past a freeze and the hours it only asks: somebody with the role has to give
 * the exception (docs/adr/0008-what-overrides-a-gate.md).
 */
export function passGates(
  gated: Gated,
  facts: GateFacts,
  because: string | undefined,
): Result<{ stops: Stop[]; exception?: Exception }, GateRefusal> {
  const { version: policyVersion } = gated.policy;
  const { excepted } = facts;
  const stops = stopsOf(gated, facts.standing, facts.calendars).filter((stop) => !isExcepted(stop, excepted));
  const [first] = stops;
  const mayAsk = first !== undefined && mayBeExcepted(first);
  const asks = mayAsk && because !== undefined && excepted === undefined;
  if (first && !asks) return err({ reason: 'stopped', stop: first, policyVersion, mayAsk });
  const silent = silentOf(gated, facts.calendars);
  if (silent) return err({ reason: 'calendar-silent', ...silent, policyVersion });
  const unstaged = stagingWanted(gated, facts.staged);
  if (!unstaged) return ok({ stops });
  if (because === undefined) return err({ reason: 'not-staged', ...unstaged, policyVersion });
  return ok({ stops, exception: { gate: 'staging-first', days: unstaged.days, because } });
}

/** An exception lets a run past what may be excepted, whatever it says that it covers. */
export function isExcepted(stop: Stop, excepted: readonly string[] | undefined): boolean {
  return mayBeExcepted(stop) && (excepted?.includes(stopKey(stop)) ?? false);
}

function isChange({ risk, undoes }: Gated): boolean {
  return risk === 'change' && !undoes;
}

function environmentsOf({ hosts }: Gated): Environment[] {
  return [...new Set(hosts.map(({ environment }) => environment))];
}

/** Whoever keeps the host may work on it. */
function isInTheWay(lock: HostLock, { hosts, actor }: Gated): boolean {
  return hosts.some(({ name }) => name === lock.host) && !samePerson({ ...lock.by, id: lock.person }, actor);
}

export function everythingStop({ id, from, by, because }: EmergencyStop): Extract<Stop, { gate: 'stop' }> {
  return { gate: 'stop', id, from, by, because };
}

function lockStop({ host, from, until, by, because }: HostLock): Stop {
  return { gate: 'lock', host, from, until, by, because };
}

function freezeStop({ id, environments, until, by, because }: Freeze): Stop {
  return { gate: 'freeze', id, environments, until, by, because };
}

function calendarStop({ environment, calendar, state }: CalendarSaid): Stop[] {
  if (state.is !== 'closed') return [];
  return [{ gate: 'calendar', environment, calendar, ...(state.until !== undefined && { opens: state.until }) }];
}

/** No exception goes past a calendar of which nobody knows what it says. */
function silentOf(gated: Gated, calendars: readonly CalendarSaid[] = []) {
  if (gated.risk === 'read') return undefined;
  const environments = environmentsOf(gated);
  const [silent] = calendars.flatMap(({ environment, calendar, state }) =>
    state.is === 'silent' && environments.includes(environment) ? [{ environment, calendar, why: state.why }] : [],
  );
  return silent;
}

/** What a calendar said when the run was planned, until it opens: whoever cannot ask it goes by that. */
export function calendarStops(plan: { stops?: Stop[] }, now: Instant): Stop[] {
  return (plan.stops ?? []).filter(
    (stop) => stop.gate === 'calendar' && (stop.opens === undefined || now < stop.opens),
  );
}

function hoursStop({ policy, now }: Gated, environment: Environment): Stop[] {
  const hours = changeHours(policy, environment, now);
  if (hours.open) return [];
  const { by, opens } = hours;
  return [{ gate: 'hours', environment, by, zone: zoneOf(policy), ...(opens !== undefined && { opens }) }];
}

/** What should have been done on staging first, and was not. Staging itself is where it is tried. */
export function stagingWanted(
  gated: Gated,
  staged: Staged | undefined,
): { environment: Environment; days: number } | undefined {
  if (!isChange(gated)) return undefined;
  const wanted = environmentsOf(gated).flatMap((environment) => {
    const days = environment === 'staging' ? undefined : stagingFirst(gated.policy, environment);
    return days === undefined ? [] : [{ environment, days }];
  });
  return wanted.find(({ days }) => !staged || gated.now - staged.at > days * DAY);
}
