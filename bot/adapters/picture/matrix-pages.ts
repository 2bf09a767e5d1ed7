/** A row with its height, and whether a section begins with it. */
export type Tall = { height: number; begins: boolean };

/** Dividing a section is worth avoiding by a page that is this much longer or shorter. */
const KEEP_TOGETHER = 150;

/**
 * Divides rows into as many pages as they need for none to be much higher than `most`, of about the same height, where
 * sections begin if that is near. Each page has a row; of no rows there is one page.
 */
export function paged<Row extends Tall>(
  rows: readonly Row[],
  { most, pages: limit }: { most: number; pages: number },
): Row[][] {
  const total = rows.reduce((sum, { height }) => sum + height, 0);
  const pages = Math.max(1, Math.min(limit, rows.length, Math.ceil(total / most)));
  const cuts = Array.from({ length: pages - 1 }, (_, index) => nearestCut(rows, (total * (index + 1)) / pages));
  const starts = [0, ...new Set(cuts)];
  return starts.map((start, index) => rows.slice(start, starts[index + 1]));
}

/** The row before which a page ends best, if it is to end at this height. */
function nearestCut(rows: readonly Tall[], wanted: number): number {
  let best = { at: 1, cost: Number.POSITIVE_INFINITY };
  let height = 0;
  for (const [at, row] of rows.entries()) {
    const cost = Math.abs(height - wanted) + (row.begins ? 0 : KEEP_TOGETHER);
    if (at > 0 && cost < best.cost) best = { at, cost };
    height += row.height;
  }
  return best.at;
}
