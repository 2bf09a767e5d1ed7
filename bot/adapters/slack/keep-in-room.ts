import { err, ok } from '../../domain/result.ts';
import type { Rooms } from '../../ports/rooms.ts';
import { asked, fault } from './asked.ts';
import { lost, lostMessage } from './room-loss.ts';
import type { Web } from './web.ts';

/** What a channel keeps at hand: links above its messages, and messages. */
export function createKeeping(web: Web): Pick<Rooms, 'bookmark' | 'pin' | 'linkTo'> {
  return {
    async bookmark(channel, { title, link, emoji }) {
      const { bookmarks } = await web();
      const standing = await asked(bookmarks.list({ channel_id: channel }));
      if (!standing.ok) return lost('bookmarks.list', standing.error);
      if (standing.value.bookmarks?.some((one) => one.title === title && one.link === link)) return ok('kept');
      const ask = { channel_id: channel, title, link, type: 'link' as const, ...(emoji !== undefined && { emoji }) };
      const added = await asked(bookmarks.add(ask));
      if (added.ok) return ok('kept');
      return added.error === 'too_many_bookmarks' ? err({ reason: 'full' }) : lost('bookmarks.add', added.error);
    },
    async pin({ channel, ts }) {
      const pinned = await asked((await web()).pins.add({ channel, timestamp: ts }));
      if (pinned.ok || pinned.error === 'already_pinned') return ok('pinned');
      return pinned.error === 'too_many_pins' ? err({ reason: 'full' }) : lostMessage('pins.add', pinned.error);
    },
    async linkTo({ channel, ts }) {
      const link = await asked((await web()).chat.getPermalink({ channel, message_ts: ts }));
      if (!link.ok) return lostMessage('chat.getPermalink', link.error);
      if (link.value.permalink === undefined) throw fault('chat.getPermalink', 'no address');
      return ok(link.value.permalink);
    },
  };
}
