import type { Reading } from '../../../../../bot/adapters/slack/render/rendered.ts';
import type { Actor } from '../../../../../bot/domain/actor.ts';
import type { Command } from '../../../../../bot/domain/command.ts';
import type { CustomNoted } from '../../../../../bot/domain/custom/custom.ts';
import { MINUTE, SECOND } from '../../../../../bot/domain/instant.ts';
import type { Cell } from '../../../../../bot/domain/matrix/rule.ts';
import { type Story, tell } from '../../../../../bot/domain/run/apply.ts';
import type { RunEvent, RunStep } from '../../../../../bot/domain/run/event.ts';
import type { Stop } from '../../../../../bot/domain/run/gates.ts';
import type { HostOutcome } from '../../../../../bot/domain/run/outcome.ts';
import { digestOf, type Plan, type PlannedHost } from '../../../../../bot/domain/run/plan.ts';
import type { Refusal, Unlisted } from '../../../../../bot/domain/run/refusal.ts';
import type { PauseReason } from '../../../../../bot/domain/run/state.ts';
import type { PlannedRollout } from '../../../../../bot/domain/run/waves.ts';
import { commands } from '../../../../../commands/index.ts';

export const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);
export const OPERATOR: Actor = { team: 'T1ACME', user: 'U1OPERATOR' };
export const APPROVER: Actor = { team: 'T1ACME', user: 'U2APPROVER' };
const REMIT: Actor = { team: 'remit', user: 'remit' };

export const reading: Reading = { now: NOON + 5 * MINUTE, definitions: commands };

export const cell: Cell = {
  activity: 'restarting-processes',
  label: 'Restarting Processes',
  kind: 'user-host',
  party: { id: 'owner', label: 'Platform Owner', kind: 'owner', otherNames: [], organisations: ['T1ACME'] },
  profile: 'virtuozzo',
  version: 3,
};

export const vendorCell: Cell = {
  ...cell,
  label: 'Editing System Files',
  kind: 'infrastructure-container',
  party: { id: 'vendor', label: 'Virtuozzo Team', kind: 'vendor', otherNames: [], organisations: ['T2VZ'] },
};

export function host(name: string): PlannedHost {
  return { name, instanceId: `mi-0${name.replace(/\W/g, '')}`, kind: 'user-host', environment: 'production' };
}

export function outcome(name: string, news: Partial<HostOutcome> = {}): HostOutcome {
  const done: HostOutcome = {
    host: name,
    status: 'succeeded',
    detail: 'Success',
    exitCode: 0,
    ms: 800,
    tail: 'pid 412 → 977, active',
  };
  return { ...done, ...news };
}

/** What a run is made of, where it differs from `restart nginx on host-7 because "worker leak"`. */
export type Making = {
  command?: string;
  fields?: Record<string, string>;
  hosts?: PlannedHost[];
  because?: string | undefined;
  sentence?: string;
  approvals?: number;
  effect?: string;
  cells?: Cell[];
  rollout?: PlannedRollout;
  /** What the plan waits for the vendor's word on, instead of its cells. */
  unlisted?: Unlisted;
  custom?: CustomNoted;
};

export function plan(making: Making = {}): Plan {
  const { command = 'restart', fields = { service: 'nginx' }, hosts = [host('host-7')], approvals = 1 } = making;
  const bound: Omit<Plan, 'digest'> = {
    command,
    fields,
    hosts,
    ...(making.rollout && { rollout: making.rollout }),
    documentName: 'Remit-Restart-3f9a1c2b',
    parameters: { Service: ['nginx'] },
    timeoutSeconds: 120,
    risk: 'disruptive',
    repeatable: true,
    effect: making.effect ?? 'brings nginx down for about 2 s; nothing else',
    undo: 'A restart cannot be taken back.',
    cells: making.cells ?? (making.unlisted ? [] : [cell]),
    ...(making.unlisted && { unlisted: making.unlisted }),
    policyVersion: 2,
    approval: approvals === 0 ? 'none' : { of: approvals, from: 'approver' },
    expiresAt: NOON + 30 * MINUTE,
  };
  return { ...bound, digest: digestOf(bound) };
}

