import { useId, useRef } from 'preact/hooks';
import { Avatar } from './avatar.tsx';
import { ChosenFiles } from './chosen-files.tsx';
import type { Item } from './completion.ts';
import { useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { Listbox } from './listbox.tsx';
import { Popup } from './popup.tsx';
import { usePage } from './store.ts';
import { useComposer } from './use-composer.ts';
import { type Uploads, useUploads } from './use-uploads.ts';

type Props = { channel: string; thread?: string | undefined; teams: string[]; label: string; onSent: () => void };

/** Files of one message. */
const FILES_MOST = 10;

const HEADS = { command: 'Commands', person: 'People', channel: 'Channels' };
const nothing = () => undefined;

function Face({ item }: { item: Item }) {
  const directory = useDirectory();
  return (
    <>
      {item.account && <Avatar account={directory.account(item.account)} size={22} />}
      <span class="option-line">
        <strong>{item.label}</strong> <small>{item.detail}</small>
      </span>
    </>
  );
}

export function Composer({ channel, thread, teams, label, onSent }: Props) {
  const directory = useDirectory();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const uploads = useUploads(FILES_MOST);
  const composer = useComposer({ directory, channel, thread, teams, onSent, uploads });
  const { menu, active } = composer;
  const rows =
    menu?.items.map((item) => ({ key: item.insert, group: HEADS[menu.kind], face: <Face item={item} /> })) ?? [];
  const take = (index: number) => {
    const item = menu?.items[index];
    if (menu && item) composer.take(menu, item);
  };
  return (
    <div class="composer-frame">
      <ChosenFiles uploads={uploads} />
      <div class="composer" ref={box}>
        <Attach uploads={uploads} />
        <textarea
          id={`${id}-text`}
          class="composer-text"
          ref={composer.field}
          rows={1}
          aria-label={label}
          placeholder={label}
          aria-autocomplete="list"
          aria-controls={menu ? `${id}-list` : undefined}
          aria-activedescendant={menu ? `${id}-${active}` : undefined}
          autocomplete="off"
          data-composer={thread ? 'thread' : 'channel'}
          value={composer.text}
          onInput={composer.onInput}
          onKeyDown={composer.onKeyDown}
          onSelect={composer.onSelect}
        />
        <button
          type="button"
          class="send"
          aria-label="Send"
          title="Send (Enter)"
          disabled={(composer.text.trim() === '' && uploads.files.length === 0) || uploads.busy > 0}
          onClick={() => void composer.send()}
        >
          <Icon name="send" size={18} />
        </button>
      </div>
      {menu && (
        <Popup anchor={box} close={nothing} fit side="above" class="composer-popup">
          <Listbox
            id={id}
            label={HEADS[menu.kind]}
            rows={rows}
            active={active}
            setActive={composer.setActive}
            take={take}
          />
        </Popup>
      )}
      <Sending />
    </div>
  );
}

/** A label around the browser's own field: its keys and its reader's words stay. */
function Attach({ uploads }: { uploads: Uploads }) {
  return (
    <label class="attach" title="Attach files">
      <Icon name="attach" size={18} />
      <input
        type="file"
        class="attach-field"
        aria-label="Attach files"
        multiple
        onChange={({ currentTarget }) => {
          void uploads.add(currentTarget.files ?? []);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** What is on its way, and otherwise how to use the field: one line that is always there, so that nothing jumps. */
function Sending() {
  const sending = usePage((page) => page.sending);
  if (sending.length > 0) {
    return (
      <div class="composer-foot" role="status">
        <span class="spinner" /> Sending <span class="sending-text">{sending.at(-1)}</span>…
      </div>
    );
  }
  return (
    <div class="composer-foot composer-hints" aria-hidden="true">
      <span>
        <kbd>Enter</kbd> send
      </span>
      <span>
        <kbd>Shift</kbd> <kbd>Enter</kbd> new line
      </span>
      <span>
        <kbd>/</kbd> commands
      </span>
      <span>
        <kbd>Ctrl</kbd> <kbd>K</kbd> jump to
      </span>
    </div>
  );
}
