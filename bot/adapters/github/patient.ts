import type { Clock } from '../../ports/clock.ts';
import { type Tracker, TrackerBusy } from '../../ports/tracker.ts';

/**
 * A tracker that asks nothing before a limit is over, whoever wishes something meanwhile: whoever goes on asking is kept out for longer
 * (docs.github.com/rest/using-the-rest-api/best-practices). Each process learns of a limit by itself.
 */
export function patient(tracker: Tracker, now: Clock): Tracker {
  let until = 0;
  const ask = async <T>(call: () => Promise<T>): Promise<T> => {
    if (now() < until) throw new TrackerBusy(until - now(), 'limit');
    try {
      return await call();
    } catch (error) {
      if (error instanceof TrackerBusy && error.why.endsWith('limit')) until = now() + error.retryAfter;
      throw error;
    }
  };
  return {
    open: (issue, earlier) => ask(() => tracker.open(issue, earlier)),
    comment: (issue, comment, earlier) => ask(() => tracker.comment(issue, comment, earlier)),
    close: (issue, as) => ask(() => tracker.close(issue, as)),
    change: (issue, change) => ask(() => tracker.change(issue, change)),
    commit: (file) => ask(() => tracker.commit(file)),
  };
}
