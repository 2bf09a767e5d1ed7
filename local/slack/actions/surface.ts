/** Where a person pressed something: a message, a modal, or the App Home. */
import type { Option } from '@slack/types';
import type { Slack } from '../context.ts';
import { channelPart, common, type Values, viewPart } from '../deliver/payloads.ts';
import { messageAt } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { roomOf } from '../people.ts';
import { newResponseUrl } from '../response-url.ts';
import type { Room } from '../seed.ts';
import { asSlackMessage } from '../slack-message.ts';
import type { Account, Act, Message } from '../wire.ts';

type Shown = { id: string; hash: string; view: import('@slack/types').View };
export type Surface =
  | { kind: 'message'; room: Room; message: Message; blocks: readonly { type: string }[] }
  | { kind: 'view'; standing: Shown; blocks: readonly { type: string }[] };

export function surfaceOf(slack: Slack, me: Account, on: Act['on']): Outcome<{ surface: Surface }> {
  if (on.kind === 'message') return messageSurface(slack, me, on);
  const found = on.kind === 'home' ? slack.workspace.homes.get(me.id) : slack.openViews.find({ id: on.id });
  const foreign = found && 'forUser' in found && found.forUser !== me.id;
  if (!found || foreign) return refused('view_not_found');
  return { ok: true, surface: { kind: 'view', standing: found, blocks: found.view.blocks } };
}

type OnMessage = Extract<Act['on'], { kind: 'message' }>;

function messageSurface(slack: Slack, me: Account, { channel, ts }: OnMessage): Outcome<{ surface: Surface }> {
  const room = roomOf(slack, me.id, channel);
  const message = room && messageAt(slack, channel, ts);
  const hidden = message?.onlyFor !== undefined && message.onlyFor !== me.id;
  if (!message || hidden) return refused('message_not_found');
  return { ok: true, surface: { kind: 'message', room, message, blocks: message.blocks ?? [] } };
}

/** What a payload says of the place. An ephemeral message is named but not shown, as Slack keeps no copy of it. */
export function placePart(slack: Slack, me: Account, surface: Surface, values: Values): Record<string, unknown> {
  if (surface.kind === 'view') {
    const { standing } = surface;
    return {
      ...common(slack, me, me.team),
      container: { type: 'view', view_id: standing.id },
      view: viewPart(slack, standing, values, me.team),
    };
  }
  const { message, room } = surface;
  const ephemeral = message.onlyFor !== undefined;
  const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  return {
    ...common(slack, me, slack.installedTeam),
    container: { type: 'message', message_ts: message.ts, channel_id: room.id, is_ephemeral: ephemeral, ...thread },
    channel: channelPart(room),
    ...(!ephemeral && { message: asSlackMessage(slack, message, { withMetadata: true }) }),
    state: { values },
    response_url: newResponseUrl(slack, { channel: room.id, user: me.id, original: message }),
  };
}

/** Under this key the bot's last suggestions for one person's external select are kept. */
export function offeredTo(slack: Slack, me: Account): (key: string) => readonly Option[] {
  return (key) => slack.openViews.offered.get(`${me.id}/${key}`) ?? [];
}
