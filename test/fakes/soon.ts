import type { Soon } from '../../bot/ports/soon.ts';

/** Keeps the hints instead of giving them: a test delivers them, or loses them. */
export function createFakeSoon(): { soon: Soon; hints: { stream: string; seconds: number }[] } {
  const hints: { stream: string; seconds: number }[] = [];
  return {
    hints,
    async soon(stream, seconds) {
      hints.push({ stream, seconds });
    },
  };
}
