/** A message shortcut of the bot's, from the menu of a message: https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload. */
import type { Slack } from '../context.ts';
import { asForm, channelPart, common } from '../deliver/payloads.ts';
import { messageAt } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { roomOf } from '../people.ts';
import { newResponseUrl } from '../response-url.ts';
import { asSlackMessage, sharedPart } from '../slack-message.ts';
import type { Account, UseShortcut } from '../wire.ts';
import { answered } from './answered.ts';

export async function useShortcut(slack: Slack, me: Account, used: UseShortcut): Promise<Outcome> {
  const known = slack.shortcuts.some(({ callbackId }) => callbackId === used.callbackId);
  if (!known || me.team !== slack.installedTeam) return refused('unknown_shortcut');
  const room = roomOf(slack, me.id, used.channel);
  const message = room && messageAt(slack, used.channel, used.ts);
  if (!message || message.onlyFor !== undefined || message.tombstone) return refused('message_not_found');
  const payload = {
    type: 'message_action',
    ...common(slack, me, slack.installedTeam),
    callback_id: used.callbackId,
    trigger_id: slack.triggers.issue(me.id),
    response_url: newResponseUrl(slack, { channel: room.id, user: me.id }),
    action_ts: slack.workspace.stamp(),
    channel: channelPart(room),
    message_ts: message.ts,
    message: { ...asSlackMessage(slack, message, { withMetadata: true }), ...sharedPart(slack, room, message) },
  };
  const sent = await slack.post({ what: `shortcut ${used.callbackId}`, body: asForm(payload), type: 'form' });
  const answer = answered(sent);
  return answer.ok ? { ok: true } : answer;
}
