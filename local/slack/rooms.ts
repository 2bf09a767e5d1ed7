/** Channels as they are made and changed; every change is told to the pages of who is in them, or may join. */
import type { Slack } from './context.ts';
import { asChannel, mayEnter } from './people.ts';
import type { Room } from './seed.ts';

export function changeRoom(slack: Slack, room: Room): Room {
  slack.workspace.record({ kind: 'room', room });
  const channel = asChannel(room);
  slack.watchers.tell(room.members, { type: 'channel', channel });
  const others = slack.workspace.seed.accounts.filter(
    (account) => mayEnter(room, account) && !room.members.includes(account.id),
  );
  if (room.kind === 'channel')
    slack.watchers.tell(
      others.map(({ id }) => id),
      { type: 'channel-open', channel },
    );
  return room;
}

const NAME_MOST = 80;

/** What is wrong with a name, in Slack's order of complaints: an archived channel keeps its own. */
export function whyBadName({ workspace }: Slack, name: string): string | undefined {
  if (name === '') return 'invalid_name_required';
  if (name.length > NAME_MOST) return 'invalid_name_maxlength';
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) return 'invalid_name_specials';
  if (!/[\p{L}\p{N}]/u.test(name)) return 'invalid_name_punctuation';
  const taken = [...workspace.rooms.values()].some((room) => room.kind === 'channel' && room.name === name);
  return taken ? 'name_taken' : undefined;
}
