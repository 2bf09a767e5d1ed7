import { REMIT } from '../../domain/actor.ts';
import { isOpen } from '../../domain/escalation/state.ts';
import type { Story } from '../../domain/run/apply.ts';
import { isTerminal } from '../../domain/run/state.ts';
import { readRun } from '../append-run.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, escalationStream, type ReadEscalation, readEscalation } from './append-escalation.ts';
import { findOf } from './find.ts';

type Deps = Pick<TendDeps, 'ledger' | 'now'>;

const OVER = 'the run that waited for it is over';

/** A run that is over waits for nobody's word: its request on safety is taken back. One that expired ends as its run did. */
export async function withdrawIfOver(deps: Deps, read: ReadEscalation): Promise<boolean> {
  const { state } = read.story;
  if (state.digest === undefined || state.run === undefined || !isOpen(state)) return false;
  const run = await readRun(deps.ledger, state.run);
  if (!run || !isTerminal(run.story.state) || run.story.state.is === 'expired') return false;
  const step = { type: 'withdrawn', data: { because: OVER } } as const;
  return (await appendEscalation(deps.ledger, read, { step, by: REMIT, at: deps.now() })) !== undefined;
}

/** The same, of a run that has just ended. */
export async function withdrawRequestOf(deps: Deps, { id, plan }: Story): Promise<void> {
  if (!plan?.unlisted) return;
  const request = await findOf(deps.ledger, id);
  const read = request === undefined ? undefined : await readEscalation(deps.ledger, escalationStream(request));
  if (read) await withdrawIfOver(deps, read);
}
