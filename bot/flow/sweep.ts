import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Soon } from '../ports/soon.ts';

/** Events that one sweep takes up: the next minute's takes the rest. */
const MOST = 500;

/** Hints at every stream that has work due: expiries, clocks, lost deliveries, undone effects. Returns how many. */
export type Sweep = () => Promise<number>;

export function createSweep(deps: { ledger: Pick<Ledger, 'due'>; soon: Soon; now: Clock; log: Log }): Sweep {
  return async () => {
    const due = await deps.ledger.due(deps.now(), MOST);
    const streams = [...new Set(due.map(({ stream }) => stream))];
    const hinted = await Promise.allSettled(streams.map((stream) => deps.soon(stream, 0)));
    const lost = hinted.filter(({ status }) => status === 'rejected').length;
    if (lost > 0) deps.log('warn', 'hints-lost', { lost }); // the next sweep finds them again
    return streams.length - lost;
  };
}
