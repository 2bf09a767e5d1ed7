import { err, ok, type Result } from '../result.ts';
import { type ChainedEvent, GENESIS, hashOf } from './chain.ts';

/**
 * The first step that is not as it was written. `edited`: its content does not give its hash. `missing`: there is no event
 * for it. `unlinked`: its event does not follow the one before. `forked`: there is another event for it. `foreign`: its
 * event is of another stream. `cut`: the stream ends before the anchor, or has another event there.
 */
export type Break = { seq: number; why: 'edited' | 'missing' | 'unlinked' | 'forked' | 'foreign' | 'cut' };

/** A step that was seen before, in a copy that nobody can change. Without one a tail that was cut off is not missed. */
export type Anchor = { seq: number; hash: string };

/** Checks a stream's events, in the order in which the store holds them. The value is the last step, the next anchor. */
export function verify(stream: string, events: readonly ChainedEvent[], anchor?: Anchor): Result<Anchor, Break> {
  let last: Anchor = { seq: -1, hash: GENESIS };
  for (const event of events) {
    const flaw = flawOf(stream, event, last);
    if (flaw) return err(flaw);
    if (event.seq === anchor?.seq && event.hash !== anchor.hash) return err({ seq: event.seq, why: 'cut' });
    last = { seq: event.seq, hash: event.hash };
  }
  if (anchor && last.seq < anchor.seq) return err({ seq: last.seq + 1, why: 'cut' });
  return ok(last);
}

/** The hash is looked at first: of an event that was edited, no other attribute can be believed. */
function flawOf(stream: string, event: ChainedEvent, last: Anchor): Break | undefined {
  const seq = last.seq + 1;
  if (event.stream !== stream) return { seq, why: 'foreign' };
  if (hashOf(event) !== event.hash) return { seq, why: 'edited' };
  if (event.seq < seq) return { seq: event.seq, why: 'forked' };
  if (event.seq > seq) return { seq, why: 'missing' };
  return event.prev === last.hash ? undefined : { seq, why: 'unlinked' };
}
