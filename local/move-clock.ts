import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalClock } from './clock.ts';

/** Moves the clock and looks at everything whose time came. `busy`: who is at work, and so was waited for in vain. */
export type MoveClock = (ms: number) => Promise<{ is: 'moved'; ahead: number } | { is: 'busy'; who: string[] }>;

const LOOK_MS = 50;

/**
 * Nobody's work may take half an hour that never passed: a host that reports then would be too late for SSM, and a function
 * would have lost its claim. What is at work is waited for, `patience` milliseconds at most.
 */
export function createMoveClock(parts: {
  clock: LocalClock;
  atWork: () => string[];
  sweep: () => Promise<unknown>;
  told: (ahead: number) => void;
  patience: number;
}): MoveClock {
  const { clock, atWork, sweep, told, patience } = parts;
  return async (ms) => {
    const until = performance.now() + patience;
    while (atWork().length > 0 && performance.now() < until) await sleep(LOOK_MS);
    const who = atWork();
    if (who.length > 0) return { is: 'busy', who };
    clock.forward(ms);
    told(clock.ahead());
    await sweep();
    return { is: 'moved', ahead: clock.ahead() };
  };
}
