import type { Channel } from '../slack/wire.ts';
import { AccountMenu } from './accounts.tsx';
import { goTo, toggle } from './actions.ts';
import { Avatar } from './avatar.tsx';
import { Browse } from './browse.tsx';
import { partnersOf, useDirectory } from './directory.ts';
import { Icon, type IconName } from './icons.tsx';
import { type Place, unreadIn } from './state.ts';
import { readPage, usePage } from './store.ts';
import { openSwitcher } from './switcher.tsx';

/** As text, because the count is selected from the page and must compare equal while nothing changed. */
function useUnread(channel: string): [number, boolean] {
  const { me } = useDirectory();
  const unread = usePage((page) => {
    const { count, mentioned } = unreadIn(page, channel, me);
    return `${count}${mentioned ? '!' : ''}`;
  });
  return [Number.parseInt(unread, 10), unread.endsWith('!')];
}

function Entry({
  icon,
  name,
  place,
  on,
  detail,
}: {
  icon: IconName;
  name: string;
  place: Place;
  on: boolean;
  detail?: string;
}) {
  const [count, mentioned] = useUnread(place.kind === 'channel' ? place.id : '');
  const unread = count > 0 && !on;
  return (
    <li>
      <button
        type="button"
        class={['entry', on && 'on', unread && 'unread'].filter(Boolean).join(' ')}
        aria-current={on ? 'page' : undefined}
        data-channel={place.kind === 'channel' ? place.id : 'home'}
        onClick={() => goTo(place)}
      >
        <Icon name={icon} />
        <span class="entry-name">
          {name}
          {detail && <small>{detail}</small>}
        </span>
        {unread && (
          <span class={mentioned ? 'count mentioned' : 'count'}>
            {count}
            <span class="hidden"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

function ChannelEntry({ channel }: { channel: Channel }) {
  const directory = useDirectory();
  const on = usePage((page) => page.place.kind === 'channel' && page.place.id === channel.id);
  const partners = partnersOf(channel, directory);
  return (
    <Entry
      icon={channel.archived ? 'archive' : partners.length > 0 ? 'shared' : 'hash'}
      name={channel.name}
      place={{ kind: 'channel', id: channel.id }}
      on={on}
      {...(partners.length > 0 ? { detail: `with ${partners.join(', ')}` } : {})}
    />
  );
}

export function Sidebar() {
  const directory = useDirectory();
  const drawer = usePage((page) => page.drawer);
  const place = usePage((page) => page.place);
  const channels = directory.channels.filter((channel) => channel.kind === 'channel');
  const direct = directory.channels.find((channel) => channel.kind === 'direct');
  return (
    <>
      {drawer && (
        <button type="button" class="scrim" aria-label="Close the list of channels" onClick={() => toggle('drawer')} />
      )}
      <nav class={drawer ? 'sidebar open' : 'sidebar'} aria-label="Channels">
        <header class="sidebar-head">
          <strong>{directory.organisation(directory.me.team)}</strong>
          <button type="button" class="jump" onClick={openSwitcher}>
            <Icon name="search" size={14} /> Jump to… <kbd>Ctrl K</kbd>
          </button>
        </header>
        <div class="sidebar-lists">
          <h2>Channels</h2>
          <ul>
            {channels.map((channel) => (
              <ChannelEntry key={channel.id} channel={channel} />
            ))}
            <Browse />
          </ul>
          <h2>
            <Avatar account={directory.account(directory.botUser)} size={18} /> Remit
          </h2>
          <ul>
            <Entry icon="home" name="Home" place={{ kind: 'home' }} on={place.kind === 'home'} />
            {direct && (
              <Entry
                icon="chat"
                name="Messages"
                place={{ kind: 'channel', id: direct.id }}
                on={place.kind === 'channel' && place.id === direct.id}
              />
            )}
          </ul>
        </div>
        <AccountMenu />
      </nav>
    </>
  );
}

/** Alt with an arrow goes to the neighbour in the order of the sidebar. */
export function goToNeighbour(by: -1 | 1): void {
  const { directory, place } = readPage();
  const channels = directory?.channels ?? [];
  const order: Place[] = [
    ...channels.filter((one) => one.kind === 'channel').map((one): Place => ({ kind: 'channel', id: one.id })),
    { kind: 'home' },
    ...channels.filter((one) => one.kind === 'direct').map((one): Place => ({ kind: 'channel', id: one.id })),
  ];
  const here = order.findIndex(
    (one) => one.kind === place.kind && (one.kind === 'home' || place.kind === 'home' || one.id === place.id),
  );
  const next = order[(here + by + order.length) % order.length];
  if (next) goTo(next);
}
