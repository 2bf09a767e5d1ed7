import type { Request } from '../../domain/request.ts';
import { actorOf, heardFrom, sourceOf } from './identity.ts';
import { MentionPayload } from './payload.ts';
import { afterMention } from './typed-text.ts';

/**
 * A mention, or nothing when a bot wrote it: bots ask for nothing. An outsider's own message becomes the thread in which
 * they are answered, so that the channel stays theirs.
 */
export function fromMention(body: unknown, at: number): Request | undefined {
  const { event, ...envelope } = MentionPayload.parse(body);
  if (event.user === undefined || event.bot_id) return undefined;
  const { installed, bot, enterprise } = heardFrom(envelope);
  const named = [event.user_team, event.team, event.source_team, event.user_profile?.team];
  const actor = actorOf(
    event.user,
    installed,
    named.filter((team) => team !== enterprise),
  );
  const thread = event.thread_ts ?? (actor.team === installed ? undefined : event.ts);
  return {
    source: sourceOf.mention(event),
    actor,
    installedTeam: installed,
    place: { team: installed, channel: event.channel, ...(thread && { thread }) },
    text: afterMention(event.text, bot ?? undefined),
    at,
    mention: true,
  };
}
