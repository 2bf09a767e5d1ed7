import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Channel, Message } from '../slack/wire.ts';
import { markRead, showTab } from './actions.ts';
import { readAddress } from './address.ts';
import { ChannelCanvas } from './channel-canvas.tsx';
import { ChannelTabs } from './channel-tabs.tsx';
import { Title } from './channel-title.tsx';
import { Composer } from './composer.tsx';
import { partnersOf, useDirectory } from './directory.ts';
import { Head } from './head.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { isReply, mainColumn } from './state.ts';
import { readPage, usePage } from './store.ts';

const NONE: Message[] = [];

/** Replies by the `ts` of their thread, so that each message finds its own without a search. */
export function repliesIn(messages: Message[]): (ts: string) => Message[] {
  const threads = new Map<string, Message[]>();
  for (const message of messages) {
    if (!message.threadTs || !isReply(message)) continue;
    const known = threads.get(message.threadTs);
    if (known) known.push(message);
    else threads.set(message.threadTs, [message]);
  }
  return (ts) => threads.get(ts) ?? NONE;
}

function Beginning({ channel }: { channel: Channel }) {
  const directory = useDirectory();
  const partners = partnersOf(channel, directory);
  return (
    <div class="beginning">
      <h2>{channel.kind === 'direct' ? channel.name : `#${channel.name}`}</h2>
      <p>
        {channel.kind === 'direct' ? 'Between you and the app. ' : 'This is the very beginning of the channel. '}
        {channel.topic && `${channel.topic}. `}
        {partners.length > 0 &&
          channel.kind === 'channel' &&
          `Shared with ${partners.join(' and ')}: their people read what is written here.`}
      </p>
    </div>
  );
}

export function Archived({ name }: { name: string }) {
  return (
    <div class="archived-note" role="status">
      <Icon name="archive" /> {name} is archived: it can be read, and nothing can be written.
    </div>
  );
}

export function ChannelView({ channel }: { channel: Channel }) {
  const { id } = channel;
  const all = usePage((page) => page.messages[id]) ?? NONE;
  const loaded = usePage((page) => page.messages[id] !== undefined);
  const main = useMemo(() => mainColumn(all), [all]);
  const repliesOf = useMemo(() => repliesIn(all), [all]);
  const [sent, setSent] = useState(0);
  const [newAfter, setNewAfter] = useState<string>();
  const marked = readAddress(location).message;
  useEffect(() => setNewAfter(readPage().read[id]), [id]);
  const onRead = useCallback(() => {
    if (!document.hidden) markRead(id);
  }, [id]);
  const tab = usePage((page) => page.tab);
  const pinned = useMemo(() => all.filter((message) => message.pinned), [all]);
  const name = channel.kind === 'direct' ? channel.name : `#${channel.name}`;
  return (
    <>
      <Head>
        <Title channel={channel} />
      </Head>
      <ChannelTabs channel={channel} tab={tab} pinned={pinned} />
      {tab === 'canvas' && channel.canvas ? (
        <ChannelCanvas canvas={channel.canvas} />
      ) : tab === 'pins' && pinned.length > 0 ? (
        <MessageList key={`${id} pins`} label={`Pinned in ${name}`} messages={pinned} repliesOf={repliesOf} />
      ) : loaded ? (
        <MessageList
          key={id}
          label={`Messages in ${name}`}
          messages={main}
          repliesOf={repliesOf}
          newAfter={newAfter}
          marked={marked}
          head={<Beginning channel={channel} />}
          onRead={onRead}
          jump={sent}
        />
      ) : (
        <div class="log-frame loading" role="status">
          Loading {name}…
        </div>
      )}
      {channel.archived ? (
        <Archived name={name} />
      ) : (
        tab !== 'canvas' && (
          <Composer
            channel={id}
            teams={channel.teams}
            label={`Message ${name}`}
            onSent={() => {
              showTab('messages');
              setSent((count) => count + 1);
            }}
          />
        )
      )}
    </>
  );
}
