import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Channel, Message } from '../slack/wire.ts';
import { openThread } from './actions.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { threadOf } from './state.ts';
import { usePage } from './store.ts';

const NONE: Message[] = [];
const noReplies = () => NONE;
const nothing = () => undefined;

export function Thread({ channel, root }: { channel: Channel; root: string }) {
  const all = usePage((page) => page.messages[channel.id]) ?? NONE;
  const messages = useMemo(() => threadOf(all, root), [all, root]);
  const pane = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    pane.current?.querySelector<HTMLElement>('[data-composer]')?.focus();
  }, [root]);
  const where = channel.kind === 'direct' ? channel.name : `#${channel.name}`;
  return (
    <aside class="pane thread" aria-label="Thread" ref={pane}>
      <header class="head">
        <div class="head-main">
          <h2 class="head-title">Thread</h2>
          <span class="head-topic">{where}</span>
        </div>
        <button
          type="button"
          class="head-button"
          aria-label="Close thread"
          title="Close (Esc)"
          onClick={() => openThread(undefined)}
        >
          <Icon name="close" />
        </button>
      </header>
      <MessageList key={root} label="Messages in the thread" messages={messages} repliesOf={noReplies} inThread />
      {!channel.archived && (
        <Composer
          channel={channel.id}
          thread={root}
          teams={channel.teams}
          label="Reply in the thread"
          onSent={nothing}
        />
      )}
    </aside>
  );
}
