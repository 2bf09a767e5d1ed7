import * as z from 'zod/mini';
import type { Place } from '../../domain/run/state.ts';

/** A form stands in no channel: where it was opened from travels in its private_metadata, which only Slack and we write. */
const Memory = z.object({
  channel: z.string().check(z.regex(/^[A-Z][A-Z0-9]{1,63}$/)),
  thread: z.optional(z.string().check(z.regex(/^\d{1,12}\.\d{1,9}$/))),
  answerPath: z.optional(z.string().check(z.regex(/^(?:\/[A-Za-z0-9_-]{1,200}){1,8}$/))),
  form: z.string(),
});

/** Packs a place beside what the form itself remembers. */
export function remember(place: Place, form = ''): string {
  const { channel, thread, answerPath } = place;
  return JSON.stringify({ channel, ...(thread && { thread }), ...(answerPath && { answerPath }), form });
}

/** `channel` falls back on the person: a direct message reaches them when the place is not known. */
export function recall(privateMetadata: string, team: string, user: string): { place: Place; form: string } {
  const memory = Memory.safeParse(jsonOf(privateMetadata));
  if (!memory.success) return { place: { team, channel: user }, form: privateMetadata };
  const { form, channel, thread, answerPath } = memory.data;
  return { place: { team, channel, ...(thread && { thread }), ...(answerPath && { answerPath }) }, form };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
