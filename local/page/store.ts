import { useEffect, useReducer, useRef } from 'preact/hooks';
import { emptyPage, type Page } from './state.ts';

let page: Page = emptyPage();
const listeners = new Set<() => void>();

export const readPage = (): Page => page;

/** Replaces the page's state; every component that selected something that changed is drawn again. */
export function changePage(change: (page: Page) => Page): void {
  const next = change(page);
  if (next === page) return;
  page = next;
  for (const listener of [...listeners]) listener();
}

/** Selects a part of the state. `select` must return the same value while nothing changed: select first, compute after. */
export function usePage<Part>(select: (page: Page) => Part): Part {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const part = select(page);
  const latest = useRef({ select, part });
  latest.current = { select, part };
  useEffect(() => {
    const look = () => {
      if (latest.current.select(page) !== latest.current.part) redraw(undefined as never);
    };
    listeners.add(look);
    look();
    return () => {
      listeners.delete(look);
    };
  }, []);
  return part;
}
