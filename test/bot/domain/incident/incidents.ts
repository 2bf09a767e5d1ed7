import type { Actor } from '../../../../bot/domain/actor.ts';
import type { Entry } from '../../../../bot/domain/incident/entry.ts';
import type { IncidentState } from '../../../../bot/domain/incident/state.ts';
import { HOUR, type Instant, MINUTE } from '../../../../bot/domain/instant.ts';

/** A Saturday evening. */
export const BEGAN: Instant = Date.UTC(2026, 10, 21, 20, 0);

export const ANA: Actor = { team: 'TACME', user: 'UANA' };
export const JO: Actor = { team: 'TACME', user: 'UJO' };
export const VIKTOR: Actor = { team: 'TVENDOR', user: 'UVIKTOR' };
export const NAMES = new Map([
  ['TACME/UANA', 'Ana Ruiz'],
  ['TACME/UJO', 'Jo'],
  ['TVENDOR/UVIKTOR', 'Viktor Hohenberger-Lindqvist'],
]);

export const ALARM = 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-5xx-rate';

export function incident(over: Partial<IncidentState> = {}): IncidentState {
  return {
    id: '7QK2P',
    by: ANA,
    title: 'Checkout is down for customers in Germany',
    severity: 'critical',
    kind: 'infrastructure',
    is: 'open',
    place: { team: 'TACME', channel: 'CINC' },
    roles: {},
    milestones: { detected: BEGAN, declared: BEGAN + 2 * MINUTE },
    followers: [],
    alarms: [{ arn: ALARM, name: 'checkout-5xx-rate', ringing: true }],
    reminded: {},
    snoozed: {},
    ...over,
  };
}

let made = 0;

export function entry(minutes: number, over: Partial<Entry> = {}): Entry {
  made += 1;
  const at = BEGAN + Math.round(minutes * MINUTE);
  return {
    source: `incident#7QK2P/e#${made}`,
    version: 1,
    kind: 'note',
    occurredAt: at,
    recordedAt: at,
    by: ANA,
    text: 'noted something',
    evidence: [],
    ...over,
  };
}

export const run = (minutes: number, id: string, mark: Entry['mark'], over: Partial<Entry> = {}) =>
  entry(minutes, { kind: 'run', text: `${id}`, ...(mark && { mark }), evidence: [{ is: 'run', run: id }], ...over });

export const alarm = (minutes: number, mark: 'good' | 'bad', arn = ALARM) => {
  const { by: _nobody, ...rest } = entry(minutes, { kind: 'alarm', mark, evidence: [{ is: 'alarm', arn }] });
  return rest;
};

/** Two hours from the alarm to the end, with two runs, a vendor, and a change of severity. */
export function evening(): { state: IncidentState; entries: Entry[] } {
  const state = incident({
    is: 'resolved',
    severity: 'major',
    milestones: {
      detected: BEGAN,
      declared: BEGAN + 2 * MINUTE,
      acknowledged: BEGAN + 5 * MINUTE,
      mitigated: BEGAN + 71 * MINUTE,
      resolved: BEGAN + 2 * HOUR,
    },
  });
  const entries = [
    alarm(0, 'bad'),
    entry(2, { kind: 'status', text: 'declared it', becomes: { is: 'open', severity: 'critical' } }),
    entry(5, { kind: 'status', by: JO, text: 'acknowledged it' }),
    entry(6, { kind: 'role', by: JO, text: 'leads' }),
    ...[8, 9, 9.2, 12, 20, 33, 34, 34.1, 34.2, 60, 61].map((at) =>
      entry(at, { kind: 'message', by: at % 2 === 0 ? ANA : JO, text: 'looking at the load balancer', quoted: true }),
    ),
    run(15, '8C2MX', 'waits'),
    entry(17, { kind: 'approval', by: JO, mark: 'good', evidence: [{ is: 'run', run: '8C2MX' }] }),
    run(22, '8C2MX', 'bad'),
    run(40, '9D3NY', 'waits'),
    run(43, '9D3NY', 'good'),
    entry(28, { kind: 'vendor', by: ANA, mark: 'waits', evidence: [{ is: 'request', request: '4KQ7M' }] }),
    entry(66, { kind: 'vendor', by: VIKTOR, mark: 'good', evidence: [{ is: 'request', request: '4KQ7M' }] }),
    entry(67, { kind: 'message', by: VIKTOR, text: 'the storage pool is healthy again', quoted: true }),
    alarm(70, 'good'),
    entry(71, { kind: 'status', text: 'mitigated it', becomes: { is: 'mitigated' } }),
    entry(72, { kind: 'severity', text: 'major', becomes: { severity: 'major' } }),
    entry(120, { kind: 'status', text: 'resolved it', becomes: { is: 'resolved' } }),
    entry(3 * 24 * 60, { kind: 'report', text: 'report done' }),
  ];
  return { state, entries };
}

function markAt(at: number): 'waits' | 'good' | 'bad' {
  if (at % 40 < 32) return 'waits';
  return at % 200 === 192 ? 'bad' : 'good';
}

const asked = (minutes: number, request: string) =>
  entry(minutes, { kind: 'vendor', by: VIKTOR, evidence: [{ is: 'request', request }] });

/** So many entries over so many hours, of all kinds: the same ones each time. */
export function long(count: number, hours: number): { state: IncidentState; entries: Entry[] } {
  const minutes = (at: number) => (at / count) * hours * 60;
  const entries = Array.from({ length: count }, (_, at) => {
    const by: Actor = { team: 'TACME', user: `U${(at * at) % 17}` };
    if (at % 8 === 0) return run(minutes(at), String(10_000 + Math.floor(at / 40)), markAt(at), { by });
    if (at % 97 === 1) return alarm(minutes(at), at % 2 === 0 ? 'bad' : 'good', `${ALARM}-${at % 7}`);
    if (at % 131 === 1) return asked(minutes(at), `AAA0${at % 7}`);
    const kind = at % 3 === 0 ? 'note' : 'message';
    return entry(minutes(at), { kind, by, text: `message ${at} of many`, quoted: true });
  });
  const state = incident({ milestones: { detected: BEGAN, declared: BEGAN, acknowledged: BEGAN + 9 * MINUTE } });
  return { state, entries };
}
