import { REMIT } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { monthOf, takenOf } from '../../domain/budget/budget.ts';
import type { Span } from '../../domain/calendar/spans.ts';
import { HOUR } from '../../domain/instant.ts';
import { type PaidMonth, type VendorFigures, vendorFigures } from '../../domain/vendor/figures.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { NewFile } from '../../ports/files.ts';
import { readBudget } from '../budget/append-budget.ts';
import type { TendDeps } from '../deps.ts';
import { ESCALATION, escalationStateOf } from '../escalation/append-escalation.ts';
import { OPEN_SINCE } from '../escalation/find.ts';
import { inTurn } from '../in-turn.ts';
import { filesOf } from '../incident/post-picture.ts';
import { readVendors } from './read-vendors.ts';

/** Requests that are looked at, the latest first: one read of each head, however long its stream is. */
const MOST = 1_000;
const AT_ONCE = 25;

type Asked = { vendor: string; last: number; as?: 'picture' };

/**
 * What a vendor was asked in the last so many milliseconds, as a table or drawn. Reads at most a thousand heads of requests, and one of a budget for each month.
 */
export async function showVendorFigures(
  deps: TendDeps,
  { vendor: name, last, as }: Asked,
): Promise<{ answer: Answer; files?: NewFile[] }> {
  const vendors = await readVendors(deps.ledger);
  const vendor = vendors.find((one) => one.name === name);
  if (!vendor) return { answer: { is: 'nothing', what: `There is no vendor called ${name}.`, next: 'vendors' } };
  const figures = await countVendor(deps, { vendor, last });
  if (as !== 'picture') return { answer: { is: 'vendor-figures', figures } };
  const { files } = filesOf(await deps.pictures.vendor(figures));
  return { answer: { is: 'vendor-picture', vendor: vendor.label, last }, files };
}

async function countVendor(
  deps: Pick<TendDeps, 'ledger' | 'records' | 'now'>,
  { vendor, last }: { vendor: Vendor; last: number },
): Promise<VendorFigures> {
  const to = deps.now();
  const from = to - last;
  const first = await deps.ledger.recent('escalation', { limit: MOST + 1, after: Math.min(from, to - OPEN_SINCE) });
  const heads = await headsOf(
    deps,
    first.slice(0, MOST).map(({ stream }) => stream),
  );
  const paid = await paidIn(deps, vendor, { from, to });
  const figures = vendorFigures(heads, { vendor, from, to, paid });
  return first.length > MOST ? { ...figures, cut: true } : figures;
}

async function headsOf({ ledger }: Pick<TendDeps, 'ledger'>, streams: readonly string[]) {
  const heads = await inTurn(streams, AT_ONCE, (stream) => ledger.head(stream));
  return heads.flatMap((head) =>
    head ? [{ id: head.stream.slice(ESCALATION.length), state: escalationStateOf(head) }] : [],
  );
}

/** Shorter than any month, so that none is left out. */
const WITHIN_MONTH = 27 * 24 * HOUR;

/** What was approved in each month that the time touches, newest first: of months in which nothing was, the current one alone. */
async function paidIn(
  { ledger, records }: Pick<TendDeps, 'ledger' | 'records'>,
  { name, costLimit }: Vendor,
  { from, to }: Span,
): Promise<PaidMonth[]> {
  const { policy } = await records(REMIT);
  const count = Math.ceil((to - from) / WITHIN_MONTH);
  const moments = Array.from({ length: count }, (_, at) => from + at * WITHIN_MONTH);
  const months = [...new Set([...moments, to].map((at) => monthOf(at, policy?.zone)))].reverse();
  const budgets = await inTurn(months, AT_ONCE, (month) => readBudget(ledger, { vendor: name, month }));
  return budgets.flatMap(({ story }, at) => {
    const known = Object.keys(story.state.sums);
    const currencies = known.length === 0 && at === 0 && costLimit ? [costLimit.currency] : known;
    return currencies.map((currency) => ({
      month: story.month,
      approved: takenOf(story, currency),
      currency,
      ...(costLimit?.currency === currency && { limit: costLimit.amount }),
    }));
  });
}
