import type { Actor } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type Heard,
  type HeardStep,
  type HeardStory,
  nextHeard,
  type Settled,
  tellHeard,
} from '../../domain/vendor/heard.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { appendTo, beginUntaken, type Kind, type ReadStream, readStream } from '../append-to.ts';

export type ReadHeard = ReadStream<HeardStory>;

export const HEARD = 'heard#';
const KIND: Kind<HeardStory, HeardStep> = { prefix: HEARD, tell: tellHeard, next: nextHeard };

type By = { by: Actor; at: Instant };

/** Puts on record what was said under this id; what stands there if somebody took it. */
export function beginHeard(
  ledger: Pick<Ledger, 'append'>,
  { id, heard, ...by }: By & { id: string; heard: Heard },
): Promise<StoredEvent | undefined> {
  return beginUntaken(KIND, ledger, { id, step: { type: 'heard', data: heard }, ...by });
}

export function readHeard(ledger: Pick<Ledger, 'read'>, stream: string): Promise<ReadHeard | undefined> {
  return readStream(KIND, ledger, stream);
}

/** Says what came of it; `undefined` when another worker did. */
export function settleHeard(
  ledger: Pick<Ledger, 'append'>,
  read: ReadHeard,
  { settled, ...by }: By & { settled: Settled },
): Promise<ReadHeard | undefined> {
  return appendTo(KIND, ledger, { read, step: { type: 'settled', data: settled }, ...by });
}
