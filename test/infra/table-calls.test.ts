import { describe, expect, it } from 'vitest';
import { createInventory } from '../../bot/adapters/dynamodb/inventory.ts';
import { createLedger } from '../../bot/adapters/dynamodb/ledger.ts';
import { createLocks } from '../../bot/adapters/dynamodb/locks.ts';
import { createReceipts } from '../../bot/adapters/dynamodb/receipts.ts';
import { createTimeline } from '../../bot/adapters/dynamodb/timeline.ts';
import { REMIT } from '../../bot/domain/actor.ts';
import type { Target } from '../../bot/domain/target.ts';
import type { Draft } from '../../bot/ports/ledger.ts';
import { createStack, readTemplate } from './synthesized.ts';
import { allows, recordingClient } from './table-calls.ts';

const { statementsOf } = readTemplate(createStack());
const HOST: Target = {
  name: 'host-1',
  instanceId: 'i-1',
  kind: 'user-host',
  environment: 'staging',
  tags: [],
  services: [],
};
const draft = (stream: string): Draft => ({
  stream,
  head: undefined,
  type: 'x',
  at: 1,
  by: REMIT,
  data: {},
  state: {},
});

const { db, calls } = recordingClient();
const store = { db, table: 'ledger' };
const ledger = createLedger(store);
const locks = createLocks(store);
const receipts = createReceipts(store);
const inventory = createInventory(store);
const timeline = createTimeline(store);
const ROOM = { team: 'T1', channel: 'C1' };
const ENTRY = { source: 'x', version: 1, kind: 'note', occurredAt: 1, recordedAt: 1, text: 'x', evidence: [] } as const;

/** What the flow does with the table, by the function that does it, through the real adapters. */
const RECORDS = ['person#T1#U1', 'policy#main', 'matrix#virtuozzo'];
const reads = [
  ['reads what a decision rests on', () => Promise.all(RECORDS.map((stream) => ledger.head(stream)))],
  ['reads a run', () => ledger.read('run#A')],
  ['reads an event of a run', () => ledger.event({ stream: 'run#A', seq: 1 })],
  ['appends to a run', () => ledger.append(draft('run#A'))],
  ['reads a proposed change', () => ledger.read('change#A')],
  ['appends to a proposed change', () => ledger.append(draft('change#A'))],
  ['reads a wish for a picture', () => ledger.read('picture#A')],
  ['reads an inquiry', () => ledger.read('inquiry#A')],
  ['looks for the profiles of the matrix', () => ledger.recent('matrix', { limit: 5 })],
  ['reads a request to a vendor', () => ledger.read('escalation#A')],
  ['appends to a request to a vendor', () => ledger.append(draft('escalation#A'))],
  ['looks for recent requests to vendors', () => ledger.recent('escalation', { limit: 5, after: 1 })],
  ['reads a deployment', () => ledger.read('deployment#A')],
  ['appends to a deployment', () => ledger.append(draft('deployment#A'))],
  ['looks for deployments', () => ledger.recent('deployment', { limit: 5, after: 1 })],
  ['reads a schedule', () => ledger.event({ stream: 'schedule#A', seq: 0 })],
  ['appends to a schedule', () => ledger.append(draft('schedule#A'))],
  ['looks for schedules', () => ledger.recent('schedule', { limit: 5 })],
  ['reads an incident', () => ledger.head('incident#A')],
  ['appends to an incident', () => ledger.append(draft('incident#A'))],
  ['looks for incidents', () => ledger.recent('incident', { limit: 5, after: 1 })],
  ['reads a timeline', () => timeline.latest('A', { limit: 5 })],
  ['asks for an entry', () => timeline.entry('A', 'x')],
  ['asks what a channel works on', () => timeline.incidentOf(ROOM)],
  ['reads the custom configurations', () => ledger.read('custom#main')],
  ['lists the people', () => ledger.recent('person', { limit: 5 })],
  ['looks for recent changes', () => ledger.recent('change', { limit: 5, after: 1 })],
  ['looks for recent runs', () => ledger.recent('run', { limit: 5, after: 1 })],
  ['finds targets by name', () => inventory.find(['host-1'])],
  ['lists the targets', () => inventory.list()],
] as const;
const USES = {
  SlackRequestRole: [
    ...reads,
    ['records a custom configuration', () => ledger.append(draft('custom#main'))],
    ['counts what is due', () => ledger.due(1, 5)],
    ['asks for a picture', () => ledger.append(draft('picture#A'))],
    ['counts the latest pictures', () => ledger.recent('picture', { limit: 5, after: 1 })],
    ['reads the history of a profile', () => ledger.read('matrix#virtuozzo')],
  ],
  WorkerRole: [
    ...reads,
    ['claims an event', () => ledger.claim({ stream: 'run#A', seq: 1 }, { seen: 1, until: 2 })],
    ['finishes an event', () => ledger.finish({ stream: 'run#A', seq: 1 }, { claimed: 2 })],
    ['sets the timer of an event', () => ledger.finish({ stream: 'run#A', seq: 1 }, { claimed: 2, wakeAt: 3 })],
    ['applies a change of roles', () => ledger.append(draft('person#T1#U1'))],
    ['applies a change of the matrix', () => ledger.append(draft('matrix#virtuozzo'))],
    ['applies a change of the policy', () => ledger.append(draft('policy#main'))],
    ['ends the timer of a person', () => ledger.finish({ stream: 'person#T1#U1', seq: 1 }, { claimed: 2 })],
    [
      'ends the timer of a custom configuration',
      () => ledger.finish({ stream: 'custom#main', seq: 1 }, { claimed: 2 }),
    ],
    ['ends the timer of the policy', () => ledger.finish({ stream: 'policy#main', seq: 1 }, { claimed: 2 })],
    ['finishes a picture', () => ledger.finish({ stream: 'picture#A', seq: 0 }, { claimed: 2 })],
    ['reads a receipt', () => receipts.get('run#A', 'card').catch(() => undefined)],
    ['leaves a receipt', () => receipts.put('run#A', 'card', { value: {}, seq: 1 })],
    ['leaves a receipt where none is', () => receipts.leave('run#A', 'card', { value: {}, seq: 1 })],
    ['raises a receipt', () => receipts.raise('run#A', 'card', { seq: 2, at: 3 })],
    ['writes an entry', () => timeline.write('A', [{ ...ENTRY, evidence: [] }])],
    ['gives a channel to an incident', () => timeline.attach(ROOM, 'A').catch(() => undefined)],
    ['lets a channel go', () => timeline.detach(ROOM, 'A')],
    ['takes a lock', () => locks.take('host-1', { holder: 'run#A', since: 1 })],
    ['releases a lock', () => locks.release('host-1', 'run#A')],
  ],
  RunStatusRole: [
    ['reads a run', () => ledger.read('run#A')],
    ['appends to a run', () => ledger.append(draft('run#A'))],
  ],
  SweepRole: [['finds what is due', () => ledger.due(1, 5)]],
  InventoryRole: [['writes the targets', () => inventory.write({ targets: [HOST], unmanaged: [] })]],
  AlarmRole: [
    ['appends to an incident', () => ledger.append(draft('incident#A'))],
    ['gives a channel to an incident', () => timeline.attach(ROOM, 'A').catch(() => undefined)],
    ['lets a channel go', () => timeline.detach(ROOM, 'A')],
  ],
} as const;

