import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { become, goTo } from './actions.ts';
import { type Directory, partnersOf, useDirectory } from './directory.ts';
import { Icon, type IconName } from './icons.tsx';
import { Listbox } from './listbox.tsx';

type Goal = { key: string; icon: IconName; name: string; detail: string; go: () => void };

let open: () => void = () => undefined;
/** Opens the quick switcher; it is drawn once, in the workspace. */
export const openSwitcher = (): void => open();

function goals(directory: Directory): Goal[] {
  const channels = directory.channels.map((channel): Goal => {
    const partners = partnersOf(channel, directory);
    const shared = channel.kind === 'channel' && partners.length > 0;
    return {
      key: channel.id,
      icon: channel.kind === 'direct' ? 'chat' : shared ? 'shared' : 'hash',
      name: channel.name,
      detail:
        channel.kind === 'direct' ? 'Messages with the app' : shared ? `with ${partners.join(', ')}` : channel.topic,
      go: () => goTo({ kind: 'channel', id: channel.id }),
    };
  });
  const people = directory.accounts.filter((account) => !account.isBot && account.id !== directory.me.id);
  return [
    ...channels,
    { key: 'home', icon: 'home', name: 'Home', detail: 'What Remit shows you', go: () => goTo({ kind: 'home' }) },
    ...people.map(
      (account): Goal => ({
        key: account.id,
        icon: 'window',
        name: `Be ${account.name}`,
        detail: directory.organisation(account.team),
        go: () => void become(account.name),
      }),
    ),
  ];
}

export function Switcher() {
  const [shown, setShown] = useState(false);
  open = () => setShown(true);
  return shown ? <SwitcherDialog close={() => setShown(false)} /> : null;
}

const rowOf = (goal: Goal) => ({
  key: goal.key,
  face: (
    <>
      <Icon name={goal.icon} />
      <span class="option-line">
        <strong>{goal.name}</strong> <small>{goal.detail}</small>
      </span>
    </>
  ),
});

function SwitcherDialog({ close }: { close: () => void }) {
  const directory = useDirectory();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
  }, []);
  const wanted = query.trim().toLowerCase().replace(/^#/, '');
  const found = goals(directory)
    .filter((goal) => `${goal.name} ${goal.detail}`.toLowerCase().includes(wanted))
    .slice(0, 9);
  const take = (goal: Goal | undefined) => {
    if (!goal) return;
    close();
    goal.go();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === 'Enter') take(found[active]);
    else if (event.key in steps)
      setActive((active + (steps[event.key] ?? 0) + found.length) % Math.max(1, found.length));
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      class="dialog switcher"
      ref={dialog}
      aria-label="Jump to"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onPointerDown={({ target }) => target === dialog.current && close()}
    >
      <div class="switcher-inside">
        <div class="switcher-field">
          <Icon name="search" />
          <input
            type="text"
            role="combobox"
            aria-label="Jump to"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
            autocomplete="off"
            placeholder="A channel, or a person to be"
            value={query}
            onInput={({ currentTarget }) => {
              setQuery(currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <Listbox
          id={id}
          label="Places"
          rows={found.map(rowOf)}
          active={active}
          setActive={setActive}
          take={(index) => take(found[index])}
        />
        {found.length === 0 && (
          <div class="listbox-note" role="status">
            Nothing is called “{query}”
          </div>
        )}
      </div>
    </dialog>
  );
}
