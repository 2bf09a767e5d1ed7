import { newId } from '../ids.ts';
import { refused } from '../outcome.ts';
import { changeRoom } from '../rooms.ts';
import type { Room } from '../seed.ts';
import type { Bookmark } from '../wire.ts';
import { type Arguments, text } from './arguments.ts';
import { type Methods, readableRoom, roomForBot } from './method.ts';

/** Slack's limit for a conversation. */
const MOST = 100;

/** The links above a channel's messages. */
export const bookmarks: Methods = {
  'bookmarks.add': (slack, args) => {
    const found = roomForBot(slack, placed(args));
    if (!found.ok) return found;
    const [title, link, emoji] = ['title', 'link', 'emoji'].map((name) => text(args, name));
    if (text(args, 'type') !== 'link' || title === undefined) return refused('invalid_arguments');
    if (link === undefined || !URL.canParse(link)) return refused('invalid_link');
    const standing = found.room.bookmarks ?? [];
    if (standing.length >= MOST) return refused('too_many_bookmarks');
    const bookmark: Bookmark = { id: newId('Bk', 10), title, link, ...(emoji !== undefined && { emoji }) };
    changeRoom(slack, { ...found.room, bookmarks: [...standing, bookmark] });
    return { ok: true, bookmark: asBookmark(found.room, bookmark) };
  },

  'bookmarks.list': (slack, args) => {
    const found = readableRoom(slack, placed(args));
    if (!found.ok) return found;
    return { ok: true, bookmarks: (found.room.bookmarks ?? []).map((one) => asBookmark(found.room, one)) };
  },
};

function placed(args: Arguments): Arguments {
  return { channel: args['channel_id'] };
}

function asBookmark(room: Room, bookmark: Bookmark) {
  return { ...bookmark, channel_id: room.id, type: 'link', rank: '0' };
}
