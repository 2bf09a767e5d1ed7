import type { Instant } from '../../bot/domain/instant.ts';

type Due = { at: Instant; act: () => void };

/** What is to come on the world's clock, in order; of the same moment, what was put there first. */
export type Time = {
  at(when: Instant, act: () => void): void;
  next(): Instant;
  /** Does what is due. */
  pass(): void;
};

export function createTime(clock: { at: Instant }): Time {
  let coming: Due[] = [];
  return {
    at: (when, act) => void coming.push({ at: Math.max(when, clock.at), act }),
    next: () => coming.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY),
    pass() {
      const due = coming.filter(({ at }) => at <= clock.at).sort((a, b) => a.at - b.at);
      coming = coming.filter(({ at }) => at > clock.at);
      for (const { act } of due) act();
    },
  };
}
