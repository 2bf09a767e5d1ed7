import { useState } from 'preact/hooks';
import type { Message } from '../slack/wire.ts';
import { eraseMessage, useShortcut } from './actions.ts';
import { ConfirmDialog } from './confirm.tsx';
import { useDirectory } from './directory.ts';
import { Icon, type IconName } from './icons.tsx';
import { Menu } from './menu.tsx';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const ERASE = {
  title: plain('Delete this message?'),
  text: plain('It is gone for everybody. This cannot be undone.'),
  confirm: plain('Delete'),
  deny: plain('Cancel'),
  style: 'danger' as const,
};

/** The menu of a message: the app's shortcuts, its address, and what its writer may do with it. */
export function MessageMenu({ message, edit }: { message: Message; edit: () => void }) {
  const { shortcuts, me } = useDirectory();
  const [erasing, setErasing] = useState(false);
  const { channel, ts } = message;
  const item = (icon: IconName, words: string, go: () => void, danger = '') => (
    <button key={words} type="button" role="menuitem" class={`menu-item ${danger}`} onClick={go}>
      <Icon name={icon} /> <span>{words}</span>
    </button>
  );
  return (
    <>
      <Menu label="More actions" class="tool" menuClass="menu-message" face={<Icon name="more" />}>
        {shortcuts.map((shortcut) => (
          <button
            key={shortcut.callbackId}
            type="button"
            role="menuitem"
            class="menu-item"
            data-shortcut={shortcut.callbackId}
            onClick={() => void useShortcut(channel, ts, shortcut.callbackId)}
          >
            <Icon name="bolt" />{' '}
            <span>
              {shortcut.name}
              <small>Remit · {shortcut.description}</small>
            </span>
          </button>
        ))}
        {shortcuts.length > 0 && <hr />}
        {item('link', 'Copy the link', () => void copyLink(message))}
        {message.user === me.id && item('edit', 'Edit the message', edit)}
        {message.user === me.id && item('trash', 'Delete the message…', () => setErasing(true), 'danger')}
      </Menu>
      {erasing && (
        <ConfirmDialog
          confirm={ERASE}
          answer={(yes) => {
            setErasing(false);
            if (yes) void eraseMessage(channel, ts);
          }}
        />
      )}
    </>
  );
}

function copyLink({ channel, ts, threadTs }: Message): Promise<void> {
  const thread = threadTs === undefined ? '' : `?${new URLSearchParams({ thread_ts: threadTs, cid: channel })}`;
  return navigator.clipboard.writeText(`${location.origin}/archives/${channel}/p${ts.replace('.', '')}${thread}`);
}
