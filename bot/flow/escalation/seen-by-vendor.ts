import type { SeenByVendor } from '../../domain/answer.ts';
import { sentUntil } from '../../domain/escalation/act.ts';
import { type EscalationStory, nextEscalation } from '../../domain/escalation/apply.ts';
import type { EscalationStep } from '../../domain/escalation/event.ts';
import { tellToVendor } from '../../domain/escalation/to-vendor.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { type Vendor, vendorFor } from '../../domain/vendor/vendor.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { customNow } from './sending.ts';

/** Their card of a request that was sent. Undefined where they have no channel of their own: then it is told to them. */
export function cardOfVendor(story: EscalationStory, vendor: Vendor | undefined): SeenByVendor | undefined {
  const channel = vendor?.channel;
  if (!channel) return undefined;
  const { us } = story.prepared;
  return { story: tellToVendor(story, { ...vendor, channel }), ...(us !== undefined && { us }) };
}

/** The story once it is sent with this step, now. */
export function onceSent(
  story: EscalationStory,
  step: Extract<EscalationStep, { type: 'sent' }>,
  now: Instant,
): EscalationStory {
  return nextEscalation(story, { ...step, seq: story.seq + 1, at: now, by: story.by });
}

/** What they see of a request: of a prepared one, what they would if it were sent now without a word. `story`: with what is let out now. */
export async function seenByVendor(
  { ledger }: { ledger: Pick<Ledger, 'head' | 'read'> },
  story: EscalationStory,
  { policy, now }: { policy: Policy | undefined; now: Instant },
): Promise<{ story: EscalationStory; card?: SeenByVendor }> {
  const { state, ask } = story;
  if (ask.kind === 'inner') return { story };
  const vendors = await readVendors(ledger);
  if (state.is !== 'prepared') {
    const card = cardOfVendor(
      story,
      vendors.find(({ name }) => name === state.vendor),
    );
    return { story, ...(card && { card }) };
  }
  const vendor = vendorFor(vendors, ask);
  const { said } = await customNow({ ledger }, ask, policy);
  const data = { ...said, expiresAt: sentUntil(state, now), ...(vendor && { vendor: vendor.name }) };
  const card = cardOfVendor(onceSent(story, { type: 'sent', data }, now), vendor);
  return { story: { ...story, ask: { ...ask, ...said } }, ...(card && { card }) };
}
