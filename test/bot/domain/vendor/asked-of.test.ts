import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../bot/domain/instant.ts';
import { askedOf } from '../../../../bot/domain/vendor/asked-of.ts';
import { MONDAY, request, vendor } from './requests.ts';

const of = (steps: Parameters<typeof request>[1], kind: 'task' | 'paid' = 'task') => request({ kind }, steps).state;
const sum = { amount: 100, currency: 'EUR' };

describe('What a vendor is asked for', () => {
  it('is counted: open, waiting for them, late', () => {
    const states = [
      of([]),
      of([[{ type: 'accepted', data: {} }, MONDAY]]),
      of([[{ type: 'asked-back', data: { text: 'which?' } }, MONDAY]]),
      of([[{ type: 'estimated', data: sum }, MONDAY]], 'paid'),
      of([[{ type: 'declined', data: { because: 'no' } }, MONDAY]]),
    ];
    expect(askedOf(vendor(), states, MONDAY + HOUR)).toEqual({ open: 4, theirs: 2, late: 0 });
    // To be accepted within two hours, answered within four: the one that waits for us is not late.
    expect(askedOf(vendor(), states, MONDAY + 5 * HOUR)).toEqual({ open: 4, theirs: 2, late: 2 });
    expect(askedOf(vendor({ name: 'zeta' }), states, MONDAY)).toEqual({ open: 0, theirs: 0, late: 0 });
  });
});