/** A run in the state that these steps lead to, one second apart, told from its events as the flow tells it. */
export function story(steps: (RunStep & { by?: Actor })[], making: Making = {}): Story {
  const { command = 'restart', fields = { service: 'nginx' }, hosts = [host('host-7')] } = making;
  const because = 'because' in making ? making.because : 'worker leak';
  const asked: Command = {
    name: command,
    fields,
    targets: { names: hosts.map(({ name }) => name), groups: [] },
    ...(because === undefined ? {} : { because }),
  };
  const sentence = making.sentence ?? 'restart nginx on host-7 because "worker leak"';
  const first: RunStep = {
    type: 'asked',
    data: {
      source: 's1',
      typed: sentence,
      sentence,
      command: asked,
      place: { team: 'T1ACME', channel: 'C1OPS' },
      requester: 'p-operator',
    },
  };
  const events = [{ ...first, by: OPERATOR }, ...steps].map(
    (step, seq): RunEvent => ({ by: REMIT, ...step, seq, at: NOON + seq * SECOND }),
  );
  return tell('8C2MX', events);
}

export const approved = (by = APPROVER): RunStep & { by: Actor } => ({
  type: 'approved',
  data: { digest: 'd', person: by.user },
  by,
});
export const planned = (making: Making = {}): RunStep => ({
  type: 'planned',
  data: { plan: plan(making), ...(making.custom && { custom: making.custom }) },
});
export const intended: RunStep = {
  type: 'intended',
  data: { attempt: 1, intentAt: NOON + 2 * SECOND, notAfter: NOON + 2 * MINUTE },
};
export const sent: RunStep = { type: 'sent', data: { attempt: 1, commandId: '1f0c2d3e-aaaa-4bbb-8ccc-0123456789ab' } };
export const progressed = (...outcomes: HostOutcome[]): RunStep => ({ type: 'progressed', data: { outcomes } });

/** A run of several hosts without approval, with these outcomes. */
export function ran(outcomes: HostOutcome[], making: Making = {}): Story {
  const hosts = making.hosts ?? outcomes.map((one) => host(one.host));
  const whole = { approvals: 0, hosts, ...making };
  return story([planned(whole), intended, sent, progressed(...outcomes)], whole);
}

/** One run in every state that a card can show, by a name for it. */
export const STATES: Record<string, Story> = {
  asked: story([]),
  waiting: story([planned()]),
  'waiting for the second approval': story([planned({ approvals: 2 }), approved()], { approvals: 2 }),
  approved: story([planned(), approved()]),
  sending: story([planned(), approved(), intended]),
  running: story([planned(), approved(), intended, sent]),
  'running on several hosts': ((hosts) =>
    story(
      [planned({ hosts }), approved(), intended, sent, progressed(outcome('host-4'), outcome('host-5', FAILED()))],
      {
        hosts,
      },
    ))(['host-4', 'host-5', 'host-6', 'host-7'].map(host)),
  'cancel requested': story([
    planned(),
    approved(),
    intended,
    sent,
    { type: 'cancel-requested', data: {}, by: APPROVER },
  ]),
  ...IN_WAVES(),
  succeeded: story([planned(), approved(), intended, sent, progressed(outcome('host-7'))]),
  'partly succeeded': ran([
    outcome('host-4'),
    outcome('host-5', { tail: 'pid 9 → 10, active' }),
    outcome('host-6', FAILED()),
  ]),
  failed: ran([outcome('host-7', FAILED())]),
  unknown: ran([
    outcome('host-7', { status: 'unknown', detail: 'SSM gave no result in time: it may have run', tail: '' }),
  ]),
  'cancelled while it ran': ran([outcome('host-7', { status: 'cancelled', detail: 'Cancelled', tail: '' })]),
  denied: story([planned(), { type: 'denied', data: { because: 'not during the sale' }, by: APPROVER }]),
  expired: story([planned(), { type: 'expired', data: {} }]),
  cancelled: story([planned(), { type: 'cancelled', data: { because: 'wrong host' }, by: OPERATOR }]),
  halted: story([
    planned(),
    approved(),
    { type: 'halted', data: { refusal: { reason: 'moved', what: ['the hosts'] } } },
  ]),
  'halted by a lock': story([
    planned(),
    approved(),
    { type: 'halted', data: { refusal: { reason: 'locked', host: 'host-7', holder: '7F3KA', since: NOON - MINUTE } } },
  ]),
  refused: story([
    {
      type: 'refused',
      data: { refusal: { reason: 'vendor-task', cell: vendorCell, paid: false, hosts: ['infra-db'] } },
    },
  ]),
  'a read command': ran(
    [outcome('host-7', { tail: ' 41% of 20G used, 12G free, /\n  3% of 100G used, 97G free, /srv' })],
    { command: 'disk', fields: {}, because: undefined, sentence: 'disk on host-7' },
  ),
};

