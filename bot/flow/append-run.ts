import type { Actor } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { begin, next, type Story, tell } from '../domain/run/apply.ts';
import type { RunEvent, RunStep } from '../domain/run/event.ts';
import type { Ledger } from '../ports/ledger.ts';
import { appendFirst, appendTo, type Begun, type Kind, type ReadStream, readStream } from './append-to.ts';
import { runStream } from './decode.ts';

/** A run as it was read: its story, and the head that the next step follows. */
export type ReadRun = ReadStream<Story>;

const RUN: Kind<Story, RunStep> = { prefix: 'run#', tell, next };

export function readRun(ledger: Pick<Ledger, 'read'>, id: string): Promise<ReadRun | undefined> {
  return readStream(RUN, ledger, runStream(id));
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export function appendStep(
  ledger: Pick<Ledger, 'append'>,
  read: ReadRun,
  ask: { step: RunStep; by: Actor; at: Instant },
): Promise<ReadRun | undefined> {
  return appendTo(RUN, ledger, { ...ask, read });
}

/** Event 0 of a run: the request is on record under an id that the same request finds again. */
export function beginRun(
  ledger: Pick<Ledger, 'append'>,
  { id, ...ask }: { id: string; step: RunStep & { type: 'asked' | 'refused' }; by: Actor; at: Instant },
): Promise<Begun<Story>> {
  const fold = (event: RunEvent & { type: 'asked' | 'refused' }) => begin(id, event);
  return appendFirst(ledger, runStream(id), { ...ask, fold });
}
