import { REMIT } from '../domain/actor.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';

/** The window for approvals is over. The append races an approval: whichever is first on the stream counts. */
export async function expire(deps: TendDeps, run: ReadRun): Promise<undefined> {
  await appendStep(deps.ledger, run, { step: { type: 'expired', data: {} }, by: REMIT, at: deps.now() });
}
