import { HOUR, type Instant } from '../instant.ts';
import { type ClockPolicy, clocksOf, STEPS, type Step } from './clocks.ts';
import { lastingWords } from './lasting.ts';
import type { IncidentState, Severity } from './state.ts';

/** Half of the times are at most `median`, nine of ten at most `ninetieth`, in milliseconds; `count`: of how many. */
export type Spread = { count: number; median: number; ninetieth: number };

/**
 * Incidents of a severity: how many, how many of them are not over, and how long each step took those that reached it, in hours of
 * business where the policy counts so.
 */
export type FiguresOf = {
  severity: Severity;
  count: number;
  open: number;
  times: Partial<Record<Step, Spread>>;
  counted?: 'business';
};

export type Counted = { name: string; count: number };

/** Incidents that were declared between `from` and `to`, with what was run in them most. */
export type Figures = {
  from: Instant;
  to: Instant;
  real: FiguresOf[];
  drills: FiguresOf[];
  hosts: Counted[];
  commands: Counted[];
  /** Not all of them were read. */
  cut?: true;
};

const SEVERITIES = ['critical', 'major', 'minor'] as const satisfies readonly Severity[];

/** How many hosts and commands are named. */
const NAMED = 5;

/** A run that was made in an incident. */
export type RunTold = { command: string; hosts: readonly string[] };

/** Counts incidents by what is on record of each. Drills are counted apart, and neither are their runs. */
export function figuresOf(
  { incidents, runs }: { incidents: readonly IncidentState[]; runs: readonly RunTold[] },
  { from, to, policy }: { from: Instant; to: Instant; policy: ClockPolicy },
): Figures {
  const of = (some: readonly IncidentState[]) =>
    SEVERITIES.flatMap((severity) => {
      const own = some.filter((one) => one.severity === severity);
      return own.length === 0 ? [] : [figuresFor(severity, own, { policy, now: to })];
    });
  return {
    from,
    to,
    real: of(incidents.filter(({ drill }) => drill === undefined)),
    drills: of(incidents.filter(({ drill }) => drill)),
    hosts: mostOf(runs.flatMap(({ hosts }) => hosts)),
    commands: mostOf(runs.map(({ command }) => command)),
  };
}

function figuresFor(
  severity: Severity,
  own: readonly IncidentState[],
  { policy, now }: { policy: ClockPolicy; now: Instant },
): FiguresOf {
  const all = own.flatMap((one) => clocksOf(one, policy, now));
  const clocks = all.filter(({ over }) => over);
  const times = STEPS.flatMap((step) => {
    const spread = spreadOf(clocks.filter((clock) => clock.step === step).map(({ time }) => time));
    return spread ? [[step, spread] as const] : [];
  });
  const open = own.filter(({ is }) => is !== 'resolved').length;
  const counted = all.some((clock) => clock.counted) ? { counted: 'business' as const } : {};
  return { severity, count: own.length, open, times: Object.fromEntries(times), ...counted };
}

/** `31 incidents in 90 days`, drills left out. */
export function figuresTitle({ from, to, real }: Pick<Figures, 'from' | 'to' | 'real'>): string {
  const count = real.reduce((sum, one) => sum + one.count, 0);
  return `${count} ${count === 1 ? 'incident' : 'incidents'} in ${daysWords(to - from)}`;
}

/** `90 days`, `12 h 00 min`. */
export function daysWords(time: number): string {
  const days = Math.round(time / (24 * HOUR));
  if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'}`;
  return lastingWords(time);
}

export function spreadOf(times: readonly number[]): Spread | undefined {
  if (times.length === 0) return undefined;
  return { count: times.length, median: percentile(times, 50), ninetieth: percentile(times, 90) };
}

/**
 * The nearest-rank percentile: the smallest of the values such that at least so many in a hundred are not above it. It is
 * always one that was measured; of 5 values the 90th is the largest. Throws when there are none.
 */
export function percentile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(1, Math.ceil((of / 100) * sorted.length)) - 1];
  if (value === undefined) throw new Error('no percentile of nothing');
  return value;
}

function mostOf(names: readonly string[]): Counted[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, NAMED);
}
