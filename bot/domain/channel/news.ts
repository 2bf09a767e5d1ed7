import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';

/** How far an invitation to a channel has come. Where an admin of either side has to agree, `accepted` is followed by `approved`. */
export type InviteStep = 'accepted' | 'approved' | 'declined';

/**
 * What Slack says of a channel itself, rather than of what people do in it: it has another id; an organisation is not in it any more; an invitation to
 * it went on. Event 0 of its stream. `source` is its identity: retries and doubled deliveries have the same one.
 * `organisation`: whose it is about, as Slack names it (`T…`, `E…`). `inviter`: whoever invited, unless that was the bot. `address`: whom.
 * `waits`: an admin has to agree yet.
 */
export type ChannelNews = { source: string; installedTeam: string; channel: string; at: Instant } & (
  | { is: 'moved'; to: string }
  | { is: 'unshared'; organisation: string }
  | {
      is: 'invitation';
      step: InviteStep;
      organisation?: string;
      inviter?: string;
      address?: string;
      waits?: true;
    }
);

/**
 * Why a vendor's record does not follow its channel: Slack does not show the new one, or somebody of a third organisation is in it, or it is
 * another vendor's.
 */
export type NotFollowed = 'archived' | 'left-out' | 'absent' | 'forbidden' | 'strangers' | 'taken';

/**
 * What came of it. `nothing`: no record names the channel, as our installation knows it. `requests`: those that are open with the
 * vendor, by their ids; `still`: the vendor's organisations that are in it all the same. `incidents` whose room it is, or that are told there.
 * `policy`: the policy names the old id, which only people change.
 */
export type ChannelCame =
  | { is: 'nothing' }
  | { is: 'moved'; vendor?: VendorMoved; incidents: string[]; policy?: true }
  | { is: 'unshared'; vendor: string; requests: string[]; still: string[] }
  | { is: 'invitation'; vendor: string };
export type VendorMoved = { name: string; requests: string[]; not?: NotFollowed };

export type ChannelStep = { type: 'heard'; data: ChannelNews } | { type: 'settled'; data: ChannelCame };
type ChannelEvent = ChannelStep & { seq: number; at: Instant; by: Actor };

/** `id`: of its stream. */
export type ChannelStory = {
  id: string;
  news: ChannelNews;
  state: { is: 'heard' | ChannelCame['is'] };
  came?: ChannelCame;
};

/** Throws on a stream that does not begin as one does. */
export function tellChannel(id: string, events: readonly ChannelEvent[]): ChannelStory {
  const [first, ...rest] = events;
  if (first?.type !== 'heard') throw new Error(`what was heard of a channel as ${id} has no beginning`);
  return rest.reduce(nextChannel, { id, news: first.data, state: { is: 'heard' } });
}

export function nextChannel(story: ChannelStory, event: ChannelEvent): ChannelStory {
  if (event.type === 'heard' || story.came) return story;
  return { ...story, state: { is: event.data.is }, came: event.data };
}
