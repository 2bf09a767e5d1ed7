import { daysWords } from '../incident/figures.ts';
import { lastingWords } from '../incident/lasting.ts';
import { amountWords } from '../language/money.ts';
import { CLOCKS, type ClockOf, isOn, leftOf, type VendorClock } from './clock.ts';
import { isLate, type MeasuredRequest, type PaidMonth, type TargetsKept, type VendorFigures } from './figures.ts';

/** `Virtuozzo: 12 requests in 30 days`. */
export function vendorTitle({ vendor, requests, from, to }: VendorFigures): string {
  const { length } = requests;
  return `${vendor.label}: ${length} ${length === 1 ? 'request' : 'requests'} in ${daysWords(to - from)}`;
}

/** `3 open, 1 of them late`. */
export function openWords({ open }: Pick<VendorFigures, 'open'>): string {
  if (open.length === 0) return 'none is open';
  const late = open.filter(({ clocks }) => clocks.some(isLate)).length;
  return `${open.length} open${late === 0 ? '' : `, ${late} of them late`}`;
}

/** `10 kept, 2 missed (1 still open)`. */
export function keptWords({ kept, missed, late }: Omit<TargetsKept, 'times'>): string {
  const open = late === 0 ? '' : ` (${late} still open)`;
  return missed === 0 ? `${kept} kept` : `${kept} kept, ${missed} missed${open}`;
}

/** Targets of all priorities, by clock. */
export function keptByClock({ priorities }: VendorFigures): { of: ClockOf; words: string }[] {
  return CLOCKS.flatMap((of) => {
    const all = priorities.flatMap(({ clocks }) => clocks[of] ?? []);
    const sum = (what: 'kept' | 'missed' | 'late') => all.reduce((total, one) => total + one[what], 0);
    const words = keptWords({ kept: sum('kept'), missed: sum('missed'), late: sum('late') });
    return all.length === 0 ? [] : [{ of, words }];
  });
}

/** `1,250.00 EUR of 5,000.00`. */
export function paidWords({ approved, currency, limit }: PaidMonth): string {
  const most = limit === undefined ? '' : ` of ${amountWords({ amount: limit, currency })}`;
  return `${amountWords({ amount: approved, currency })} ${currency}${most}`;
}

/** `kept`, `missed by 3 h 00 min`, `late by 12 min`, `12 min left`. */
export function standingWords(clock: VendorClock): string {
  const left = leftOf(clock);
  if (clock.is === 'kept') return 'kept';
  if (clock.is === 'missed') return `missed by ${lastingWords(-left)}`;
  if (!isOn(clock)) return 'not counted';
  return left < 0 ? `late by ${lastingWords(-left)}` : `${lastingWords(left)} left`;
}

/** Whether any of its targets was missed, or is late. */
export function isMissed({ clocks }: Pick<MeasuredRequest, 'clocks'>): boolean {
  return clocks.some((clock) => clock.is === 'missed' || isLate(clock));
}
