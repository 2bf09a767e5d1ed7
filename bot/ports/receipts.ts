import type { Instant } from '../domain/instant.ts';

/** What an outer effect left behind, so that it is not made twice. `value` is the effect's own: a message's place, an id. `at`: when it was raised last. */
export type Receipt = { value: Record<string, string>; seq: number; at?: Instant };

export type Receipts = {
  get(stream: string, effect: string): Promise<Receipt | undefined>;
  put(stream: string, effect: string, receipt: Receipt): Promise<void>;
  /** Puts it where none is, and returns the one that stands: another's, where that one was first. */
  leave(stream: string, effect: string, receipt: Receipt): Promise<Receipt>;
  /** Raises the sequence that is shown, and says when it was; does nothing when a higher one is there. */
  raise(stream: string, effect: string, shown: { seq: number; at: Instant }): Promise<void>;
};
