/**
 * What became of the run on one host.
 *
 * `unknown` means that it may have run: SSM lost the host, or the fence found an unfinished claim. It is never shown as
 * "did not run", and keeps the host's lock until somebody settles it. `applied`: a guarded command did its work and is
 * taken back by the host itself, unless the host is reached once more. `not-started`: the run ended before this host's turn.
 */
export type HostStatus =
  | 'waiting'
  | 'running'
  | 'applied'
  | 'succeeded'
  | 'failed'
  | 'timed-out'
  | 'cancelled'
  | 'did-not-run'
  | 'not-started'
  | 'unknown';

/** `detail` is SSM's StatusDetails, or ours; `tail` the redacted end of the output; `ms` from start to end on the host. */
export type HostOutcome = {
  host: string;
  status: HostStatus;
  detail: string;
  exitCode?: number;
  ms?: number;
  tail: string;
  /** Characters that the host printed, when more than `tail` holds. */
  printed?: number;
};

const RANK: Record<HostStatus, number> = {
  waiting: 0,
  running: 1,
  applied: 2,
  unknown: 3,
  succeeded: 3,
  failed: 3,
  'timed-out': 3,
  cancelled: 3,
  'did-not-run': 3,
  'not-started': 3,
};

export function isOver(status: HostStatus): boolean {
  return RANK[status] === 3;
}

/** Whether `next` is news after `before`: ranks only climb, and what is over stays as it is. */
export function supersedes(next: HostOutcome, before: HostOutcome | undefined): boolean {
  if (!before) return true;
  return RANK[next.status] > RANK[before.status];
}

/** Hosts by status. On a record of before there were steps, `not-started` is not there. */
export type Tally = Record<HostStatus, number>;

const STATUSES = Object.keys(RANK) as HostStatus[];

const NONE: Tally = {
  waiting: 0,
  running: 0,
  applied: 0,
  succeeded: 0,
  failed: 0,
  'timed-out': 0,
  cancelled: 0,
  'did-not-run': 0,
  'not-started': 0,
  unknown: 0,
};

export function tally(outcomes: Iterable<HostOutcome>): Tally {
  const counts = { ...NONE };
  for (const { status } of outcomes) counts[status] += 1;
  return counts;
}

/** Hosts of which nobody expects anything more. */
export function overIn(counts: Tally): number {
  return STATUSES.reduce((sum, status) => (isOver(status) ? sum + counts[status] : sum), 0);
}

/** Hosts that began and were not well in the end. */
export function badIn(counts: Tally): number {
  return overIn(counts) - counts.succeeded - counts['not-started'];
}

/** How a whole run ended: `unknown` outweighs all, since somebody has to look. */
export type Verdict = 'succeeded' | 'partly' | 'failed' | 'cancelled' | 'unknown';

export function verdict(counts: Tally): Verdict {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (counts.unknown > 0) return 'unknown';
  if (counts.succeeded === total) return 'succeeded';
  if (counts.succeeded > 0) return 'partly';
  return counts.cancelled > 0 && counts.failed + counts['timed-out'] === 0 ? 'cancelled' : 'failed';
}
