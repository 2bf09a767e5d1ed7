import { describe, expect, it } from 'vitest';
import type { DayHours } from '../../../../bot/domain/calendar/week.ts';
import { WEEKDAYS } from '../../../../bot/domain/calendar/week.ts';
import { onCallHours } from '../../../../bot/domain/policy/on-call.ts';

const at = (iso: string) => Date.parse(iso);
const weekend: DayHours = { days: ['saturday', 'sunday'], from: '08:00', to: '20:00' };
const berlin = { zone: 'Europe/Berlin', onCall: weekend };

describe('onCallHours', () => {
  it('are none where the policy has none', () => {
    expect(onCallHours({ zone: 'UTC' }, at('2026-11-21T12:00:00Z'))).toBeUndefined();
  });

  it.each([
    [
      'the first minute, by the clocks of the zone',
      '2026-11-21T07:00:00Z',
      { on: true, until: at('2026-11-21T19:00:00Z') },
    ],
    ['the minute before it', '2026-11-21T06:59:59Z', { on: false, from: at('2026-11-21T07:00:00Z') }],
    ['their end', '2026-11-21T19:00:00Z', { on: false, from: at('2026-11-22T07:00:00Z') }],
    ['the week after', '2026-11-23T12:00:00Z', { on: false, from: at('2026-11-28T07:00:00Z') }],
    ['a day on which clocks are put back', '2026-10-25T12:00:00Z', { on: true, until: at('2026-10-25T19:00:00Z') }],
  ])('know %s', (_what, moment, known) => {
    expect(onCallHours(berlin, at(moment))).toEqual({ hours: weekend, zone: 'Europe/Berlin', ...known });
  });

  it.each([
    [
      'that last into the next day',
      { days: ['friday'], from: '20:00', to: '08:00' },
      '2026-11-21T03:00:00Z',
      '2026-11-21T08:00:00Z',
    ],
    [
      'of days that touch',
      { days: ['friday', 'saturday'], from: '00:00', to: '24:00' },
      '2026-11-20T03:00:00Z',
      '2026-11-22T00:00:00Z',
    ],
  ] as const)('join those %s', (_what, onCall, moment, until) => {
    expect(onCallHours({ onCall: { ...onCall, days: [...onCall.days] } }, at(moment))).toMatchObject({
      on: true,
      until: at(until),
    });
  });

  it('have no end where they are always', () => {
    const always = { days: [...WEEKDAYS], from: '00:00', to: '24:00' };
    expect(onCallHours({ onCall: always }, at('2026-11-21T12:00:00Z'))).toEqual({
      hours: always,
      zone: 'UTC',
      on: true,
    });
  });
});
