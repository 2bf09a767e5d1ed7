import type { Instant } from '../instant.ts';
import { covered, joined, type Span } from './spans.ts';
import { FORTNIGHT, fortnightFrom } from './week.ts';

/** Which stretches of a time count: those that touch `within`, which may reach beyond it. */
export type Counted = (within: Span) => Span[];

/** More than two years: longer than any term or target. */
const FORTNIGHTS = 52;

/** How much of it counts, in milliseconds. */
export function timeCounted(counted: Counted, within: Span): number {
  return within.to <= within.from ? 0 : covered(counted(within), within);
}

/** The moment at which so much has counted since then; where nothing counts for two years, the end of these. */
export function afterCounting(counted: Counted, from: Instant, time: number): Instant {
  let left = time;
  let at = from;
  for (let round = 0; round < FORTNIGHTS; round += 1) {
    const within = fortnightFrom(at);
    for (const span of joined(counted(within))) {
      const [begin, end] = [Math.max(span.from, at), Math.min(span.to, within.to)];
      if (end - begin >= left) return begin + left;
      left -= Math.max(0, end - begin);
    }
    at = within.to;
  }
  return at;
}

/** The same, worked out once for each fortnight: asking a zone for its clocks a thousand times takes seconds. */
export function remembered(counted: Counted): Counted {
  const known = new Map<number, Span[]>();
  const fortnight = (number: number) => {
    const before = known.get(number);
    if (before) return before;
    const spans = cut(counted, { from: number * FORTNIGHT, to: (number + 1) * FORTNIGHT });
    known.set(number, spans);
    return spans;
  };
  return ({ from, to }) => {
    const first = Math.floor(from / FORTNIGHT);
    const count = Math.ceil(to / FORTNIGHT) - first;
    return Array.from({ length: count }, (_, at) => fortnight(first + at)).flat();
  };
}

function cut(counted: Counted, within: Span): Span[] {
  return joined(counted(within)).map(({ from, to }) => ({
    from: Math.max(from, within.from),
    to: Math.min(to, within.to),
  }));
}
