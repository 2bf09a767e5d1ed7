import { REMIT } from '../../domain/actor.ts';
import { isOpen } from '../../domain/escalation/state.ts';
import { laterEnd } from '../../domain/vendor/outlast.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, type ReadEscalation } from '../escalation/append-escalation.ts';
import { clockedBy } from './remind-vendor.ts';

/** Puts a later end on record where a request's target lies beyond the one that it has. True when there is a newer event now. */
export async function outlastTarget(deps: Pick<TendDeps, 'ledger' | 'now'>, read: ReadEscalation): Promise<boolean> {
  const { state } = read.story;
  const by = await clockedBy(deps.ledger, state);
  const expiresAt = by && isOpen(state) ? laterEnd(state, by.timing, deps.now()) : undefined;
  if (expiresAt === undefined) return false;
  await appendEscalation(deps.ledger, read, {
    step: { type: 'retimed', data: { expiresAt } },
    by: REMIT,
    at: deps.now(),
  });
  return true;
}
