import type { KnownBlock } from '@slack/types';
import type { SeenByVendor } from '../../../domain/answer.ts';
import type { Ask } from '../../../domain/escalation/ask.ts';
import { context } from './blocks.ts';
import { vendorBlocks } from './escalation-words.ts';
import type { Reading } from './rendered.ts';
import { renderVendorCard } from './vendor-card.ts';
import { vendorPresses } from './vendor-presses.ts';

type Seen = { id: string; ask: Ask; card?: SeenByVendor | undefined };

/** Their card by its own renderer, without what can be pressed; where they have no channel, what is told to them. */
export function vendorPreview({ id, ask, card }: Seen, reading: Reading): KnownBlock[] {
  if (!card) return vendorBlocks(id, ask, reading);
  const { blocks } = renderVendorCard(card.story, { ...reading, ...(card.us !== undefined && { us: card.us }) });
  const labels = vendorPresses(card.story).map(({ label }) => `[${label}]`);
  return blocks.map((block) => {
    if (block.type === 'actions') return context(`Their buttons: ${labels.join(' ')}`);
    return block.type === 'section' ? { ...block, expand: true } : block;
  });
}
