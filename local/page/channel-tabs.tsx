import type { Channel, Message } from '../slack/wire.ts';
import { showTab } from './actions.ts';
import { emojiOf } from './emoji.ts';
import { Icon, type IconName } from './icons.tsx';
import { safeUrl } from './mrkdwn-inline.ts';
import type { Tab } from './state.ts';

type Props = { channel: Channel; tab: Tab; pinned: Message[] };

/** What a channel keeps above its messages: its canvas, what is pinned, and links. Not there where it keeps nothing. */
export function ChannelTabs({ channel, tab, pinned }: Props) {
  const { bookmarks = [], canvas } = channel;
  if (!canvas && pinned.length === 0 && bookmarks.length === 0) return null;
  const one = (name: Tab, icon: IconName, words: string) => (
    <button
      type="button"
      class={tab === name ? 'channel-tab on' : 'channel-tab'}
      aria-current={tab === name ? 'page' : undefined}
      onClick={() => showTab(name)}
    >
      <Icon name={icon} size={14} /> {words}
    </button>
  );
  return (
    <nav class="channel-tabs" aria-label={`In #${channel.name}`}>
      {one('messages', 'chat', 'Messages')}
      {canvas && one('canvas', 'canvas', canvas.title || 'Canvas')}
      {pinned.length > 0 && one('pins', 'pin', `${pinned.length} pinned`)}
      {bookmarks.length > 0 && <span class="channel-tabs-line" aria-hidden="true" />}
      {bookmarks.map(({ id, title, link, emoji }) => (
        <a key={id} class="bookmark" href={safeUrl(link)} target="_blank" rel="noopener noreferrer" title={link}>
          {emoji ? (
            <span class="emoji">{emojiOf(emoji.replaceAll(':', '')) ?? emoji}</span>
          ) : (
            <Icon name="link" size={13} />
          )}{' '}
          {title}
        </a>
      ))}
    </nav>
  );
}
