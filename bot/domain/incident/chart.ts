import type { Span } from '../calendar/spans.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { alarmRows, peopleRows, runRows, vendorRows } from './chart-rows.ts';
import type { Entry } from './entry.ts';
import type { IncidentState, Milestones, Severity } from './state.ts';

/** A stretch in which something lasted. `open`: it is not over at the right edge of the picture; `rang`: of an alarm. */
export type Bar = Span & { mark: 'good' | 'bad' | 'waits' | 'rang'; open: boolean };

/** A moment in a row; `bad`: something failed there. */
export type Tick = { at: Instant; bad: boolean };

/** A row of a lane: what lasts as bars, what happens as ticks. */
export type Row = { label: string } & ({ bars: Bar[] } | { ticks: Tick[] });

export type Band<T> = Span & { is: T };

export type Milestone = { name: keyof Milestones; at: Instant };

/** What the picture of an incident shows, in times and not yet in points. */
export type Chart = {
  within: Span;
  severity: Band<Severity>[];
  status: Band<IncidentState['is']>[];
  runs: Row[];
  alarms: Row[];
  people: Row[];
  vendor: Row[];
  milestones: Milestone[];
  /** How many entries stand in it, and how many came after its end. */
  entries: number;
  later: number;
};

/** How people are called, by `team/user`; whoever is not in it is called by the id. */
export type Names = ReadonlyMap<string, string>;

/** A picture of less would have no room between its hours. */
const LEAST = 10 * MINUTE;

/**
 * Lays an incident out over time. Entries may be in any order; what was taken back is left out. Once resolved, it ends a
 * tenth after that, so that a report of days later does not press the hours together that matter.
 */
export function chartOf(
  state: IncidentState,
  entries: readonly Entry[],
  { now, names }: { now: Instant; names: Names },
): Chart {
  const standing = entries.filter(({ gone }) => gone === undefined).sort((a, b) => a.occurredAt - b.occurredAt);
  const within = withinOf(state, standing, now);
  const shown = standing.filter(({ occurredAt }) => occurredAt <= within.to);
  const end = Math.min(within.to, Math.max(now, within.from));
  return {
    within,
    severity: severityBands(state, shown, { from: within.from, to: endOf(state, end) }),
    status: statusBands(state, shown, { from: within.from, to: end }),
    runs: runRows(shown, end),
    alarms: alarmRows(shown, state.alarms, end),
    people: peopleRows(shown, names),
    vendor: vendorRows(shown, end),
    milestones: milestonesOf(state.milestones),
    entries: shown.length,
    later: standing.length - shown.length,
  };
}

function withinOf({ milestones }: IncidentState, standing: readonly Entry[], now: Instant): Span {
  const first = standing[0]?.occurredAt ?? milestones.detected;
  const from = Math.min(first, milestones.detected);
  const { resolved } = milestones;
  const last = standing.at(-1)?.occurredAt ?? from;
  const to = resolved === undefined ? Math.max(last, now, from) : resolved + (resolved - from) / 10;
  const lacking = Math.max(0, LEAST - (to - from)) / 2;
  return { from: Math.floor(from - lacking), to: Math.ceil(to + lacking) };
}

function endOf({ milestones }: IncidentState, end: Instant): Instant {
  return Math.min(end, milestones.resolved ?? end);
}

function milestonesOf(milestones: Milestones): Milestone[] {
  const names = ['detected', 'declared', 'acknowledged', 'mitigated', 'resolved'] as const;
  return names.flatMap((name) => {
    const at = milestones[name];
    return at === undefined ? [] : [{ name, at }];
  });
}

/** Of what entries say it became; where none says it, what it is now, all the time. */
function severityBands({ severity, milestones }: IncidentState, entries: readonly Entry[], within: Span) {
  const changes = entries.flatMap(({ occurredAt, becomes }) =>
    becomes?.severity === undefined ? [] : [{ at: occurredAt, is: becomes.severity }],
  );
  return bandsOf(changes.length > 0 ? changes : [{ at: milestones.detected, is: severity }], milestones, within);
}

function statusBands({ is, milestones }: IncidentState, entries: readonly Entry[], within: Span) {
  const changes = entries.flatMap(({ occurredAt, becomes }) =>
    becomes?.is === undefined ? [] : [{ at: occurredAt, is: becomes.is }],
  );
  return bandsOf(changes.length > 0 ? changes : statesOf(is, milestones), milestones, within);
}

function statesOf(is: IncidentState['is'], { detected, mitigated, resolved }: Milestones) {
  return [
    { at: detected, is: mitigated === undefined && resolved === undefined ? is : ('open' as const) },
    ...(mitigated === undefined ? [] : [{ at: mitigated, is: 'mitigated' as const }]),
    ...(resolved === undefined ? [] : [{ at: resolved, is: 'resolved' as const }]),
  ];
}

/** The first of them began when it was detected, though nobody had said it yet. */
function bandsOf<T>(changes: readonly { at: Instant; is: T }[], { detected }: Milestones, within: Span): Band<T>[] {
  const bands: Band<T>[] = [];
  for (const [index, { at, is }] of changes.entries()) {
    const from = index === 0 ? Math.min(detected, at) : at;
    const last = bands.at(-1);
    if (last?.is === is) continue;
    if (last) last.to = from;
    bands.push({ from, to: within.to, is });
  }
  return bands.filter(({ from, to }) => to >= from);
}
