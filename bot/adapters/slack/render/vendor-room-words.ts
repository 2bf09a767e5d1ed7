import type { RoomSeen } from '../../../domain/vendor/setup.ts';
import { codes } from './vendor-parts.ts';

const LOST: Record<(RoomSeen & { is: 'lost' })['why'], string> = {
  absent: 'the bot sees no such channel: it is gone, has another id, or is private and the bot is not in it',
  archived: 'the channel is archived',
  'left-out': 'the bot is not in the channel',
  forbidden: 'the bot may not look at the channel',
};

/** What Slack says of the channel now, for whoever confirms that it becomes a vendor's. */
export function roomLines(seen: RoomSeen, theirs: readonly string[]): string[] {
  if (seen.is === 'lost') return [`⚠ Slack: ${LOST[seen.why]}. Nothing is asked there before that is settled`];
  const strangers = seen.organisations.filter((one) => !theirs.includes(one));
  const there = seen.organisations.filter((one) => theirs.includes(one) && !seen.pending.includes(one));
  const shared =
    there.length > 0
      ? `the channel is shared with ${codes(there)}`
      : `nobody of ${codes(theirs)} is in the channel yet`;
  return [
    ...(strangers.length > 0
      ? [
          `⚠ Slack: ${codes(strangers)} is in the channel, too, and is not theirs: nobody of theirs acts there as long as it is`,
        ]
      : []),
    ...(seen.archived ? ['⚠ Slack: the channel is archived'] : []),
    ...(seen.member ? [] : ['⚠ Slack: the bot is not in the channel: `/invite @ops` there']),
    `Slack: ${shared}`,
  ];
}
