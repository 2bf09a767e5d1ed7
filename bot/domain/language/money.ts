import type { Estimate } from '../escalation/state.ts';

export const MONEY_ALLOWED = 'an amount and a currency: `1250 EUR`, `1,250.00 EUR`';

/** Places after the point that a currency has: none of JPY, three of KWD. Of one that nobody knows, two (ECMA-402, by ISO 4217). */
function placesOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A hundredth is the least that is on record of any currency: of a third place only a nought says nothing more. */
const RECORDED = 2;

/**
 * An amount as it is on record, in hundredths of its currency, of what was typed before and after the point. Undefined where the currency has not so many places, or
 * a third one would be lost; two are read of each, if they are noughts where it has none.
 */
export function amountOf(whole: string, places: string, currency: string): number | undefined {
  const most = placesOf(currency);
  const known = places === '' || places.length === most || places.length === RECORDED;
  const hundredths = places.slice(0, RECORDED).padEnd(RECORDED, '0');
  const lost = /[1-9]/.test(places.slice(Math.min(most, RECORDED)));
  return known && !lost ? Number(whole) * 100 + Number(hundredths) : undefined;
}

/** Which places may be typed of a currency. */
export function placesWords(currency: string): string {
  const most = placesOf(currency);
  if (most === 0) return `${currency} has no places after the point`;
  return most <= RECORDED
    ? `${currency} has two places after the point, or none`
    : `${currency} has ${most} places after the point, noughts after the second, or none`;
}

/** `.00`, `.250`, nothing of JPY: what stands after the point. */
export function pointWords(amount: number, currency: string): string {
  const rest = amount % 100;
  const most = placesOf(currency);
  if (rest === 0 && most === 0) return '';
  return `.${String(rest).padStart(RECORDED, '0').padEnd(most, '0')}`;
}

/** `1250.00 EUR`: of an amount in hundredths of its currency. */
export function writeMoney({ amount, currency }: Estimate): string {
  return `${Math.trunc(amount / 100)}${pointWords(amount, currency)} ${currency}`;
}

/** `1,250.00`: the same for a reader, without its currency. */
export function amountWords({ amount, currency }: Estimate): string {
  return `${Math.trunc(amount / 100).toLocaleString('en-US')}${pointWords(amount, currency)}`;
}

/** Reads it, with or without marks between thousands, as a card shows it. Undefined when it is no sum. */
export function readMoney(text: string): Estimate | undefined {
  const money = /^(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.(\d{2,4}))? ?([a-z]{3})$/i.exec(text);
  const [, whole, places = '', typed] = money ?? [];
  if (whole === undefined || typed === undefined) return undefined;
  const currency = typed.toUpperCase();
  const amount = amountOf(whole.replaceAll(',', ''), places, currency) ?? 0;
  return amount > 0 && amount < 1e12 ? { amount, currency } : undefined;
}
