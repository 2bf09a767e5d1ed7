import type { Channel } from '../slack/wire.ts';
import { goTo } from './actions.ts';
import { ChannelMenu } from './channel-menu.tsx';
import { partnersOf, useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { usePage } from './store.ts';

export function Title({ channel }: { channel: Channel }) {
  const directory = useDirectory();
  const partners = partnersOf(channel, directory);
  if (channel.kind === 'direct') return <DirectTabs channel={channel} />;
  return (
    <>
      <h1 class="hidden">#{channel.name}</h1>
      <ChannelMenu channel={channel} />
      {partners.length > 0 && (
        <span class="badge badge-foreign" title={`Slack Connect: shared with ${partners.join(', ')}`}>
          <Icon name="shared" size={12} /> {partners.join(', ')}
        </span>
      )}
      {channel.limited && (
        <span
          class="badge"
          title="They write, react and add files. That they press buttons is not certain in Slack: here they cannot"
        >
          {channel.limited.includes(directory.me.team) ? 'you' : channel.limited.map(directory.organisation).join(', ')}{' '}
          may only post
        </span>
      )}
      <span class="head-topic">{channel.topic}</span>
    </>
  );
}

/** The app has two places: its Home, and the messages with it. */
export function DirectTabs({ channel }: { channel?: Channel | undefined }) {
  const atHome = usePage((page) => page.place.kind === 'home');
  const tab = (name: string, on: boolean, go: () => void) => (
    <button type="button" class={on ? 'tab on' : 'tab'} aria-current={on ? 'page' : undefined} onClick={go}>
      {name}
    </button>
  );
  return (
    <>
      <h1 class="head-title">Remit</h1>
      <nav class="tabs" aria-label="Remit">
        {tab('Home', atHome, () => goTo({ kind: 'home' }))}
        {channel && tab('Messages', !atHome, () => goTo({ kind: 'channel', id: channel.id }))}
      </nav>
    </>
  );
}
