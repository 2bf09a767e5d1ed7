import type { Hooks } from './hooks.ts';

/** The process is dead: whoever catches it would go on after death. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * Kills the process at the k-th point, counted from 0: each port call has one before it and one after it. Dead, it gets
 * no call through any more, also none that ran beside the fatal one. Without `at` it only counts.
 */
export function crashAt(at = Number.POSITIVE_INFINITY): Hooks & { points: string[] } {
  const points: string[] = [];
  function reach(point: string): void {
    if (points.length > at) throw new Crash('dead');
    points.push(point);
    if (points.length > at) throw new Crash(point);
  }
  return {
    points,
    before: (call) => reach(`before ${call}`),
    after: (call) => reach(`after ${call}`),
  };
}
