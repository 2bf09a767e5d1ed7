import { KINDS, type Kind } from '../target.ts';
import type { Matrix } from './matrix.ts';
import { type Ruling, rule } from './rule.ts';

/** An activity that both profiles list and decide differently, on these kinds. */
export type Differing = {
  activity: string;
  labels: [string, string];
  cells: { kind: Kind; rulings: [Ruling, Ruling] }[];
};

export type Listed = { activity: string; label: string };

/** Two profiles, activity by activity. `same`: how many both decide alike on every kind. */
export type Difference = { differing: Differing[]; only: [Listed[], Listed[]]; same: number };

/**
 * Compares what two profiles rule, by the ids of activities: labels and the parties' names differ where the task is the
 * same one's.
 */
export function compare(one: Matrix, other: Matrix): Difference {
  const [ours, theirs] = [listed(one), listed(other)];
  const both = ours.filter(({ activity }) => theirs.some((row) => row.activity === activity));
  const differing = both.flatMap(({ activity, label }): Differing[] => {
    const cells = KINDS.map((kind) => ({ kind, rulings: rulings(one, other, activity, kind) })).filter(
      ({ rulings: [a, b] }) => a.is !== b.is,
    );
    const named = theirs.find((row) => row.activity === activity)?.label ?? label;
    return cells.length > 0 ? [{ activity, labels: [label, named], cells }] : [];
  });
  const not = (rows: Listed[]) => (row: Listed) => !rows.some(({ activity }) => activity === row.activity);
  return {
    differing,
    only: [ours.filter(not(theirs)), theirs.filter(not(ours))],
    same: both.length - differing.length,
  };
}

function rulings(one: Matrix, other: Matrix, activity: string, kind: Kind): [Ruling, Ruling] {
  return [rule(one, activity, kind), rule(other, activity, kind)];
}

function listed({ rows }: Matrix): Listed[] {
  return rows.flatMap(({ label, covers }) => covers.map((activity) => ({ activity, label })));
}
