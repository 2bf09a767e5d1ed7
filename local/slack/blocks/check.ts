/** Accepts or refuses blocks and views as Slack does, and gives every block and element the ids it lacks. */
import type { KnownBlock, View } from '@slack/types';
import { newSecret } from '../ids.ts';
import { type Outcome, refused } from '../outcome.ts';
import { anyViewSchema, messageBlocks } from './schema.ts';
import { doubledIds } from './unique.ts';
import { at, complain } from './words.ts';

/** Refuses with `invalid_blocks` and one message per fault. */
export function checkBlocks(value: unknown): Outcome<{ blocks: KnownBlock[] }> {
  if (!Array.isArray(value)) return refused('invalid_blocks_format');
  const parsed = messageBlocks.safeParse(value, { reportInput: true });
  if (!parsed.success) return refused('invalid_blocks', complain(parsed.error.issues, ['blocks']).map(asError));
  const doubled = doubledIds(parsed.data, ['blocks']);
  if (doubled.length > 0) return refused('invalid_blocks', doubled.map(asError));
  if (parsed.data.filter((block) => block.type === 'table').length > 1) {
    return refused('invalid_blocks', [asError(at('only_one_table_allowed', ['blocks']))]);
  }
  return { ok: true, blocks: withIds(parsed.data as KnownBlock[]) };
}

/** Refuses with `invalid_arguments`, or `view_too_large` over 250 kB. */
export function checkView(value: unknown): Outcome<{ view: View }> {
  const parsed = anyViewSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return mismatch(complain(parsed.error.issues, ['view']));
  const doubled = doubledIds(parsed.data.blocks, ['view', 'blocks']);
  if (doubled.length > 0) return mismatch(doubled);
  if (Buffer.byteLength(JSON.stringify(value)) > 250_000) return refused('view_too_large');
  const view = parsed.data as View;
  return { ok: true, view: { ...view, blocks: withIds(view.blocks as KnownBlock[]) } };
}

function mismatch(complaints: string[]) {
  return refused(
    'invalid_arguments',
    [at('failed to match all allowed schemas', ['view']), ...complaints].map(asError),
  );
}

const asError = (complaint: string) => `[ERROR] ${complaint}`;

function withIds(blocks: KnownBlock[]): KnownBlock[] {
  return blocks.map((block) => ({ ...withActionIds(block), block_id: block.block_id ?? newSecret().slice(0, 5) }));
}

function withActionIds(block: KnownBlock): KnownBlock {
  if (block.type === 'actions') return { ...block, elements: block.elements.map(named) };
  if (block.type === 'input') return { ...block, element: named(block.element) };
  if (block.type === 'section' && block.accessory && block.accessory.type !== 'image') {
    return { ...block, accessory: named(block.accessory) };
  }
  return block;
}

function named<T extends { action_id?: string }>(element: T): T {
  return { ...element, action_id: element.action_id ?? newSecret().slice(0, 5) };
}
