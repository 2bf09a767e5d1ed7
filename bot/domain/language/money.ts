import type { Estimate } from '../escalation/state.ts';

export const MONEY_ALLOWED = 'an amount and a currency: `1250 EUR`, `1,250.00 EUR`';

/** `1250.00 EUR`: of an amount in the minor unit of a currency, which for all that we know has two places. */
export function writeMoney({ amount, currency }: Estimate): string {
  return `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')} ${currency}`;
}

/** Reads it, with or without marks between thousands, as a card shows it. Undefined when it is no sum. */
export function readMoney(text: string): Estimate | undefined {
  const money = /^(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.(\d{2}))? ?([a-z]{3})$/i.exec(text);
  const [, whole, cents = '00', currency] = money ?? [];
  if (whole === undefined || currency === undefined) return undefined;
  const amount = Number(whole.replaceAll(',', '')) * 100 + Number(cents);
  return amount > 0 && amount < 1e12 ? { amount, currency: currency.toUpperCase() } : undefined;
}
