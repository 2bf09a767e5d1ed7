import { err, ok } from '../../domain/result.ts';
import type { Clock } from '../../ports/clock.ts';
import { type NameRefusal, ROOM_NAME_MOST, type Room, type Rooms, TOPIC_MOST } from '../../ports/rooms.ts';
import { asked, fault } from './asked.ts';
import { canvasIn } from './canvases.ts';
import { createInvite } from './invite.ts';
import { createInviteOutside } from './invite-outside.ts';
import { createKeeping } from './keep-in-room.ts';
import { createReadMessage } from './read-message.ts';
import { lost } from './room-loss.ts';
import { organisationsIn, type Sharing } from './room-organisations.ts';
import { createSelf, type Self } from './self.ts';
import type { Web } from './web.ts';

const PAGE = 1_000;

/** Channels by Slack's Web API. */
export function createRooms({ web, now }: { web: Web; now: Clock }): Rooms {
  const self = createSelf({ web, now });
  return {
    async create(name) {
      const made = await asked((await web()).conversations.create({ name }));
      if (!made.ok) return err(nameRefusal(name, made.error));
      return ok({ ...roomOf(made.value.channel ?? {}, await self()), member: true, made: true });
    },
    async find(name) {
      const us = await self();
      for await (const one of openChannels(web)) if (one.name === name) return roomOf(one, us);
      return undefined;
    },
    async look(channel) {
      const info = await asked((await web()).conversations.info({ channel }));
      return info.ok ? ok(roomOf(info.value.channel ?? {}, await self())) : lost('conversations.info', info.error);
    },
    async join(channel) {
      const joined = await asked((await web()).conversations.join({ channel }));
      return joined.ok ? ok('in') : lost('conversations.join', joined.error);
    },
    async setTopic(channel, topic) {
      const cut = [...topic].slice(0, TOPIC_MOST).join('');
      const set = await asked((await web()).conversations.setTopic({ channel, topic: cut }));
      return set.ok ? ok('set') : lost('conversations.setTopic', set.error);
    },
    invite: createInvite(web),
    inviteOutside: createInviteOutside(web),
    ...createKeeping(web),
    read: createReadMessage(web),
  };
}

type Conversation = Sharing & {
  id?: string;
  name?: string;
  creator?: string;
  is_archived?: boolean;
  is_member?: boolean;
  is_ext_shared?: boolean;
  connected_limited_team_ids?: string[];
  properties?: object;
};

function roomOf(it: Conversation, self: Self): Room {
  const canvas = canvasIn(it);
  return {
    channel: it.id ?? '',
    name: it.name ?? '',
    is: it.is_archived ? 'archived' : 'open',
    member: it.is_member ?? false,
    shared: (it.is_ext_shared ?? false) || (it.is_pending_ext_shared ?? false),
    made: it.creator === self.user,
    limited: it.connected_limited_team_ids ?? [],
    ...(canvas !== undefined && { canvas }),
    ...organisationsIn(it, self),
  };
}

async function* openChannels(web: Web): AsyncGenerator<Conversation> {
  let cursor: string | undefined;
  do {
    const ask = { exclude_archived: true, limit: PAGE, types: 'public_channel', ...(cursor && { cursor }) };
    const page = await asked((await web()).conversations.list(ask));
    if (!page.ok) throw fault('conversations.list', page.error);
    yield* page.value.channels ?? [];
    cursor = page.value.response_metadata?.next_cursor;
  } while (cursor);
}

/** Slack says which rule of names was broken; which one matters to nobody who reads the name. */
function nameRefusal(name: string, code: string): NameRefusal {
  if (code === 'name_taken') return { reason: 'name-taken' };
  if (code.startsWith('invalid_name') || name.length > ROOM_NAME_MOST) return { reason: 'bad-name' };
  const refusal = lost('conversations.create', code);
  if (refusal.error.reason === 'forbidden') return { reason: 'forbidden' };
  throw fault('conversations.create', code);
}
