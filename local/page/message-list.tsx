import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Message } from '../slack/wire.ts';
import { useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { MessageView } from './message.tsx';
import { nowSeconds } from './now.ts';
import { rowsOf } from './rows.ts';
import { useStayAtEnd } from './stay-at-end.ts';
import { dayName, secondsOf } from './time.ts';

const WINDOW = 200;

type Props = {
  label: string;
  messages: Message[];
  repliesOf: (ts: string) => Message[];
  inThread?: boolean;
  /** The `ts` after which everything is new to the reader; drawn as a line. */
  newAfter?: string | undefined;
  marked?: string | undefined;
  head?: preact.ComponentChildren;
  onRead?: () => void;
  /** Counts what the reader sent from here: their own answer must come into sight. */
  jump?: number;
};

/** The arrows walk from message to message, while a message or the list itself has the focus. */
function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
  const by = steps[event.key];
  const { target, currentTarget: log } = event;
  if (by === undefined || event.altKey || !(target instanceof HTMLElement)) return;
  if (target !== log && !target.matches('article')) return;
  event.preventDefault();
  const articles = [...log.querySelectorAll<HTMLElement>('article')];
  const here = articles.indexOf(target);
  articles[here < 0 ? articles.length - 1 : here + by]?.focus();
}

/** The last `size` messages; while the reader is elsewhere nothing above them goes away, as that would move what they read. */
function useWindow(messages: Message[], size: number, atEnd: boolean): Message[] {
  const first = useRef<string>();
  const shown = useMemo(() => {
    const kept = atEnd ? -1 : messages.findIndex((message) => message.ts === first.current);
    const start = Math.max(0, messages.length - size);
    return messages.slice(kept < 0 ? start : Math.min(kept, start));
  }, [messages, size, atEnd]);
  first.current = shown[0]?.ts;
  return shown;
}

/** The messages of a channel or a thread: it follows the end while the reader is there, and never moves them otherwise. */
export function MessageList({
  label,
  messages,
  repliesOf,
  inThread = false,
  newAfter,
  marked,
  head,
  onRead,
  jump = 0,
}: Props) {
  const { zone, me } = useDirectory();
  const [size, setSize] = useState(WINDOW);
  const log = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const { atEnd, unseen, toEnd } = useStayAtEnd(log, inside, messages, me.id);
  const shown = useWindow(messages, size, atEnd);
  const rows = useMemo(
    () => rowsOf(shown, { zone, me: me.id, newAfter, inThread }),
    [shown, zone, me.id, newAfter, inThread],
  );
  const earlier = messages.length - shown.length;
  const heightBefore = useRef(0);

  useEffect(() => {
    if (atEnd && messages.length > 0) onRead?.();
  }, [atEnd, messages, onRead]);
  useEffect(() => {
    if (jump > 0) toEnd();
  }, [jump, toEnd]);
  useLayoutEffect(() => {
    if (heightBefore.current > 0 && log.current)
      log.current.scrollTop += log.current.scrollHeight - heightBefore.current;
    heightBefore.current = 0;
  }, [size]);
  useEffect(() => {
    if (marked) log.current?.querySelector(`[data-ts="${CSS.escape(marked)}"]`)?.scrollIntoView({ block: 'center' });
  }, [marked, messages.length > 0]);

  const loadEarlier = () => {
    heightBefore.current = log.current?.scrollHeight ?? 0;
    setSize(size + WINDOW);
  };
  const now = nowSeconds();
  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus */}
      <div class="log" role="log" aria-label={label} tabIndex={0} ref={log} onKeyDown={walk}>
        <div class="log-inside" ref={inside}>
          {earlier > 0 ? (
            <button type="button" class="load-earlier button button-small" onClick={loadEarlier}>
              Load earlier messages ({earlier})
            </button>
          ) : (
            head
          )}
          {rows.map(({ message, newDay, firstNew, joined }) => (
            <Fragment key={message.ts}>
              {newDay && (
                <div class="day">
                  <span>{dayName(secondsOf(message.ts), zone, now)}</span>
                </div>
              )}
              {firstNew && (
                <div class="new-line">
                  <span>New</span>
                </div>
              )}
              <MessageView
                message={message}
                joined={joined}
                inThread={inThread}
                replies={repliesOf(message.ts)}
                marked={marked === message.ts}
              />
            </Fragment>
          ))}
        </div>
      </div>
      {!atEnd && (
        <button type="button" class={unseen > 0 ? 'to-end has-new' : 'to-end'} onClick={toEnd}>
          <Icon name="down" size={14} />
          <span class={unseen > 0 ? '' : 'hidden'}>
            {unseen > 0 ? `${unseen} new ${unseen === 1 ? 'message' : 'messages'}` : 'Latest messages'}
          </span>
        </button>
      )}
    </div>
  );
}
