import { describe, expect, it } from 'vitest';
import { pastMomentAt } from '../../../../bot/domain/calendar/moment.ts';
import { decideIncident, type IncidentAct } from '../../../../bot/domain/incident/act.ts';
import { declaredIncident, nextIncident } from '../../../../bot/domain/incident/apply.ts';
import { entriesOfIncident } from '../../../../bot/domain/incident/entries.ts';
import type { Entry } from '../../../../bot/domain/incident/entry.ts';
import type { Declared, IncidentEvent, IncidentStep } from '../../../../bot/domain/incident/event.ts';
import { fits } from '../../../../bot/domain/incident/filter.ts';
import { roomName } from '../../../../bot/domain/incident/room-name.ts';
import { severityOf } from '../../../../bot/domain/incident/severity.ts';
import { INCIDENT_ROLES, type IncidentState, TITLE_LIMIT } from '../../../../bot/domain/incident/state.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { STATE_LIMIT } from '../../../../bot/domain/ledger/draft.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const BY = { team: 'T0ACME', user: 'U0OPERATOR' };
const DECLARED: Declared = {
  source: 'x',
  title: 'checkout is down',
  severity: 'critical',
  kind: 'infrastructure',
  place: { team: 'T0ACME', channel: 'C0OPS' },
};
const open = declaredIncident('7QK2P', { type: 'declared', data: DECLARED, seq: 0, at: NOON, by: BY });
const event = (step: IncidentStep, at = NOON + MINUTE): IncidentEvent =>
  ({ ...step, seq: 1, at, by: BY }) as IncidentEvent;
const stateAfter = (...steps: IncidentStep[]): IncidentState =>
  steps.reduce((state, step, at) => nextIncident(state, event(step, NOON + (at + 1) * MINUTE)), open);
const HITS = { whom: 'all-customers', environment: 'production' } as const;
const RESOLVED: IncidentStep = { type: 'resolved', data: { because: 'leak' } };

describe('nextIncident', () => {
  it('counts what is resolved as acknowledged and mitigated at the latest then', () => {
    const at = NOON + MINUTE;
    expect(stateAfter(RESOLVED).milestones).toEqual({
      detected: NOON,
      declared: NOON,
      acknowledged: at,
      mitigated: at,
      resolved: at,
    });
  });

  it('keeps the first time of each, and starts mitigation and resolution anew when it is reopened', () => {
    const first = stateAfter({ type: 'acknowledged', data: {} }, { type: 'mitigated', data: {} }, RESOLVED);
    expect(first.milestones).toMatchObject({ acknowledged: NOON + MINUTE, mitigated: NOON + 2 * MINUTE });
    const again = nextIncident(first, event({ type: 'reopened', data: {} }));
    expect(again).toMatchObject({ is: 'open', milestones: { acknowledged: NOON + MINUTE } });
    expect(again.milestones).not.toHaveProperty('mitigated');
    expect(again.milestones).not.toHaveProperty('resolved');
    expect(again).not.toHaveProperty('resolution');
  });

  it('is detected when the alarm rang, and never after it was declared', () => {
    const alarm = { arn: 'a', name: 'n', ringing: true, reason: '', at: NOON - HOUR };
    const rung = declaredIncident('A', {
      type: 'declared',
      data: { ...DECLARED, from: { alarm } },
      seq: 0,
      at: NOON,
      by: BY,
    });
    expect(rung).toMatchObject({ milestones: { detected: NOON - HOUR }, alarms: [{ arn: 'a', ringing: true }] });
    const late = { ...DECLARED, detectedAt: NOON + HOUR };
    const data = { type: 'declared' as const, data: late, seq: 0, at: NOON, by: BY };
    expect(declaredIncident('A', data).milestones.detected).toBe(NOON);
  });

  it('stays within the limit of a state, whatever follows it and rings', () => {
    const steps = Array.from({ length: 100 }, (_, at): IncidentStep[] => [
      { type: 'followed', data: { channel: `C0CHANNEL${at}` } },
      {
        type: 'alarmed',
        data: {
          arn: `arn:aws:cloudwatch:eu-south-1:1:alarm:${at}`.padEnd(305, 'x'),
          name: `alarm ${at}`.padEnd(255, 'x'),
          ringing: true,
          reason: 'r',
          at: NOON,
        },
      },
    ]).flat();
    const words = '語'.repeat(300);
    const more: IncidentStep[] = [
      { type: 'severity-set', data: { severity: 'major', impact: words, hits: HITS } },
      { type: 'updated', data: { text: '語'.repeat(1_500), nextAt: NOON } },
      ...INCIDENT_ROLES.map((role): IncidentStep => ({ type: 'role-taken', data: { role } })),
      ...Array.from({ length: 30 }, (_, at): IncidentStep => {
        return { type: 'marked', data: { channel: 'C0CHANNEL99', ts: `1795262400.0001${at}`, how: 'reaction' } };
      }),
      { type: 'resolved', data: { because: words } },
    ];
    const lately = Array.from({ length: 24 }, () => 'ABCDEFGHJK');
    const full = { ...stateAfter(...steps, ...more), title: '語'.repeat(TITLE_LIMIT), lately };
    expect(Buffer.byteLength(JSON.stringify(full))).toBeLessThan(STATE_LIMIT);
    expect(full.alarms.at(-1)?.name).toMatch(/^alarm 99/);
  });
});

