import { UNRESOLVED_TEAM } from '../../domain/actor.ts';
import type { Happening, Witness, Written } from '../../domain/incident/happening.ts';
import { actorOf, type Heard, instantOf } from './identity.ts';
import { ChangedEvent, DeletedEvent, type MessagePart, WroteEvent } from './payload-happening.ts';
import { toBot, typedText } from './typed-text.ts';

/** A message that somebody wrote, or nothing for one of an app. */
export function fromWrote(body: unknown, heard: Heard): Happening | undefined {
  const { event } = WroteEvent.parse(body);
  const by = writerOf(event, heard);
  if (!by) return undefined;
  const { channel, ts } = event;
  return {
    ...placed(heard, { source: `wrote:${channel}:${ts}`, channel, at: ts }),
    is: 'wrote',
    by,
    message: writtenIn({ ...event, text: toBot(event.text, heard.bot) }),
  };
}

/**
 * A message that somebody edited. Nothing where nobody did: Slack tells a preview of a link the same way. A deleted message that
 * has replies stays as a tombstone, which Slack tells as an edit too.
 */
export function fromChanged(body: unknown, heard: Heard): Happening | undefined {
  const { channel, event_ts: at, message, previous_message: before } = ChangedEvent.parse(body).event;
  if (message.subtype === 'tombstone') return deleted(heard, { channel, at, ts: message.ts, before });
  const author = writerOf(message, heard);
  const { edited } = message;
  if (!author || !edited || edited.ts === before?.edited?.ts) return undefined;
  const by = edited.user === author.user ? author : { user: edited.user };
  const source = `edited:${channel}:${message.ts}:${edited.ts}`;
  return { ...placed(heard, { source, channel, at: edited.ts }), is: 'edited', by, message: writtenIn(message) };
}

export function fromDeleted(body: unknown, heard: Heard): Happening {
  const { channel, event_ts: at, deleted_ts: ts, previous_message: before } = DeletedEvent.parse(body).event;
  return deleted(heard, { channel, at, ts, before });
}

type Gone = { channel: string; at: string; ts: string; before: MessagePart | undefined };

function deleted(heard: Heard, { channel, at, ts, before }: Gone): Happening {
  const author = before && writerOf(before, heard);
  return {
    ...placed(heard, { source: `deleted:${channel}:${ts}`, channel, at }),
    is: 'deleted',
    ts,
    ...threadOf(before),
    ...(author && { author }),
  };
}

/** Who wrote it, or nothing for an app. Slack names their organisation in up to four places, or in none. */
export function writerOf(message: MessagePart, { installed, enterprise }: Heard): Witness | undefined {
  const { user, bot_id: bot, user_team, team, source_team, user_profile } = message;
  if (user === undefined || bot) return undefined;
  const named = [user_team, team, source_team, user_profile?.team].filter((one) => one !== enterprise);
  const actor = actorOf(user, installed, named);
  return actor.team === UNRESOLVED_TEAM ? { user } : actor;
}

export function writtenIn(message: MessagePart): Written {
  const files = (message.files ?? []).map(({ id, name, mimetype }) => ({ id, name: name ?? '', type: mimetype ?? '' }));
  return { ts: message.ts, ...threadOf(message), text: typedText(message.text), files };
}

/** A message that has replies names itself as its thread. */
function threadOf(message: MessagePart | undefined): { thread?: string } {
  const thread = message?.thread_ts;
  return thread === undefined || thread === message?.ts ? {} : { thread };
}

type Named = { source: string; channel: string; at: string };

export function placed({ installed }: Pick<Heard, 'installed'>, { source, channel, at }: Named) {
  return { source, installedTeam: installed, channel, at: instantOf(at) };
}
