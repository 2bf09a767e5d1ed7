/** Hosts of one run: more are several sentences. A hundred commands of SSM's fifty. */
export const MOST_HOSTS = 5_000;
/** Waves of one run: each has its bar on the card. */
export const MOST_WAVES = 20;

/** How much of the hosts has begun when a wave is over: so many, or so much of all, rounded up. */
export type Share = { hosts: number } | { percent: number };

/**
 * How a command goes over its hosts, as the sentence says it. Shares are cumulative: `1, 25%, 100%`. `pause`: somebody lets each
 * further wave begin. `stopAfter`: nothing more begins once so many hosts have failed, and never so much is under way that
 * more could fail.
 */
export type Rollout = { waves?: Share[]; oneAtATime?: true; pause?: true; stopAfter?: number };

/** In words, as it is read: `in waves 1, 25%, 100% pause between waves stop after 1 failure`. */
export function writeRollout({ waves, oneAtATime, pause, stopAfter }: Rollout): string {
  const parts = [
    waves ? `in waves ${waves.map(writeShare).join(', ')}` : '',
    oneAtATime ? 'one at a time' : '',
    pause ? 'pause between waves' : '',
    stopAfter === undefined ? '' : `stop after ${stopAfter} ${stopAfter === 1 ? 'failure' : 'failures'}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

export function writeShare(share: Share): string {
  return 'percent' in share ? `${share.percent}%` : `${share.hosts}`;
}