/** Seven hosts in waves of 1, 3 and 3, of which the sixth fails. */
function IN_WAVES(): Record<string, Story> {
  const hosts = [4, 5, 6, 7, 8, 9, 10].map((number) => host(`host-${number}`));
  const making = {
    hosts,
    rollout: { ends: [1, 4, 7], stopAfter: 1, pause: true as const },
    sentence: 'restart nginx on all user hosts in waves 1, 50%, 100% pause between waves stop after 1 failure',
  };
  const begin = (from: number, to: number): RunStep[] => [
    {
      type: 'intended',
      data: { attempt: 1, intentAt: NOON, notAfter: NOON + 2 * MINUTE, hosts: { from, to }, opens: to },
    },
    { type: 'sent', data: { attempt: 1, commandId: `1f0c2d3e-aaaa-4bbb-8ccc-00000000000${from}` } },
  ];
  const done = (from: number, to: number) => progressed(...hosts.slice(from, to).map(({ name }) => outcome(name)));
  const pause = (why: PauseReason, refusal?: Refusal): RunStep => {
    return { type: 'paused', data: { why, until: NOON + 30 * MINUTE, ...(refusal && { refusal }) } };
  };
  const first = [planned(making), approved(), ...begin(0, 1), done(0, 1)];
  const failed = [...first, ...begin(1, 4), done(1, 3), progressed(outcome('host-7', FAILED()))];
  const offline: Refusal = { reason: 'offline', hosts: ['host-5'], lastPing: NOON - 20 * MINUTE };
  const resumed: RunStep & { by: Actor } = { type: 'resumed', data: { person: APPROVER.user }, by: APPROVER };
  return {
    'waiting in waves': story([planned(making)], making),
    'running in waves': story([...first, ...begin(1, 4), done(1, 3)], making),
    'sending in waves': story([...first, ...begin(1, 4).slice(0, 1)], making),
    'paused between waves': story([...first, pause('between-waves')], making),
    'stopped after a failure': story([...failed, pause('failures')], making),
    'held up before a wave': story([...first, pause('refused', offline)], making),
    resumed: story([...failed, pause('failures'), resumed], making),
    'ended early': story([...failed, pause('failures'), { type: 'stopped', data: { why: 'expired' } }], making),
    'cancelled at a pause': story(
      [
        ...first,
        pause('between-waves'),
        { type: 'stopped', data: { why: 'cancelled', because: 'enough' }, by: OPERATOR },
      ],
      making,
    ),
    'refused in the middle': story(
      [...first, { type: 'stopped', data: { why: 'refused', refusal: { reason: 'moved', what: ['the policy'] } } }],
      making,
    ),
  };
}

function FAILED(): Partial<HostOutcome> {
  return {
    status: 'failed',
    detail: 'Failed',
    exitCode: 1,
    ms: 2_300,
    tail: 'Job for nginx.service failed.\nnginx: [emerg] bind() to 0.0.0.0:80 failed (98)\nstill down: nginx',
  };
}

/** One of each gate that stops a run. */
export const STOPS: { [Gate in Stop['gate']]: Extract<Stop, { gate: Gate }> } = {
  stop: { gate: 'stop', id: '5T0PS', from: NOON - 20 * MINUTE, by: APPROVER, because: 'disks fail after restarts' },
  freeze: {
    ...{ gate: 'freeze', id: '4KQ7M', environments: ['production'], by: APPROVER, because: 'the sale' },
    until: NOON + 120 * MINUTE,
  },
  hours: {
    ...{ gate: 'hours', environment: 'production', zone: 'UTC', opens: NOON + 20 * 60 * MINUTE },
    by: { is: 'stretch', stretch: { from: 'thursday 00:00', to: 'sunday 00:00' } },
  },
  calendar: {
    ...{ gate: 'calendar', environment: 'production', calendar: 'acme-changes' },
    opens: NOON + 90 * MINUTE,
  },
  lock: {
    ...{ gate: 'lock', host: 'host-7', by: APPROVER, because: 'looks at a leak' },
    ...{ from: NOON - 5 * MINUTE, until: NOON + 55 * MINUTE },
  },
};

