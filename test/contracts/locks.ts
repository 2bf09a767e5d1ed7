import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locks } from '../../bot/ports/locks.ts';

export function describeLocks(name: string, open: () => Promise<{ locks: Locks; close: () => Promise<void> }>): void {
  describe(`${name} keep the locks' contract`, () => {
    let locks: Locks;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ locks, close } = await open());
    });
    afterAll(() => close());

    it('give a host to the first and name the holder to the others', async () => {
      expect(await locks.take('host-1', { holder: 'run#1', since: 10 })).toEqual({ holder: 'run#1', since: 10 });
      expect(await locks.take('host-1', { holder: 'run#2', since: 20 })).toEqual({ holder: 'run#1', since: 10 });
      expect(await locks.take('host-2', { holder: 'run#2', since: 20 })).toEqual({ holder: 'run#2', since: 20 });
    });

    it('give it to one of many at once', async () => {
      const runs = Array.from({ length: 20 }, (_, run) => ({ holder: `run#${run}`, since: run }));
      const holders = await Promise.all(runs.map((lock) => locks.take('host-3', lock)));
      expect(new Set(holders.map(({ holder }) => holder)).size).toBe(1);
    });

    it('let the holder take it again, and keep the time since when', async () => {
      await locks.take('host-4', { holder: 'run#1', since: 10 });
      expect(await locks.take('host-4', { holder: 'run#1', since: 99 })).toEqual({ holder: 'run#1', since: 10 });
    });

    it('are let go by the holder only', async () => {
      await locks.take('host-5', { holder: 'run#1', since: 10 });
      await locks.release('host-5', 'run#2');
      expect(await locks.take('host-5', { holder: 'run#2', since: 20 })).toEqual({ holder: 'run#1', since: 10 });
      await locks.release('host-5', 'run#1');
      await locks.release('host-5', 'run#1');
      expect(await locks.take('host-5', { holder: 'run#2', since: 20 })).toEqual({ holder: 'run#2', since: 20 });
    });
  });
}
