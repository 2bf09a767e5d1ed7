import { type Actor, REMIT, sameActor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { writeRequestId, writeRunId } from '../language/run-id.ts';
import type { Bar, Names, Row, Tick } from './chart.ts';
import { type Entry, laneOf } from './entry.ts';
import type { IncidentState } from './state.ts';

/** Rows of a lane that stand alone; the others are one row together. */
const ROWS = { runs: 6, alarms: 4, people: 6, vendor: 4 } as const;

type Laid = { label: string; bars: Bar[]; entries: Entry[] };

/** A bar for each run, from its asking to its end. What failed and what is not over stands alone before what went well. */
export function runRows(entries: readonly Entry[], end: Instant): Row[] {
  const runs = groupsOf(entries, (entry) => idOf(entry, 'run')).map(([run, of]) => ({
    label: writeRunId(run),
    bars: [barOf(of, end)],
    entries: of,
  }));
  const loose = entries.filter((entry) => laneOf(entry) === 'runs' && idOf(entry, 'run') === undefined);
  return [...chosen(runs, ROWS.runs, 'runs'), ...(loose.length > 0 ? [together('other', loose)] : [])];
}

export function vendorRows(entries: readonly Entry[], end: Instant): Row[] {
  const own = entries.filter((entry) => laneOf(entry) === 'vendor');
  const requests = groupsOf(own, (entry) => idOf(entry, 'request')).map(([request, of]) => ({
    label: writeRequestId(request),
    bars: [barOf(of, end)],
    entries: of,
  }));
  const loose = own.filter((entry) => idOf(entry, 'request') === undefined);
  return [...chosen(requests, ROWS.vendor, 'requests'), ...(loose.length > 0 ? [together('messages', loose)] : [])];
}

/** An alarm rings from an entry that is bad to the next one that is good. */
export function alarmRows(entries: readonly Entry[], alarms: IncidentState['alarms'], end: Instant): Row[] {
  const own = entries.filter((entry) => laneOf(entry) === 'alarms');
  const rows = groupsOf(own, (entry) => idOf(entry, 'alarm')).map(([arn, of]) => ({
    label: alarms.find((alarm) => alarm.arn === arn)?.name ?? arn.slice(arn.lastIndexOf(':') + 1),
    bars: ringingOf(of, end),
    entries: of,
  }));
  return chosen(rows, ROWS.alarms, 'alarms');
}

/** A row for each of those who did most, and one for the others. */
export function peopleRows(entries: readonly Entry[], names: Names): Row[] {
  const own = entries.filter((entry) => laneOf(entry) === 'people');
  const people = groupsOf(own, ({ by }) => by && `${by.team}/${by.user}`).sort(([, a], [, b]) => b.length - a.length);
  const alone = people.slice(0, people.length > ROWS.people ? ROWS.people - 1 : ROWS.people);
  const others = people.slice(alone.length).flatMap(([, of]) => of);
  const nobody = own.filter(({ by }) => by === undefined);
  return [
    ...alone.map(([key, of]) => together(nameOf(of[0]?.by, names) ?? key, of)),
    ...(others.length > 0 ? [together(`${people.length - alone.length} others`, others)] : []),
    ...(nobody.length > 0 ? [together('unknown', nobody)] : []),
  ];
}

/** How somebody is called where a mention cannot stand. */
export function nameOf(by: Actor | undefined, names: Names): string | undefined {
  if (by === undefined) return undefined;
  if (sameActor(by, REMIT)) return 'Remit';
  return names.get(`${by.team}/${by.user}`) ?? by.user;
}

function idOf({ evidence }: Entry, is: 'run' | 'request' | 'alarm'): string | undefined {
  for (const one of evidence) {
    if (one.is !== is) continue;
    if (one.is === 'run') return one.run;
    return one.is === 'request' ? one.request : one.arn;
  }
  return undefined;
}

/** Entries by their key, in the order of the first of each; what has none is left out. */
function groupsOf(entries: readonly Entry[], keyOf: (entry: Entry) => string | undefined): [string, Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups];
}

/** How it ended is what the entry says that ends it, else the last one of its own; results of single hosts and approvals on the way end nothing. */
function barOf(entries: readonly Entry[], end: Instant): Bar {
  const from = entries[0]?.occurredAt ?? end;
  const over = entries.findLast(({ ends }) => ends);
  if (over)
    return { from, to: Math.max(from, over.occurredAt), mark: over.mark === 'good' ? 'good' : 'bad', open: false };
  const own = entries.filter(({ kind, mark }) => (kind === 'run' || kind === 'refusal' || kind === 'vendor') && mark);
  const last = own.at(-1);
  const mark = last?.mark ?? 'waits';
  if (mark === 'waits') return { from, to: Math.max(from, end), mark, open: true };
  return { from, to: Math.max(from, last?.occurredAt ?? end), mark, open: false };
}

function ringingOf(entries: readonly Entry[], end: Instant): Bar[] {
  const bars: Bar[] = [];
  for (const { occurredAt, mark } of entries) {
    const last = bars.at(-1);
    if (mark === 'good') {
      if (last?.open) bars[bars.length - 1] = { ...last, to: occurredAt, open: false };
      // It rang before anybody asked: only that it is quiet is known.
      if (!last) bars.push({ from: occurredAt, to: occurredAt, mark: 'rang', open: false });
    } else if (!last?.open) {
      bars.push({ from: occurredAt, to: Math.max(occurredAt, end), mark: 'rang', open: true });
    }
  }
  return bars;
}

const WEIGHT = { bad: 0, waits: 1, rang: 1, good: 2 } as const;

/** All of them, or the ones to look at first, in their order, and one row of the others. */
function chosen(rows: readonly Laid[], most: number, what: string): Row[] {
  if (rows.length <= most) return rows.map(({ label, bars }) => ({ label, bars }));
  const weight = ({ bars }: Laid) => WEIGHT[bars.at(-1)?.mark ?? 'good'];
  const first = new Set([...rows].sort((a, b) => weight(a) - weight(b)).slice(0, most - 1));
  const others = rows.filter((row) => !first.has(row));
  const shown = rows.filter((row) => first.has(row)).map(({ label, bars }) => ({ label, bars }));
  const ticks = others.flatMap(({ bars }) =>
    bars.map(({ to, mark }) => ({ at: to, bad: mark === 'bad' || mark === 'rang' })),
  );
  return [...shown, { label: `${others.length} more ${what}`, ticks }];
}

function together(label: string, entries: readonly Entry[]): Row {
  const ticks: Tick[] = entries.map(({ occurredAt, mark }) => ({ at: occurredAt, bad: mark === 'bad' }));
  return { label, ticks };
}
