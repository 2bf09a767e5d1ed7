import type { Instant } from '../domain/instant.ts';
import type { ChainedEvent } from '../domain/ledger/chain.ts';
import type { Standing } from '../domain/ledger/examine.ts';

/** A page of streams; `next` is where the next one begins, and none at the end. */
export type StreamPage = { streams: string[]; next?: string };

/** The record as it stands: what was edited is given as it is, and nothing throws because of it. */
export type Evidence = {
  /** Streams of a kind in the order of their birth, since `after`; `newest`: the other way round. Asks an index: it may lag by seconds. */
  born(kind: string, ask: { limit: number; after?: Instant; from?: string; newest?: true }): Promise<StreamPage>;
  /** Consistent. */
  events(stream: string): Promise<Standing>;
  /** Whether there is any item of the stream. */
  exists(stream: string): Promise<boolean>;
};

/** Copies of events where nobody can change them or take them away. */
export type Copies = {
  /** Keeps events of one stream, in their order. The same ones again change nothing. Throws when they are not kept. */
  keep(stream: string, events: readonly ChainedEvent[]): Promise<void>;
  /** Every copy of a stream's events; a line that is none stands as an event that its hash does not fit. */
  of(stream: string): Promise<ChainedEvent[]>;
  /** Streams of which there are copies, in the order of their names. */
  streams(from?: string): Promise<StreamPage>;
};
