import { REMIT } from '../../domain/actor.ts';
import type { Story } from '../../domain/run/apply.ts';
import { vendorRunMove } from '../../domain/vendor/vendor-run.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { appendEscalation, escalationStream, readEscalation } from '../escalation/append-escalation.ts';
import { readVendors } from './read-vendors.ts';

type Deps = { ledger: Pick<Ledger, 'read' | 'head' | 'append'>; now: Clock };

const ROUNDS = 8;

/**
 * Puts on a request how the run goes that one of theirs made of it: once for each of its turns, whoever comes by how often. What is over is
 * told anew when somebody settles a host.
 */
export async function tellVendorOfRun(deps: Deps, story: Story): Promise<void> {
  const { forVendor } = story.asked;
  if (!forVendor) return;
  const vendor = (await readVendors(deps.ledger)).find(({ name }) => name === forVendor.vendor);
  const data = vendorRunMove(story, vendor?.output ?? false);
  if (!data) return;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readEscalation(deps.ledger, escalationStream(forVendor.request));
    if (!read || read.events.some(({ type, data: told }) => type === 'run-moved' && told === JSON.stringify(data)))
      return;
    const step = { type: 'run-moved', data } as const;
    if (await appendEscalation(deps.ledger, read, { step, by: REMIT, at: deps.now() })) return;
  }
  throw new Error(`request ${forVendor.request} moved ${ROUNDS} times while it was told of run ${story.id}`);
}
