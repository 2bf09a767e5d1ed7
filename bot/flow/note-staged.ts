import { REMIT } from '../domain/actor.ts';
import type { Story } from '../domain/run/apply.ts';
import type { Staged } from '../domain/run/gates.ts';
import { stagedBy, stagedStream } from '../domain/run/staged.ts';
import { stateOf } from './decode.ts';
import type { TendDeps } from './deps.ts';

/**
 * Puts on record that a change succeeded on staging, once a run. On a stream of its own and in the chain: production is
 * opened by it. Throws when another run wrote in this moment: the caller is tried again.
 */
export async function noteStaged(deps: Pick<TendDeps, 'ledger' | 'now'>, story: Story): Promise<void> {
  const staged = stagedBy(story);
  if (!staged || !story.plan) return;
  const stream = stagedStream(story.plan);
  const head = await deps.ledger.head(stream);
  const before = head && stateOf<Staged>(head);
  if (before && before.at >= staged.at) return;
  const at = Math.max(deps.now(), head?.at ?? 0);
  const draft = { stream, head, type: 'succeeded', at, by: REMIT, data: staged, state: staged };
  if ((await deps.ledger.append(draft)).is === 'lost') throw new Error(`${stream} was written by another run`);
}