describe('decideIncident', () => {
  const operator = { ...BY, id: 'x', grants: [{ role: 'operator' as const }] };
  const lead = { ...open, roles: { lead: BY } };
  it.each<[string, IncidentState, IncidentAct, object]>([
    ['an acknowledgement', open, { is: 'acknowledge' }, { ok: true, value: { type: 'acknowledged' } }],
    [
      'a second one',
      stateAfter({ type: 'acknowledged', data: {} }),
      { is: 'acknowledge' },
      { error: { reason: 'already' } },
    ],
    ['a resolution at once', open, { is: 'resolve', because: 'x' }, { ok: true, value: { type: 'resolved' } }],
    [
      'a second one',
      stateAfter(RESOLVED),
      { is: 'resolve', because: 'x' },
      { error: { reason: 'already', is: 'resolved' } },
    ],
    ['mitigation after the end', stateAfter(RESOLVED), { is: 'mitigated' }, { error: { reason: 'already' } }],
    ['reopening what is open', open, { is: 'reopen' }, { error: { reason: 'not-over' } }],
    ['a role that is free', open, { is: 'take', role: 'lead' }, { ok: true, value: { type: 'role-taken' } }],
    ['a role that somebody has', lead, { is: 'take', role: 'lead' }, { error: { reason: 'role-held', by: BY } }],
    ['freeing a free role', open, { is: 'leave', role: 'lead' }, { error: { reason: 'role-free' } }],
    ['the same severity', open, { is: 'severity', severity: 'critical' }, { error: { reason: 'same-severity' } }],
    [
      'its impact alone',
      open,
      { is: 'severity', impact: 'x' },
      { value: { data: { severity: 'critical', impact: 'x' } } },
    ],
    ['a note after the end', stateAfter(RESOLVED), { is: 'note', text: 'x' }, { ok: true }],
    [
      'a note of what is to come',
      open,
      { is: 'note', text: 'x', occurredAt: NOON + HOUR },
      { error: { reason: 'no-such-time' } },
    ],
    [
      'a note of last month',
      open,
      { is: 'note', text: 'x', occurredAt: NOON - 700 * HOUR },
      { error: { why: { reason: 'too-old' } } },
    ],
  ])('decides %s', (_what, state, act, decided) => {
    expect(decideIncident(state, operator, { act, now: NOON + MINUTE })).toMatchObject(decided);
  });

  it('refuses whoever has no part in incidents, and lets whoever is on call act', () => {
    const who = (role: 'approver' | 'on-call') => ({ ...operator, grants: [{ role }] });
    const ask = { act: { is: 'acknowledge' } as const, now: NOON };
    expect(decideIncident(open, who('approver'), ask)).toMatchObject({ error: { reason: 'no-role' } });
    expect(decideIncident(open, who('on-call'), ask)).toMatchObject({ ok: true });
  });
});

describe('entriesOfIncident', () => {
  it('tells a message as of when it was written, its files beside it, and an answer in a thread as one', () => {
    const data = {
      channel: 'C1',
      ts: '1795262400.000100',
      thread: '1795262300.000100',
      author: BY,
      text: 'look',
      files: [{ name: 'graph.png', permalink: 'https://x.example/f' }],
      permalink: 'https://x.example/m',
    };
    const entries = entriesOfIncident('A', event({ type: 'captured', data }));
    expect(entries).toMatchObject([
      { entry: { kind: 'message', occurredAt: 1_795_262_400_000, reply: true, evidence: [{ is: 'message' }] } },
      { entry: { kind: 'file', text: 'graph.png', source: 'file/C1/1795262400.000100/0' } },
    ]);
  });

  it('says a drill where it is declared, and a note in the words of its writer at its own time', () => {
    const drill = event({ type: 'declared', data: { ...DECLARED, drill: true } });
    expect(entriesOfIncident('A', drill)).toMatchObject([{ entry: { text: expect.stringContaining('a drill') } }]);
    const noted = event({ type: 'noted', data: { text: 'x', occurredAt: NOON - HOUR } });
    expect(entriesOfIncident('A', noted)).toMatchObject([{ entry: { quoted: true, occurredAt: NOON - HOUR } }]);
  });
});

