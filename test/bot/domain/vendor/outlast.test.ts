import { describe, expect, it } from 'vitest';
import type { DayHours } from '../../../../bot/domain/calendar/week.ts';
import { type EscalationState, isOpen } from '../../../../bot/domain/escalation/state.ts';
import { HOUR } from '../../../../bot/domain/instant.ts';
import { laterEnd } from '../../../../bot/domain/vendor/outlast.ts';
import { MONDAY, request, type Steps, vendor } from './requests.ts';

const DAY = 24 * HOUR;
const DAYS: DayHours['days'] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const WORK = { hours: { days: DAYS, from: '08:00', to: '16:00' }, zone: 'UTC' };
const open = (state: EscalationState) => {
  if (!isOpen(state)) throw new Error('over');
  return state;
};
const endOf = (steps: Steps, timing = vendor(WORK), priority: 'minor' | 'major' = 'minor') =>
  laterEnd(open(request({ priority }, steps).state), timing, MONDAY + HOUR);

describe('A request whose target lies beyond its end', () => {
  it('ends a week after it is due: ten days of eight hours are six weeks', () => {
    expect(endOf([])).toBe(MONDAY + 42 * DAY + 7 * DAY);
  });

  it.each<[string, number | undefined]>([
    ['its target is within thirty days', endOf([], vendor(WORK), 'major')],
    ['support never sleeps', endOf([], vendor())],
    ['they wait for an answer of ours', endOf([[{ type: 'asked-back', data: { text: 'which?' } }, MONDAY]])],
    ['it has that end already', endOf([[{ type: 'retimed', data: { expiresAt: MONDAY + 49 * DAY } }, MONDAY]])],
  ])('keeps its end where %s', (_why, end) => expect(end).toBeUndefined());

  it('ends 180 days after it was sent at the latest', () => {
    const few = { hours: { days: DAYS.slice(0, 1), from: '08:00', to: '09:00' }, zone: 'UTC' };
    expect(endOf([], vendor(few))).toBe(MONDAY + 180 * DAY);
  });

  it('has the end of the plan that waits for it', () => {
    const state = { ...open(request({ priority: 'minor' }).state), digest: 'd' };
    expect(laterEnd(state, vendor(WORK), MONDAY)).toBeUndefined();
  });
});
