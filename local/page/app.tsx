import { useEffect, useMemo } from 'preact/hooks';
import { goInto, showMessage } from './actions.ts';
import { isMessageHere } from './address.ts';
import { ChannelView } from './channel-view.tsx';
import { DirectoryContext, indexDirectory } from './directory.ts';
import { Home } from './home.tsx';
import { onPageKey } from './keys.ts';
import { Modals } from './modal.tsx';
import { Reconnecting, Refusals } from './notices.tsx';
import { Sidebar } from './sidebar.tsx';
import { usePage } from './store.ts';
import { Switcher } from './switcher.tsx';
import { Thread } from './thread.tsx';
import { TracePanel } from './trace.tsx';

/** A mention of a channel, or the address of a message here, is a link; within the page it needs no reload. */
function followLinks(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
  if (!link || event.ctrlKey || event.metaKey) return;
  const { channel } = link.dataset;
  if (!channel && !isMessageHere(link)) return;
  event.preventDefault();
  if (channel) void goInto(channel);
  else void showMessage(link);
}

export function App() {
  const state = usePage((page) => page.directory);
  const place = usePage((page) => page.place);
  const thread = usePage((page) => page.thread);
  const tracing = usePage((page) => page.tracing);
  const directory = useMemo(() => state && indexDirectory(state), [state]);
  useEffect(() => {
    document.addEventListener('keydown', onPageKey);
    document.addEventListener('click', followLinks);
    return () => {
      document.removeEventListener('keydown', onPageKey);
      document.removeEventListener('click', followLinks);
    };
  }, []);
  const channel = place.kind === 'channel' ? directory?.channel(place.id) : undefined;
  useEffect(() => {
    const where = channel ? (channel.kind === 'direct' ? channel.name : `#${channel.name}`) : 'Home';
    if (directory) document.title = `${where} · ${directory.me.name} · Remit`;
  }, [directory, channel]);
  if (!directory)
    return (
      <div class="loading" role="status">
        Opening the workspace…
      </div>
    );
  return (
    <DirectoryContext.Provider value={directory}>
      <div class={channel && thread ? 'workspace with-thread' : 'workspace'} key={directory.me.id}>
        <Sidebar />
        <main class="main">
          <Reconnecting />
          <Refusals />
          {channel ? <ChannelView channel={channel} /> : <Home />}
          {tracing && <TracePanel />}
        </main>
        {channel && thread && <Thread channel={channel} root={thread} />}
        <Modals />
        <Switcher />
      </div>
    </DirectoryContext.Provider>
  );
}