/** What nobody who took a function over may do with its role. */
const DENIED = {
  SlackRequestRole: [
    ['grants a role', () => ledger.append(draft('person#T1#U1'))],
    ['changes the matrix', () => ledger.append(draft('matrix#virtuozzo'))],
    ['changes the policy', () => ledger.append(draft('policy#main'))],
    ['releases a lock', () => locks.release('host-1', 'run#A')],
    ['writes an entry', () => timeline.write('A', [{ ...ENTRY, evidence: [] }])],
    ['gives a channel to an incident', () => timeline.attach(ROOM, 'A').catch(() => undefined)],
    ['writes the targets', () => inventory.write({ targets: [HOST], unmanaged: [] })],
  ],
  WorkerRole: [
    ['records a custom configuration', () => ledger.append(draft('custom#main'))],
    ['writes the targets', () => inventory.write({ targets: [HOST], unmanaged: [] })],
  ],
  RunStatusRole: [
    ['takes a lock', () => locks.take('host-1', { holder: 'run#A', since: 1 })],
    ['appends to a change', () => ledger.append(draft('change#A'))],
    ['appends to a request to a vendor', () => ledger.append(draft('escalation#A'))],
  ],
  SweepRole: [['appends to a run', () => ledger.append(draft('run#A'))]],
  InventoryRole: [['appends to a run', () => ledger.append(draft('run#A'))]],
  AlarmRole: [
    ['appends to a run', () => ledger.append(draft('run#A'))],
    ['grants a role', () => ledger.append(draft('person#T1#U1'))],
  ],
} as const;

async function callsOf(use: () => Promise<unknown>) {
  calls.length = 0;
  await use();
  return [...calls];
}

const each = (table: Record<string, readonly (readonly [string, () => Promise<unknown>])[]>) =>
  Object.entries(table).flatMap(([role, uses]) => uses.map(([what, use]) => ({ role, what, use })));

describe('the table', () => {
  it.each(each(USES))('lets $role do what its function does: $what', async ({ role, use }) => {
    const made = await callsOf(use);
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((call) => !allows(statementsOf(role), call))).toEqual([]);
  });

  it.each(each(DENIED))('does not let $role do what is not its task: $what', async ({ role, use }) => {
    const made = await callsOf(use);
    expect(made.some((call) => !allows(statementsOf(role), call))).toBe(true);
  });

  it('lets no role rewrite what a stream says', () => {
    const rewrite = { action: 'dynamodb:UpdateItem', resource: '<Ledger.Arn>', leadingKeys: ['run#A'] };
    expect(allows(statementsOf('WorkerRole'), { ...rewrite, attributes: ['pk', 'sk', 'due'] })).toBe(true);
    expect(allows(statementsOf('WorkerRole'), { ...rewrite, attributes: ['pk', 'sk', 'state'] })).toBe(false);
  });
});
