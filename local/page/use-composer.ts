import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say } from './actions.ts';
import { accept, type Completion, complete, type Item } from './completion.ts';
import { keepDraft, keepSent, readDraft, stepSent } from './composer-memory.ts';
import type { Directory } from './directory.ts';
import type { Uploads } from './use-uploads.ts';

type Options = {
  directory: Directory;
  channel: string;
  thread?: string | undefined;
  teams: string[];
  onSent: () => void;
  uploads: Uploads;
};

/** The composer's behaviour: text, drafts, history, completion and sending. */
export function useComposer({ directory, channel, thread, teams, onSent, uploads }: Options) {
  const as = directory.me.name;
  const draft = [as, channel, thread ?? ''].join(':');
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState('');
  const wantedCaret = useRef<number>();

  useLayoutEffect(() => write(readDraft(draft)), [draft]);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
    if (wantedCaret.current !== undefined) area.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = undefined;
  }, [text]);

  function write(next: string, at = next.length): void {
    wantedCaret.current = at;
    setText(next);
    setCaret(at);
    setActive(0);
    keepDraft(draft, next);
  }
  const found = complete(text, caret, directory, teams);
  const menu = found && found.token !== dismissed ? found : undefined;
  const take = (completion: Completion, item: Item) => {
    const done = accept(text, caret, completion, item);
    write(done.text, done.caret);
    field.current?.focus();
  };
  const send = async () => {
    const sent = text.trim();
    const files = uploads.files.map(({ id }) => id);
    if ((sent === '' && files.length === 0) || uploads.busy > 0) return;
    write('');
    if (sent !== '') keepSent(as, sent);
    onSent();
    const answer = await say(channel, sent, { threadTs: thread, files });
    if (answer.ok) uploads.clear();
    // What was refused is given back, unless something else is being written by now.
    if (!answer.ok && (field.current?.value ?? '') === '') write(sent);
  };
  const recallSent = (by: -1 | 1): boolean => {
    const recalled = stepSent(as, text, by);
    if (recalled === undefined || (by < 0 && text.includes('\n'))) return false;
    write(recalled);
    return true;
  };
  const walk = (open: Completion, by: number): boolean => {
    setActive((active + by + open.items.length) % open.items.length);
    return true;
  };
  const takeActive = (open: Completion, key: string): boolean => {
    const item = open.items[active];
    // A word that is complete already is sent, not completed once more.
    if (!item || (key === 'Enter' && item.insert === open.token)) return false;
    take(open, item);
    return true;
  };
  const inMenu = (open: Completion, key: string): boolean => {
    if (key === 'ArrowDown') return walk(open, 1);
    if (key === 'ArrowUp') return walk(open, -1);
    if (key === 'Escape') setDismissed(open.token);
    return key === 'Escape' || ((key === 'Tab' || key === 'Enter') && takeActive(open, key));
  };
  const inText = (key: string): boolean => {
    if (key === 'Enter') void send();
    return key === 'Enter' || (key === 'ArrowUp' && recallSent(-1)) || (key === 'ArrowDown' && recallSent(1));
  };
  const onKey = ({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean => {
    if (altKey || ctrlKey || metaKey || shiftKey) return false;
    return (menu !== undefined && inMenu(menu, key)) || inText(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || !onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onInput = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) => {
    setDismissed('');
    write(currentTarget.value, currentTarget.selectionStart);
  };
  const onSelect = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) =>
    setCaret(currentTarget.selectionStart);
  return { field, text, menu, active, setActive, take, send, onKeyDown, onInput, onSelect };
}
