import type { WebClient } from '@slack/web-api';
import * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import { CANVAS_MOST, type Canvases, type CanvasRefusal } from '../../ports/canvases.ts';
import { asked, fault } from './asked.ts';
import { lossOf, lost } from './room-loss.ts';
import type { Web } from './web.ts';

/** Slack's codes, of https://docs.slack.dev/reference/methods: what makes a channel's canvas, and what edits one. */
const REFUSALS = new Map<string, 'not-taken' | 'none-here' | 'absent'>([
  ['canvas_creation_failed', 'not-taken'],
  ['canvas_editing_failed', 'not-taken'],
  ['canvas_tab_creation_failed', 'not-taken'],
  ['canvas_disabled_user_team', 'none-here'],
  ['canvas_disabled_file_team', 'none-here'],
  ['canvas_globally_disabled', 'none-here'],
  ['team_tier_cannot_create_channel_canvases', 'none-here'],
  ['free_team_canvas_tab_already_exists', 'none-here'],
  ['free_teams_cannot_create_non_tabbed_canvases', 'none-here'],
  ['slack_connect_canvas_sharing_blocked', 'none-here'],
  ['not_paid', 'none-here'],
  ['canvas_not_found', 'absent'],
  ['canvas_deleted', 'absent'],
]);

/** The client's types know of the lists in a channel's tabs, and not of its canvas. */
const Properties = z.object({ canvas: z.optional(z.object({ file_id: z.string() })) });

/** The id of a channel's canvas, of what Slack tells of the channel. */
export function canvasIn({ properties }: { properties?: unknown }): string | undefined {
  return Properties.safeParse(properties ?? {}).data?.canvas?.file_id;
}

type Content = { title: string; markdown: string };

/** The canvas of a channel by Slack's Web API. Slack takes one change a call. */
export function createCanvases(web: Web): Canvases {
  return {
    async write(channel, canvas) {
      const size = canvas.markdown.length;
      if (size > CANVAS_MOST) return err({ reason: 'too-large', size, most: CANVAS_MOST });
      const client = await web();
      const standing = await canvasOf(client, channel);
      if (!standing.ok) return standing;
      if (standing.value === undefined) return create(client, channel, canvas);
      const whole = { operation: 'replace' as const, document_content: markdownOf(canvas.markdown) };
      const edited = await asked(client.canvases.edit({ canvas_id: standing.value, changes: [whole] }));
      return edited.ok ? ok(standing.value) : refusalOf('canvases.edit', edited.error);
    },
  };
}

const markdownOf = (markdown: string) => ({ type: 'markdown' as const, markdown });

async function create(
  client: WebClient,
  channel: string,
  { title, markdown }: Content,
): Promise<Result<string, CanvasRefusal>> {
  const ask = { channel_id: channel, title, document_content: markdownOf(markdown) };
  const made = await asked(client.conversations.canvases.create(ask));
  if (!made.ok) return refusalOf('conversations.canvases.create', made.error);
  if (made.value.canvas_id === undefined) throw fault('conversations.canvases.create', 'no canvas');
  return ok(made.value.canvas_id);
}

/** The channel's canvas, if it has one. Says first what an edit would only call a canvas that is not there. */
async function canvasOf(client: WebClient, channel: string): Promise<Result<string | undefined, CanvasRefusal>> {
  const info = await asked(client.conversations.info({ channel }));
  if (!info.ok) return lost('conversations.info', info.error);
  const channelTold = info.value.channel ?? {};
  const { is_archived: archived, is_member: member } = channelTold;
  if (archived) return err({ reason: 'archived' });
  if (member === false) return err({ reason: 'left-out' });
  return ok(canvasIn(channelTold));
}

function refusalOf(method: string, code: string): { ok: false; error: CanvasRefusal } {
  const refusal = REFUSALS.get(code) ?? lossOf(code)?.reason;
  if (!refusal) throw fault(method, code);
  return err({ reason: refusal });
}