/** One refusal of each reason. */
export const REFUSALS: { [Reason in Refusal['reason']]: Extract<Refusal, { reason: Reason }> } = {
  outsider: { reason: 'outsider' },
  'no-such-time': {
    ...{ reason: 'no-such-time', now: NOON, zone: 'Europe/Berlin' },
    why: { reason: 'skipped', clock: '2027-03-28 02:30', zone: 'Europe/Berlin', next: '2027-03-28 03:00' },
  },
  missed: { reason: 'missed', start: NOON - 20 * MINUTE, zone: 'Europe/Berlin' },
  'no-role': { reason: 'no-role', needed: 'operator' },
  account: { reason: 'account', flag: 'restricted' },
  'name-targets': { reason: 'name-targets', hosts: ['host-7', 'host-8'] },
  'staging-only': { reason: 'staging-only', hosts: ['host-7'] },
  stopped: { reason: 'stopped', stop: STOPS.freeze, policyVersion: 2, mayAsk: true },
  'calendar-silent': {
    ...{ reason: 'calendar-silent', environment: 'production', calendar: 'acme-changes' },
    ...{ why: 'ThrottlingException', policyVersion: 2 },
  },
  'not-staged': {
    ...{ reason: 'not-staged', environment: 'production', days: 14, policyVersion: 2 },
    suggestion: 'install curl on host-4',
  },
  'records-missing': { reason: 'records-missing', what: 'matrix' },
  'not-available': { reason: 'not-available', cell: vendorCell, availableFor: ['user-host'], hosts: ['env-101'] },
  'vendor-task': { reason: 'vendor-task', cell: vendorCell, paid: true, hosts: ['infra-db'] },
  unlisted: { reason: 'unlisted', activity: 'moving-racks', kind: 'user-host', profile: 'virtuozzo' },
  'no-document': { reason: 'no-document', cell, hosts: ['host-7'] },
  'not-undone': { reason: 'not-undone', run: '7F3KA', why: { reason: 'already-undone', by: '4KQ7M' } },
  'unknown-targets': { reason: 'unknown-targets', unknown: ['host-77'], suggestion: 'restart nginx on host-7' },
  'no-targets': { reason: 'no-targets', group: 'tag:web' },
  'too-many-targets': { reason: 'too-many-targets', count: 5_001, limit: 5_000 },
  'wrong-kind': { reason: 'wrong-kind', hosts: ['env-101'], kind: 'end-user-container', kinds: ['user-host'] },
  'unknown-service': {
    reason: 'unknown-service',
    service: 'ngnix',
    host: 'host-7',
    services: ['nginx', 'worker'],
    suggestion: 'restart nginx on host-7',
  },
  'not-listed': { reason: 'not-listed', value: 'https://intranet.acme.example/', listed: ['shop.acme.example'] },
  'not-managed': { reason: 'not-managed', hosts: ['host-11'] },
  offline: { reason: 'offline', hosts: ['host-7'], lastPing: NOON - 20 * MINUTE },
  'agent-too-old': { reason: 'agent-too-old', hosts: ['host-7'], version: '3.1.0.0', needed: '3.3.2746.0' },
  'document-missing': { reason: 'document-missing', document: 'Remit-Restart-3f9a1c2b' },
  'already-asked': { reason: 'already-asked', run: '7F3KA' },
  locked: { reason: 'locked', host: 'host-7', holder: '7F3KA', since: NOON - MINUTE },
  moved: { reason: 'moved', what: ['the hosts', 'the matrix'] },
  'one-person': { reason: 'one-person', users: [OPERATOR, APPROVER] },
  'rights-lost': { reason: 'rights-lost', who: 'approver', user: APPROVER },
  stale: { reason: 'stale', asked: NOON - 3_600_000 },
  fault: { reason: 'fault' },
  mixed: {
    reason: 'mixed',
    activity: 'restarting-processes',
    parts: [
      { is: 'ours', party: 'Platform Owner', hosts: ['host-7'], kinds: ['user-host'], sentence: 'reboot host-7' },
      {
        is: 'vendor',
        party: 'Virtuozzo Team',
        hosts: ['infra-db'],
        kinds: ['infrastructure-container'],
        sentence: 'reboot infra-db',
      },
      { is: 'not-available', party: 'N/A', hosts: ['env-101'], kinds: ['end-user-container'] },
    ],
  },
  'vendor-right': { reason: 'vendor-right', request: '4KQ7M', why: 'not-accepted' },
  unsafe: { reason: 'unsafe', request: '4KQ7M', because: 'it breaks replication' },
};
