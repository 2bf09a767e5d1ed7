import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Ask, Reply, Result } from './messages.ts';

/** The fleet's end of the channel to its keeper. */
export type Link = {
  /** Asks, and resolves to the answer; `id` is given to `onSent` at once, for a later cancel. */
  readonly ask: (
    ask: Ask,
    more?: { onStart?: (() => void) | undefined; onSent?: (id: number) => void },
  ) => Promise<Result>;
  readonly end: () => Promise<void>;
};

type Waiting = {
  resolve: (result: Result) => void;
  reject: (cause: Error) => void;
  onStart?: (() => void) | undefined;
};

/** Starts the keeper in a process group of its own: Ctrl-C is for the fleet's process, which then ends it in order. */
export function startKeeper(): Link {
  const keeper = spawn(process.execPath, [new URL('keeper.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  keeper.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id);
    if ('started' in reply) return asked?.onStart?.();
    waiting.delete(reply.id);
    if ('result' in reply) asked?.resolve(reply.result);
    else asked?.reject(new Error(reply.fault));
  });
  keeper.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the keeper of the folder hosts has ended'));
  });
  return {
    ask: (ask, { onStart, onSent } = {}) => {
      const id = ++last;
      onSent?.(id);
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, onStart });
        keeper.send({ ...ask, id }, (fault) => fault && reject(fault));
      });
    },
    end: async () => {
      if (keeper.exitCode !== null || keeper.signalCode !== null) return;
      const gone = once(keeper, 'exit');
      keeper.disconnect();
      await gone;
    },
  };
}
