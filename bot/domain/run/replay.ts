import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type Ruling, rule } from '../matrix/rule.ts';
import type { Kind } from '../target.ts';
import type { Plan } from './plan.ts';
import type { Refusal, Unlisted } from './refusal.ts';
import { refuseCell } from './rights-on.ts';

/** What a cell led to: as a ruling, but of an owner whose organisation is registered as that party. */
type Standing = Ruling['is'];

/** A kind of target of a past run, of which another matrix decides otherwise. */
export type Otherwise = { kind: Kind; before: Standing; now: Standing };

/** A past run that would be decided otherwise, on these kinds. */
export type Replayed = { run: string; by: Actor; at: Instant; sentence: string; otherwise: Otherwise[] };

/** What a past run was decided by: the plan that it got, or why it got none. */
export type Decided = { plan: Plan } | { refusal: Refusal };

/**
 * Decides the cells of a past run again, under this matrix: by the rule and the refusal that a run gets. Of what only that
 * moment could tell (roles, hosts, policy) nothing is asked. A run that no cell decided has none.
 */
export function replay(matrix: Matrix, by: Actor, decided: Decided): Otherwise[] {
  return cellsOf(decided).flatMap(({ activity, kind, before }) => {
    const now = standingOf(refuseCell(rule(matrix, activity, kind), by, []));
    return now === undefined || now === before ? [] : [{ kind, before, now }];
  });
}

type Stood = { activity: string; kind: Kind; before: Standing };

function cellsOf(decided: Decided): Stood[] {
  if ('plan' in decided) {
    const { cells, unlisted } = decided.plan;
    return unlisted ? ofUnlisted(unlisted) : cells.map(({ activity, kind }) => ({ activity, kind, before: 'ours' }));
  }
  const { refusal } = decided;
  if (refusal.reason === 'unlisted') return ofUnlisted(refusal);
  if (refusal.reason === 'mixed') return ofParts(refusal);
  const before = standingOf(refusal);
  if (before === undefined || !('cell' in refusal)) return [];
  const also = refusal.reason === 'vendor-task' ? (refusal.also ?? []) : [];
  return [refusal.cell, ...also].map(({ activity, kind }) => ({ activity, kind, before }));
}

function ofUnlisted({ activity, kind, kinds = [kind] }: Unlisted): Stood[] {
  return kinds.map((one) => ({ activity, kind: one, before: 'unlisted' }));
}

function ofParts({ activity, parts }: Extract<Refusal, { reason: 'mixed' }>): Stood[] {
  return parts.flatMap(({ is, kinds }) => kinds.map((kind) => ({ activity, kind, before: is })));
}

/** Undefined of a refusal that is not the matrix's. */
function standingOf(refusal: Refusal | undefined): Standing | undefined {
  switch (refusal?.reason) {
    case undefined:
      return 'ours';
    case 'vendor-task':
      return refusal.paid ? 'vendor-paid' : 'vendor';
    case 'not-available':
    case 'unlisted':
      return refusal.reason;
    default:
      return undefined;
  }
}
