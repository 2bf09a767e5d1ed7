import type { Instant } from '../instant.ts';

/** A stretch of time: `from` belongs to it, `to` does not. */
export type Span = { from: Instant; to: Instant };

export function holds({ from, to }: Span, at: Instant): boolean {
  return from <= at && at < to;
}

export function isIn(spans: readonly Span[], at: Instant): boolean {
  return spans.some((span) => holds(span, at));
}

/** Spans in order, those that touch or overlap made one. */
export function joined(spans: readonly Span[]): Span[] {
  const joint: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joint.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joint.push({ ...span });
  }
  return joint;
}

/** What is in `spans` and in none of `others`. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  const taken = joined(others);
  return joined(spans).flatMap((span) => {
    const left: Span[] = [];
    let { from } = span;
    for (const other of taken.filter((one) => one.from < span.to && one.to > span.from)) {
      if (other.from > from) left.push({ from, to: other.from });
      from = Math.max(from, other.to);
    }
    return from < span.to ? [...left, { from, to: span.to }] : left;
  });
}

/** How much of `within` the spans cover, in milliseconds. */
export function covered(spans: readonly Span[], within: Span): number {
  const parts = joined(spans).map(({ from, to }) => Math.min(to, within.to) - Math.max(from, within.from));
  return parts.reduce((sum, part) => sum + Math.max(0, part), 0);
}
