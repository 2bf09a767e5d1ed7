import type { ConfirmationDialog } from '@slack/types';
import { useState } from 'preact/hooks';
import type { ChangeChannel, Channel } from '../slack/wire.ts';
import { changeChannel } from './actions.ts';
import { ConfirmDialog } from './confirm.tsx';
import { useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { NameDialog } from './name-dialog.tsx';

type Change = ChangeChannel['change'];

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const ARCHIVE = (name: string): ConfirmationDialog => ({
  title: plain(`Archive #${name}?`),
  text: plain('Nobody can write there any more. What stands there can still be read.'),
  confirm: plain('Archive'),
  deny: plain('Cancel'),
  style: 'danger',
});

const DISCONNECT = (name: string): ConfirmationDialog => ({
  title: plain(`Share #${name} with nobody else?`),
  text: plain('People of other organisations are put out of it. They come back only by another invitation.'),
  confirm: plain('Cut off'),
  deny: plain('Cancel'),
  style: 'danger',
});

/** What one can do with a channel, at its name. */
export function ChannelMenu({ channel }: { channel: Channel }) {
  const [asking, setAsking] = useState<'archive' | 'rename' | 'disconnect'>();
  const { id, name, archived } = channel;
  const { me } = useDirectory();
  const item = (words: string, go: () => void) => (
    <button type="button" role="menuitem" class="menu-item" onClick={go}>
      <span>{words}</span>
    </button>
  );
  const change = (it: Change) => () => void changeChannel(id, it);
  return (
    <>
      <Menu
        label={`#${name}: more`}
        class="head-title head-menu"
        face={
          <>
            <Icon name={archived ? 'archive' : 'hash'} /> <span class="head-name">{name}</span>{' '}
            <Icon name="down" size={12} />
          </>
        }
      >
        {archived ? (
          item('Unarchive the channel', change('unarchive'))
        ) : (
          <>
            {item('Rename the channel…', () => setAsking('rename'))}
            {channel.withApp ? item('Put Remit out', change('remove-app')) : item('Let Remit in', change('add-app'))}
            {item('Leave the channel', change('leave'))}
            {channel.teams[0] === me.team && channel.teams.length > 1 && (
              <>
                {channel.limited
                  ? item('Let the other organisations do more than post', change('unlimit'))
                  : item('Let the other organisations only post', change('limit'))}
                {item('Cut the other organisations off…', () => setAsking('disconnect'))}
              </>
            )}
            {item('Archive the channel…', () => setAsking('archive'))}
          </>
        )}
      </Menu>
      {asking === 'archive' && (
        <ConfirmDialog
          confirm={ARCHIVE(name)}
          answer={(yes) => {
            setAsking(undefined);
            if (yes) void changeChannel(id, 'archive');
          }}
        />
      )}
      {asking === 'disconnect' && (
        <ConfirmDialog
          confirm={DISCONNECT(name)}
          answer={(yes) => {
            setAsking(undefined);
            if (yes) void changeChannel(id, 'disconnect');
          }}
        />
      )}
      {asking === 'rename' && (
        <NameDialog
          name={name}
          answer={(given) => {
            setAsking(undefined);
            if (given !== undefined && given !== name) void changeChannel(id, 'rename', given);
          }}
        />
      )}
    </>
  );
}
