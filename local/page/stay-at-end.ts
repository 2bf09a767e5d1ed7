import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../slack/wire.ts';

/** A reader this close to the end reads the end. */
const NEAR = 60;

/**
 * Follows the end of a list while the reader is there, and counts what came while they were not.
 *
 * The content is watched for its size too: a card that grows by an edit, or an image that arrives, must not push the
 * end out of sight.
 */
export function useStayAtEnd(
  log: RefObject<HTMLElement>,
  inside: RefObject<HTMLElement>,
  messages: Message[],
  me: string,
) {
  const [atEnd, setAtEnd] = useState(true);
  const [unseen, setUnseen] = useState(0);
  const following = useRef(true);
  const last = useRef<string>();

  const toEnd = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    setUnseen(0);
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, []);

  useEffect(() => {
    const element = log.current;
    if (!element) return;
    const onScroll = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      following.current = near;
      setAtEnd(near);
      if (near) setUnseen(0);
    };
    const watch = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
    });
    if (inside.current) watch.observe(inside.current);
    watch.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  useLayoutEffect(() => {
    const before = last.current;
    const fresh = before === undefined ? [] : messages.filter((message) => message.ts > before);
    last.current = messages.at(-1)?.ts ?? before;
    if (before === undefined || following.current || fresh.some((message) => message.user === me && !message.onlyFor))
      toEnd();
    else setUnseen((count) => count + fresh.length);
  }, [messages]);

  return { atEnd, unseen, toEnd };
}
