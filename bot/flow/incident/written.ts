import type { StoredEvent } from '../../ports/ledger.ts';
import { isClaimed } from '../claim.ts';
import type { TendDeps } from '../deps.ts';

/** The receipt of the entries: the last event whose entries are written, and which up to it had something to do then. */
const TIMELINE = 'timeline';

export type Written = { seq: number; open: number[] };

export async function writtenOf({ receipts }: Pick<TendDeps, 'receipts'>, stream: string): Promise<Written> {
  const receipt = await receipts.get(stream, TIMELINE);
  const open = (receipt?.value.open ?? '').split(' ').filter(Boolean).map(Number);
  return { seq: receipt?.seq ?? -1, open };
}

export async function leaveWritten(
  { receipts }: Pick<TendDeps, 'receipts'>,
  stream: string,
  { seq, open }: Written,
): Promise<void> {
  await receipts.put(stream, TIMELINE, { value: { open: open.join(' ') }, seq });
}

/** A passed event has nothing left to do. False when somebody is at it, who ends it, or died on it, which is looked after. */
export async function dropTimer({ ledger }: Pick<TendDeps, 'ledger'>, event: StoredEvent): Promise<boolean> {
  if (event.due === undefined) return true;
  if (isClaimed(event)) return false;
  await ledger.finish(event, { claimed: event.due });
  return (await ledger.event(event))?.due === undefined; // somebody may have begun on it in between
}

/** Events whose entries are written and that still have something to do: the head, and those that somebody was at when they were passed. */
export async function leftOpen(deps: Pick<TendDeps, 'receipts' | 'ledger'>, stream: string): Promise<StoredEvent[]> {
  const { seq, open } = await writtenOf(deps, stream);
  const events = await Promise.all(open.map((one) => deps.ledger.event({ stream, seq: one })));
  const left = events.flatMap((event) => (event?.due === undefined ? [] : [event]));
  if (left.length < open.length) await leaveWritten(deps, stream, { seq, open: left.map((event) => event.seq) });
  return left;
}
