/** Puts the local clock forward: Slack has no such thing, the page has. */
import type { Slack } from '../context.ts';
import { type Outcome, refused } from '../outcome.ts';
import type { Account, MoveClock } from '../wire.ts';

const STEPS = { '1min': 60_000, '30min': 30 * 60_000, '1day': 24 * 60 * 60_000 } satisfies Record<
  MoveClock['by'],
  number
>;

export async function moveClock(slack: Slack, _me: Account, { by }: MoveClock): Promise<Outcome> {
  if (!slack.clock) return refused('clock_not_here');
  const moved = await slack.clock.move(STEPS[by]);
  if (moved.is === 'busy') return refused('clock_busy', [`At work: ${moved.who.join(', ')}.`]);
  return { ok: true };
}
