import { closeView, openThread, toggle } from './actions.ts';
import { goToNeighbour } from './sidebar.tsx';
import { readPage } from './store.ts';
import { openSwitcher } from './switcher.tsx';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const inDialog = (): boolean => document.querySelector('dialog[open]') !== null;

const focusComposer = (): void => document.querySelector<HTMLElement>('[data-composer=channel]')?.focus();

function stepBack(): void {
  const { views, thread, drawer } = readPage();
  const top = views.at(-1);
  if (top) void closeView(top.id);
  else if (drawer) toggle('drawer');
  else if (thread) openThread(undefined);
  focusComposer();
}

/** Which of the page's own keys this is. Dialogs, menus and fields keep theirs to themselves. */
function keyOf(event: KeyboardEvent): (() => void) | undefined {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'k') return inDialog() ? () => undefined : openSwitcher;
  if (inDialog()) return undefined;
  if (event.altKey && key === 'ArrowUp') return () => goToNeighbour(-1);
  if (event.altKey && key === 'ArrowDown') return () => goToNeighbour(1);
  return key === 'Escape' && !isOpenMenu(target) ? stepBack : undefined;
}

const isOpenMenu = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[popover]') !== null;

/** The keys that work everywhere on the page. */
export function onPageKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const run = keyOf(event);
  if (run) {
    event.preventDefault();
    run();
  } else if (event.key === '/' && !isTyping(event.target) && !inDialog()) {
    // Not prevented: the slash itself is the first character of the command.
    focusComposer();
  }
}
