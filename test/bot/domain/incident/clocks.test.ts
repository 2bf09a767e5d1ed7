import { describe, expect, it } from 'vitest';
import { clocksOf } from '../../../../bot/domain/incident/clocks.ts';
import { figuresOf, percentile } from '../../../../bot/domain/incident/figures.ts';
import { nextReminder } from '../../../../bot/domain/incident/reminders.ts';
import type { IncidentState } from '../../../../bot/domain/incident/state.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { differencesBetween } from '../../../../bot/domain/policy/differences.ts';
import { readPolicy as read } from '../../../../bot/domain/policy/read-policy.ts';
import { readPolicy } from '../../../../data/read-policy.ts';
import { ANA, BEGAN, incident } from './incidents.ts';

const DAY = 24 * HOUR;
const at = (minutes: number) => BEGAN + minutes * MINUTE;
/** As shipped: business is Sunday to Friday from 08:00 to 18:00 UTC; it began on a Saturday at 20:00. */
const policy = readPolicy();
const milestones = { detected: BEGAN, declared: at(2) };
const minor = (over: Partial<IncidentState> = {}) => incident({ severity: 'minor', roles: { lead: ANA }, ...over });

describe('clocksOf', () => {
  it('counts from when it was detected to each step, and goes on where none was reached', () => {
    const state = incident({ milestones: { ...milestones, acknowledged: at(5) } });
    expect(clocksOf(state, policy, at(60))).toEqual([
      { step: 'acknowledged', time: 5 * MINUTE, over: true },
      { step: 'mitigated', time: HOUR, over: false },
      { step: 'resolved', time: HOUR, over: false },
    ]);
  });

  it('takes what was resolved at once as acknowledged and mitigated with it', () => {
    const state = incident({ milestones: { ...milestones, resolved: at(90) }, is: 'resolved' });
    expect(clocksOf(state, policy, at(9_999)).map(({ time, over }) => [time, over])).toEqual(
      Array(3).fill([90 * MINUTE, true]),
    );
  });

  it('counts business hours where the policy says so', () => {
    // Detected on Saturday evening; the next hours of business begin on Sunday at 08:00.
    const state = minor({ milestones: { ...milestones, acknowledged: BEGAN + 13 * HOUR } });
    expect(clocksOf(state, policy, at(0))[0]).toEqual({
      ...{ step: 'acknowledged', time: HOUR, over: true, counted: 'business' },
    });
    expect(clocksOf(state, {}, at(0))[0]).toEqual({ step: 'acknowledged', time: 13 * HOUR, over: true });
  });
});

describe('nextReminder', () => {
  const next = (state: IncidentState, lastAt?: number) =>
    nextReminder(state, lastAt === undefined ? {} : { lastAt }, policy);
  const led = (over: Partial<IncidentState> = {}) => incident({ roles: { lead: ANA }, ...over });

  const snooze = led({ snoozed: { update: at(90) } });
  const said = (over: object = {}) => led({ lastUpdate: { text: 'x', at: at(20), ...over } });

  it.each<[string, IncidentState, number | undefined, object]>([
    ['that nobody leads, after five minutes', incident(), undefined, { of: 'lead', at: at(7) }],
    ['that again after twice', incident({ reminded: { lead: at(7) } }), undefined, { of: 'lead', at: at(12) }],
    ['an update, half an hour after it was declared', led(), undefined, { of: 'update', at: at(32) }],
    ['an update, half an hour after the last one', said(), undefined, { of: 'update', at: at(50) }],
    ['an update when it was promised', said({ nextAt: at(75) }), at(70), { of: 'update', at: at(75) }],
    ['an update again after twice', led({ reminded: { update: at(62) } }), at(99), { of: 'update', at: at(122) }],
    ['nothing before a snooze ends', snooze, at(80), { of: 'update', at: at(90) }],
    ['that it is quiet', said({ nextAt: at(600) }), at(25), { of: 'quiet', at: at(85) }],
    [
      'an update alone where it is due a moment after it has been quiet',
      said({ at: at(20), nextAt: at(84) }),
      at(21),
      { of: 'update', at: at(84) },
    ],
    [
      'an update that is put off to a moment after it',
      led({ snoozed: { update: at(95) } }),
      at(32),
      { of: 'update', at: at(95) },
    ],
    ['no lead of what is mitigated', incident({ is: 'mitigated' }), undefined, { of: 'update', at: at(32) }],
  ])('reminds of %s', (_what, state, lastAt, expected) => {
    expect(next(state, lastAt)).toEqual(expected);
  });

  it('lets reminders of what is minor wait for business hours', () => {
    // Four hours of business after Saturday evening end on Sunday at noon.
    expect(next(minor())).toEqual({ of: 'update', at: Date.UTC(2026, 10, 22, 12) });
  });

  it.each([
    ['critical', 3 * DAY],
    // Sunday to Friday are business days: Saturday evening and five of them is Thursday evening.
    ['major', 5 * DAY],
  ] as const)('reminds of the report of what was %s when it is due, then once a day', (severity, due) => {
    const over = incident({ severity, is: 'resolved', milestones: { ...milestones, resolved: BEGAN } });
    expect(next(over)).toEqual({ of: 'report', at: BEGAN + due });
    const again = { ...over, reminded: { report: BEGAN + due } };
    expect(next(again)).toEqual({ of: 'report', at: BEGAN + due + DAY });
    expect(next({ ...again, report: 'done' })).toBeUndefined();
  });

  it('counts days of the week in the zone of the policy, over a change of its clocks', () => {
    const zoned = { ...policy, zone: 'Europe/Berlin' };
    const resolved = Date.UTC(2026, 9, 23, 10);
    const state = incident({ severity: 'major', is: 'resolved', milestones: { ...milestones, resolved } });
    // Friday noon in Berlin; Saturday is none; Sunday to Thursday are five. It is an hour longer by UTC.
    expect(nextReminder(state, {}, zoned)).toEqual({ of: 'report', at: Date.UTC(2026, 9, 29, 11) });
  });
});

