import type { Instant } from '../instant.ts';
import type { Marked, Unmarked } from './event.ts';

/** Who marked a message, by what, and since when; or when they took it off. As a receipt keeps it. */
export type Holders = Record<string, string>;

/**
 * The marks of one message after one more was put on it, or taken off: each person's own, by its reaction. Of what comes in another
 * order than it happened in, the latest by Slack's clock holds.
 */
export function withMark(
  holders: Holders,
  { user, how = 'reaction', mark = '', at = 0, on }: Pick<Marked & Unmarked, 'mark' | 'at'> & HeldBy,
): Holders {
  const key = `${user} ${how === 'reaction' ? mark : how}`;
  const before = holders[key];
  if (before !== undefined && Math.abs(Number(before)) > at) return holders;
  return { ...holders, [key]: String(on ? at : -at) };
}

type HeldBy = { user: string; how?: Marked['how']; at?: Instant; on: boolean };

/** Beside the marks, whose keys have a blank: that the message is gone from Slack. */
const DELETED = 'deleted';

export function asDeleted(holders: Holders): Holders {
  return { ...holders, [DELETED]: DELETED };
}

/** When it was edited last, of what is known of it, by Slack's clock. */
const EDITED = 'edited';

export function withEdit(holders: Holders, at: Instant): Holders {
  return { ...holders, [EDITED]: String(Math.max(at, lastEdit(holders) ?? at)) };
}

export function lastEdit({ [EDITED]: at }: Holders): Instant | undefined {
  return at === undefined ? undefined : Number(at);
}

/** Why a message is not on the timeline any more, if it is not: it was deleted, or nobody's mark is left. */
export function goneBy(holders: Holders): 'deleted' | 'unmarked' | undefined {
  const { [DELETED]: deleted, [EDITED]: _edited, ...marks } = holders;
  if (deleted !== undefined) return 'deleted';
  const since = Object.values(marks);
  return since.length > 0 && since.every((one) => Number(one) <= 0) ? 'unmarked' : undefined;
}
