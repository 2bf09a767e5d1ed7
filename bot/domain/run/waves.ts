import type { Guard, Risk } from '../command.ts';
import type { Rollout, Share } from '../rollout.ts';

/** Hosts of one SendCommand: SSM's limit. */
export const CHUNK = 50;

/**
 * How a plan goes over its hosts, in their order there. `ends`: how many hosts have begun at the end of each wave; the last is all
 * of them. `stopAfter`: failures after which nothing more begins, and of which never more may be under way; without it a wave
 * with a failure is the last. `atOnce`: hosts that may be under way together. `byDefault`: nobody said it, the number of
 * hosts did.
 */
export type PlannedRollout = {
  ends: number[];
  stopAfter?: number;
  atOnce?: number;
  pause?: true;
  byDefault?: true;
};

/** What many hosts get when nobody says how: one first, then a tenth, and the rest only after these are well. */
const CAREFUL: Share[] = [{ hosts: 1 }, { percent: 10 }, { percent: 100 }];

/** Hosts that may change at once when nobody says how. A policy may lower it. */
export const AT_ONCE = { least: 1, most: CHUNK } as const;

/**
 * How a command goes over so many hosts: as it was said; else all at once, unless they are more than the policy lets change
 * at once. Undefined: all at once, and no failure holds up the others.
 * */
export function planRollout(ask: {
  said: Rollout | undefined;
  hosts: number;
  risk: Risk;
  atOnce?: number | undefined;
  guard?: Guard | undefined;
}): PlannedRollout | undefined {
  const { said, hosts, risk, guard } = ask;
  const careful = !said && risk !== 'read' && hosts > (ask.atOnce ?? AT_ONCE.most);
  if (!said && !careful) return undefined;
  const { waves, oneAtATime, pause, stopAfter }: Rollout = said ?? { waves: CAREFUL };
  // Of a guarded change a host waits to be told that it may keep it: no more than can be told at once.
  const atOnce = Math.min(hosts, oneAtATime ? 1 : hosts, guard ? CHUNK : hosts);
  return {
    ends: endsOf(waves ?? [{ percent: 100 }], hosts),
    ...(stopAfter !== undefined && { stopAfter }),
    ...(atOnce < hosts && { atOnce }),
    ...(pause && { pause }),
    ...(careful && { byDefault: true as const }),
  };
}

/** Shares are cumulative and rounded up; each wave has a new host, and the last one takes the rest. */
export function endsOf(shares: readonly Share[], hosts: number): number[] {
  const ends: number[] = [];
  for (const share of shares) {
    const wanted = 'percent' in share ? Math.ceil((share.percent * hosts) / 100) : share.hosts;
    const end = Math.min(hosts, Math.max(wanted, (ends.at(-1) ?? 0) + 1));
    if (end > (ends.at(-1) ?? 0)) ends.push(end);
  }
  if ((ends.at(-1) ?? 0) < hosts) ends.push(hosts);
  return ends;
}
