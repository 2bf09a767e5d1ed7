import type { Actor } from '../../domain/actor.ts';
import {
  type BudgetStep,
  type BudgetStory,
  budgetName,
  emptyBudget,
  nextBudget,
  tellBudget,
} from '../../domain/budget/budget.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { appendTo, beginStream, type Kind, type ReadStream, readStream } from '../append-to.ts';

export const BUDGET = 'budget#';

const KIND: Kind<BudgetStory, BudgetStep> = { prefix: BUDGET, tell: tellBudget, next: nextBudget };

/** The budget of a vendor in a month as it was read; without `read` nothing was approved in it yet. */
export type ReadBudget = { story: BudgetStory; read?: ReadStream<BudgetStory> };

type Named = Pick<BudgetStory, 'vendor' | 'month'>;

export function budgetStream(of: Named): string {
  return `${BUDGET}${budgetName(of)}`;
}

export function readBudgetStream(
  ledger: Pick<Ledger, 'read'>,
  stream: string,
): Promise<ReadStream<BudgetStory> | undefined> {
  return readStream(KIND, ledger, stream);
}

/** One consistent read, whole: a month of a vendor has a few events for each cost. */
export async function readBudget(ledger: Pick<Ledger, 'read'>, of: Named): Promise<ReadBudget> {
  const read = await readBudgetStream(ledger, budgetStream(of));
  return read ? { story: read.story, read } : { story: emptyBudget(of) };
}

/** Appends one step on the budget as it was read; false when somebody else was first: read again and decide again. */
export async function appendBudget(
  ledger: Pick<Ledger, 'append'>,
  { story, read }: ReadBudget,
  ask: { step: BudgetStep; by: Actor; at: Instant },
): Promise<boolean> {
  if (read) return (await appendTo(KIND, ledger, { ...ask, read })) !== undefined;
  return (await beginStream(KIND, ledger, { ...ask, id: budgetName(story) })).is === 'begun';
}
