import { type Cut, says } from './tokens.ts';

/** Whether what follows `show` or `deny` is about a change: `C-4KQ7M`. Of anything else it is about a run. */
export function isOfChange({ tokens }: Cut): boolean {
  return /^c-/i.test(tokens[0]?.text ?? '');
}

/** Whether what follows `show` or `reopen` is about a request to a vendor. */
export function isOfRequest({ tokens }: Cut): boolean {
  return /^e-/i.test(tokens[0]?.text ?? '');
}

/** Whether what follows `show` or `resume` is about what repeats: `schedule S-4KQ7M`, or the id alone. */
export function isOfSchedule({ tokens: [first] }: Cut): boolean {
  return says(first, 'schedule') || /^s-[0-9a-z]{5}$/i.test(first?.text ?? '');
}

/** Whether what follows `approve` or `deny` is about what a request costs. */
export function isOfCost({ tokens: [first] }: Cut): boolean {
  return says(first, 'cost');
}