describe('a timeline that is asked for a host', () => {
  it.each([
    ['host-1', 'R-8C2MX on host-1 failed', true],
    ['host-1', 'restarted host-1.acme.example.', true],
    ['HOST-1', 'host-1: ok', true],
    ['host-1', 'R-8C2MX on host-10 failed', false],
    ['host-1', 'ghost-1 and host-1-b', false],
  ])('%s tells of: %s', (host, text, told) => {
    const entry = { source: 'x', version: 1, kind: 'note', occurredAt: NOON, recordedAt: NOON, text, evidence: [] };
    expect(fits(entry as Entry, { host }, NOON)).toBe(told);
    expect(fits({ ...entry, text: '', host: 'Host-1' } as Entry, { host }, NOON)).toBe(true);
  });
});

describe('what an incident is called and when something was', () => {
  it.each([
    [{ whom: 'all-customers', environment: 'production' } as const, 'critical'],
    [{ whom: 'some-customers', environment: 'production' } as const, 'major'],
    [{ whom: 'nobody', environment: 'production' } as const, 'minor'],
    [{ whom: 'all-customers', environment: 'staging' } as const, 'minor'],
  ])('%j is %s', (hits, severity) => {
    expect(severityOf(hits, {})).toBe(severity);
  });

  it.each([
    ['Checkout: is down & out!', 'inc-7qk2p-checkout-is-down-out'],
    ['Zahlungen für Kühe', 'inc-7qk2p-zahlungen-fur-kuhe'],
    ['оплата', 'inc-7qk2p'],
    ['x'.repeat(120), `inc-7qk2p-${'x'.repeat(70)}`],
  ])('the channel of %s is %s', (title, name) => {
    expect(roomName({ id: '7QK2P', title })).toBe(name);
  });

  it.each([
    [{ hour: 11, minute: 30 }, NOON - HOUR / 2],
    [{ hour: 13, minute: 0 }, NOON - 23 * HOUR],
    [{ day: { year: 2026, month: 11, day: 20 }, hour: 12, minute: 0 }, NOON - 24 * HOUR],
    [{ hour: 12, minute: 30, zone: 'Europe/Berlin' }, NOON - HOUR / 2],
    [{ day: 'today' as const, hour: 9, minute: 0 }, NOON - 3 * HOUR],
    [{ day: 'saturday' as const, hour: 9, minute: 0 }, NOON - 3 * HOUR],
    [{ day: 'saturday' as const, hour: 13, minute: 0 }, NOON - (7 * 24 - 1) * HOUR],
    [{ day: 'friday' as const, hour: 13, minute: 0 }, NOON - 23 * HOUR],
    [{ hour: 10, minute: 30, offset: -2 * HOUR }, NOON - 23.5 * HOUR],
    [{ hour: 9, minute: 30, offset: -2 * HOUR }, NOON - HOUR / 2],
  ])('%j was then', (moment, at) => {
    expect(pastMomentAt(moment, { now: NOON, zone: 'UTC' })).toEqual({ ok: true, value: at });
  });

  it.each([
    ['the morning after clocks went forward', '2026-03-29T08:00Z', '09:30', '2026-03-29T07:30:00.000Z'],
    ['the morning after they went back', '2026-10-25T09:00Z', '10:30', '2026-10-24T08:30:00.000Z'],
    ['what they said once by now', '2026-10-25T01:10Z', '02:30', '2026-10-25T00:30:00.000Z'],
    ['what they have said twice', '2026-10-25T20:00Z', '02:30', 'twice'],
    ['what they skipped', '2026-03-29T08:00Z', '02:30', 'skipped'],
    ['what they will skip', '2026-03-29T00:00Z', '02:30', '2026-03-28T01:30:00.000Z'],
  ])('knows %s', (_what, now, clock, said) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    const read = pastMomentAt({ hour, minute }, { now: Date.parse(now), zone: 'Europe/Berlin' });
    expect(read.ok ? new Date(read.value).toISOString() : read.error.reason).toBe(said);
  });

  it('refuses tomorrow', () => {
    const moment = { day: 'tomorrow' as const, hour: 9, minute: 0 };
    expect(pastMomentAt(moment, { now: NOON, zone: 'UTC' })).toMatchObject({ error: { reason: 'future' } });
  });
});
