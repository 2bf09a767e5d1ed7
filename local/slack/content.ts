/** Checks the content of a message from the bot: text, blocks and metadata, in that order of Slack's complaints. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { checkBlocks } from './blocks/check.ts';
import { type Outcome, refused } from './outcome.ts';
import type { Message } from './wire.ts';

export type Given = { text?: unknown; blocks?: unknown; metadata?: unknown };
export type Content = { text: string; blocks?: KnownBlock[]; metadata?: NonNullable<Message['metadata']> };

/** Slack cuts a posted text at 40,000 characters; here it is refused, so that nobody relies on the rest. */
export const LONGEST_POSTED = 40_000;
export const LONGEST_UPDATED = 4000;

const metadataSchema = z.object({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) });

export function checkContent(given: Given, longest: number): Outcome<{ content: Content }> {
  const text = given.text === undefined ? '' : String(given.text);
  if (text.length > longest) return refused('msg_too_long');
  const content: Content = { text };
  if (given.blocks !== undefined) {
    const checked = checkBlocks(given.blocks);
    if (!checked.ok) return checked;
    content.blocks = checked.blocks;
  }
  if (text === '' && !content.blocks?.length) return refused('no_text');
  if (given.metadata !== undefined) {
    const parsed = metadataSchema.safeParse(given.metadata);
    if (!parsed.success) return refused('invalid_metadata_format');
    content.metadata = parsed.data;
  }
  return { ok: true, content };
}
