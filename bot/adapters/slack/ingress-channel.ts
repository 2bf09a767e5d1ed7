import type { ChannelNews, InviteStep } from '../../domain/channel/news.ts';
import type { Heard } from './identity.ts';
import { placed } from './ingress-message.ts';
import { InviteEvent, MovedEvent, UnsharedEvent } from './payload-happening.ts';

/** A private channel gets another id when somebody begins to share it: https://docs.slack.dev/reference/events/channel_id_changed */
export function fromMoved(body: unknown, heard: Heard): ChannelNews {
  const { old_channel_id: channel, new_channel_id: to, event_ts: at } = MovedEvent.parse(body).event;
  return { ...placed(heard, { source: `moved:${channel}:${to}`, channel, at }), is: 'moved', to };
}

export function fromUnshared(body: unknown, heard: Heard): ChannelNews {
  const { channel, previously_connected_team_id: organisation, event_ts: at } = UnsharedEvent.parse(body).event;
  const source = `unshared:${channel}:${organisation}:${at}`;
  return { ...placed(heard, { source, channel, at }), is: 'unshared', organisation };
}

/** What no address is, is left out: whoever answers an invitation by a link has none in it. */
const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/;

export function fromInvite(body: unknown, heard: Heard, step: InviteStep): ChannelNews {
  const { invite, channel, event_ts: at, ...event } = InviteEvent.parse(body).event;
  const organisation = event.accepting_user?.team_id ?? event.approving_team_id ?? event.declining_team_id;
  const inviter = invite.inviting_user?.id;
  const address = invite.recipient_email;
  return {
    ...placed(heard, { source: `invitation:${channel.id}:${invite.id}:${step}`, channel: channel.id, at }),
    is: 'invitation',
    step,
    ...(organisation && { organisation }),
    ...(inviter && inviter !== heard.bot && { inviter }),
    ...(address && ADDRESS.test(address) && { address }),
    ...(event.approval_required && { waits: true }),
  };
}