describe('rules of incidents in a policy', () => {
  const { incidents = [], ...rest } = policy;

  it('say what ships: a policy without them is no other', () => {
    expect(differencesBetween(rest, policy, [])).toEqual([]);
    expect(incidents).toHaveLength(3);
  });

  it('are told by their values', () => {
    const after = {
      ...rest,
      incidents: [{ severity: 'critical' as const, updateMinutes: 15, hours: 'business' as const }],
    };
    expect(differencesBetween(policy, after, [])).toEqual([
      ...[
        ['updateMinutes', '30', '15'],
        ['hours', 'nothing', '"business"'],
      ].map(([name, from, to]) => ({ what: 'value', is: 'otherwise', name: `incidents critical ${name}`, from, to })),
    ]);
  });

  it.each([
    [[{ severity: 'urgent' }], 'incidents[0].severity'],
    [[{ severity: 'minor', updateMinutes: 0 }], 'incidents[0].updateMinutes'],
    [[{ severity: 'minor', reportDays: 91 }], 'incidents[0].reportDays'],
    [[{ severity: 'minor', hours: 'all' }], 'incidents[0].hours'],
    [[{ severity: 'minor' }, { severity: 'minor' }], 'incidents[1].severity'],
  ])('are refused with their place: %j', (wrong, path) => {
    const result = read({ ...rest, incidents: wrong });
    expect(result.ok ? [] : result.error.map((fault) => fault.path)).toEqual([path]);
  });

  it('count no hours of business that the policy does not have', () => {
    const { businessHours: _none, changes: _nor, ...bare } = rest;
    const result = read({ ...bare, incidents: [{ severity: 'minor', hours: 'business' }] });
    expect(result).toMatchObject({ ok: false, error: [{ path: 'incidents[0]' }] });
  });
});

describe('figuresOf', () => {
  it.each([
    [[7], 50, 7],
    [[7], 90, 7],
    [[1, 2, 3, 4], 50, 2],
    [[5, 4, 3, 2, 1], 90, 5],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 90, 9],
    [Array.from({ length: 101 }, (_, one) => one), 90, 90],
  ])('takes the nearest rank: of %j the %ith is %i', (values, of, expected) => {
    expect(percentile(values, of)).toBe(expected);
  });

  it('counts by severity, with drills apart, and steps by those that reached them', () => {
    const resolved = (minutes: number, over: Partial<IncidentState> = {}) =>
      incident({
        is: 'resolved',
        milestones: { ...milestones, acknowledged: at(1), resolved: at(minutes) },
        ...over,
      });
    const incidents = [resolved(10), resolved(20), resolved(90), incident(), resolved(5, { drill: true })];
    const runs = [
      { command: 'restart', hosts: ['db-1', 'web-1'] },
      { command: 'restart', hosts: ['web-1'] },
      { command: 'disk', hosts: ['app-1'] },
    ];
    const told = figuresOf({ incidents, runs }, { from: 0, to: at(100), policy });
    const spread = (count: number, median: number, ninetieth: number) => ({
      ...{ count, median: median * MINUTE, ninetieth: ninetieth * MINUTE },
    });
    expect(told.real).toEqual([
      {
        severity: 'critical',
        count: 4,
        open: 1,
        times: { acknowledged: spread(3, 1, 1), mitigated: spread(3, 20, 90), resolved: spread(3, 20, 90) },
      },
    ]);
    expect(told.drills.map(({ count }) => count)).toEqual([1]);
    expect(told.hosts).toEqual([
      ...[
        { name: 'web-1', count: 2 },
        { name: 'app-1', count: 1 },
        { name: 'db-1', count: 1 },
      ],
    ]);
    expect(told.commands[0]).toEqual({ name: 'restart', count: 2 });
  });

  it('says nothing of nothing', () => {
    const told = figuresOf({ incidents: [], runs: [] }, { from: 0, to: 1, policy });
    expect(told).toEqual({ from: 0, to: 1, real: [], drills: [], hosts: [], commands: [] });
  });
});
