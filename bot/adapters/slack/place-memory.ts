import * as z from 'zod/mini';
import type { About } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';

const ts = z.string().check(z.regex(/^\d{1,12}\.\d{1,9}$/));

/** A form stands in no channel: where it was opened from travels in its private_metadata, which only Slack and we write. */
const Memory = z.object({
  channel: z.string().check(z.regex(/^[A-Z][A-Z0-9]{1,63}$/)),
  thread: z.optional(ts),
  answerPath: z.optional(z.string().check(z.regex(/^(?:\/[A-Za-z0-9_-]{1,200}){1,8}$/))),
  form: z.string(),
  about: z.optional(
    z.object({
      ts,
      thread: z.optional(ts),
      text: z.string(),
      author: z.optional(z.union([z.object({ team: z.string(), user: z.string() }), z.object({ user: z.string() })])),
    }),
  ),
});

/** Packs a place beside what the form itself remembers, and the message that it was opened on. */
export function remember(place: Place, form = '', about?: About): string {
  const { channel, thread, answerPath } = place;
  const on = about && { about: { ...about, text: fitting(about.text) } };
  return JSON.stringify({ channel, ...(thread && { thread }), ...(answerPath && { answerPath }), form, ...on });
}

/** Slack keeps 3,000 characters: of a message as many as leave room for the rest. */
const TEXT_MOST = 1_200;

function fitting(text: string): string {
  let kept = text.slice(0, TEXT_MOST);
  while (JSON.stringify(kept).length > TEXT_MOST) kept = kept.slice(0, Math.floor(kept.length * 0.8));
  return kept.toWellFormed().replace(/\ufffd$/, '');
}

type Recalled = { place: Place; form: string; about?: About };

/** `channel` falls back on the person: a direct message reaches them when the place is not known. */
export function recall(privateMetadata: string, team: string, user: string): Recalled {
  const memory = Memory.safeParse(jsonOf(privateMetadata));
  if (!memory.success) return { place: { team, channel: user }, form: privateMetadata };
  const { form, channel, thread, answerPath, about } = memory.data;
  const place = { team, channel, ...(thread && { thread }), ...(answerPath && { answerPath }) };
  return { place, form, ...(about && { about: aboutOf(about) }) };
}

function aboutOf({ ts, thread, text, author }: NonNullable<z.infer<typeof Memory>['about']>): About {
  return { ts, ...(thread && { thread }), text, ...(author && { author }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
