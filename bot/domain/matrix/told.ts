import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { WhoQuestion } from '../language/question.ts';
import type { GatesNow } from '../run/gates-now.ts';
import type { Replayed } from '../run/replay.ts';
import type { Prospect } from '../run/what-can.ts';
import type { Way } from '../run/who-can.ts';
import { KINDS, type Target } from '../target.ts';
import type { Difference } from './diff.ts';
import type { Matrix, Party, Row } from './matrix.ts';
import { type Ruling, rule } from './rule.ts';

/** Which record answered. A profile that is not in force decides nothing: its answer is for comparison. */
export type Answered = { profile: string; version: number; inForce: boolean };

/** A row as the decision reads it: what is ruled for each kind of target. */
export type RowTold = Pick<Row, 'label' | 'section' | 'covers'> & { rulings: Ruling[] };

/** A version of a profile: who made it so, when, why. */
export type Version = { version: number; type: string; at: Instant; by: Actor; because?: string };

export type MatrixTold =
  | { is: 'matrix'; of: Answered; parties: Party[]; rows: RowTold[]; others: string[] }
  /** `commands`: those of ours that the row decides. */
  | { is: 'matrix-row'; of: Answered; row: RowTold; commands: string[] }
  /** `looked`: the past runs that were decided again; `runs`: those of them that would be decided otherwise, the latest first. */
  | { is: 'matrix-replay'; of: Answered; looked: number; runs: Replayed[] }
  | { is: 'matrix-diff'; of: [Answered, Answered]; difference: Difference }
  | { is: 'matrix-history'; of: Answered; versions: Version[] }
  /** It is being drawn, or written as a file, and comes into the direct messages of whoever asked. */
  | { is: 'matrix-picture' | 'matrix-export'; of: Answered };

/**
 * Whose task it is, and who may have it done. `ways` is empty where no command does it; then `hands` are those whose task
 * it is. `costs`: who decides on paid work, when it is. `next`: the sentence that the reader can go on with.
 */
export type WhoTold = {
  is: 'who';
  of: Answered;
  policyVersion: number;
  question: WhoQuestion;
  targets: Target[];
  rulings: Ruling[];
  ways: Way[];
  hands: Actor[];
  costs: Actor[];
  next?: string;
};

/** `gates`: what would stop a change there now; of that what stops a repair is a part. */
export type WhatTold = {
  is: 'what';
  of: Answered;
  policyVersion: number;
  targets: Target[];
  prospects: Prospect[];
  gates?: GatesNow;
};

/** What the matrix rules for a row, asked as a run asks. */
export function rowTold(matrix: Matrix, { label, section, covers }: Row): RowTold {
  const [activity = ''] = covers;
  const rulings = KINDS.map((kind) => rule(matrix, activity, kind));
  return { label, covers, rulings, ...(section !== undefined && { section }) };
}
