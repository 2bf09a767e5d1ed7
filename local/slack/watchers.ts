/**
 * The open pages, each following one account's events.
 *
 * The last events are kept with a number, so that a page whose connection broke catches up from `Last-Event-ID` instead
 * of missing what happened meanwhile.
 */
import type { PageEvent } from './wire.ts';

/** User ids who may see it, or everybody. */
export type Audience = readonly string[] | 'everyone';
type Told = { number: number; audience: Audience; event: PageEvent };
type Send = (number: number, event: PageEvent) => void;

export type Watchers = {
  watch: (user: string, send: Send, after?: number) => () => void;
  tell: (audience: Audience, event: PageEvent) => void;
};

const KEPT = 500;

export function createWatchers(): Watchers {
  const watching = new Set<{ user: string; send: Send }>();
  const recent: Told[] = [];
  // Starts at the clock, so that a number from before a restart is not taken for one of this process.
  let number = Date.now();
  return {
    watch: (user, send, after) => {
      if (after !== undefined) {
        for (const told of recent.filter((it) => it.number > after && concerns(it.audience, user)))
          send(told.number, told.event);
      }
      const watcher = { user, send };
      watching.add(watcher);
      return () => watching.delete(watcher);
    },
    tell: (audience, event) => {
      number += 1;
      recent.push({ number, audience, event });
      if (recent.length > KEPT) recent.shift();
      for (const watcher of watching) if (concerns(audience, watcher.user)) watcher.send(number, event);
    },
  };
}

function concerns(audience: Audience, user: string): boolean {
  return audience === 'everyone' || audience.includes(user);
}
