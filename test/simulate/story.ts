import type { Instant } from '../../bot/domain/instant.ts';
import { NOON } from '../bot/flow/world.ts';

/** What happened in a world, a line each, in order. */
export type Story = { tell(at: Instant, what: string): void; lines(): string[] };

export function createStory(): Story {
  const told: { at: Instant; what: string }[] = [];
  return {
    tell: (at, what) => void told.push({ at, what }),
    lines: () => told.map(({ at, what }) => `${((at - NOON) / 1_000).toFixed(3).padStart(10)} s  ${what}`),
  };
}
