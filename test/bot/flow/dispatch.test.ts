import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { maintenance } from '../../../commands/index.ts';
import { PEOPLE } from './people.ts';
import { type aTarget, createWorld, NOON, TARGETS, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const retarget = (change: (name: string) => Parameters<typeof aTarget>[1] | undefined) =>
  world.inventory.write({
    targets: TARGETS.flatMap((target) => {
      const more = change(target.name);
      return more ? [{ ...target, ...more }] : [];
    }),
    unmanaged: [],
  });
const agent = (more: object) => {
  const known = world.hosts.agentsKnown.get('i-host-7');
  if (known) world.hosts.agentsKnown.set('i-host-7', { ...known, ...more });
};
const flag = (user: string, flags: string[]) => {
  const profile = world.chat.profiles.get(user);
  if (profile) world.chat.profiles.set(user, { ...profile, flags });
};
const { operator, approver } = PEOPLE;
const [restart] = maintenance;

/** What can change between an approval and the dispatch, and the reason with which the run ends. */
const MOVES: [string, () => unknown, object][] = [
  [
    'the matrix has a new version',
    () => world.rewrite('matrix#virtuozzo', (m) => m),
    { reason: 'moved', what: ['the matrix'] },
  ],
  [
    'the policy has a new version',
    () => world.rewrite('policy#main', (p) => p),
    { reason: 'moved', what: ['the policy'] },
  ],
  [
    'the policy wants two approvals',
    () => world.rewrite('policy#main', (p) => ({ ...p, approvals: [{ wants: { of: 2, from: 'approver' } }] })),
    { reason: 'moved', what: ['the policy', 'the approval wanted'] },
  ],
  [
    'the name is another instance',
    () => retarget((name) => ({ instanceId: `i-new-${name}` })).then(() => world.hosts.agentsKnown.clear()),
    { reason: 'offline', hosts: ['host-7'] },
  ],
  [
    'the host is another instance that is up too',
    () => retarget((name) => (name === 'host-7' ? { instanceId: 'i-host-9' } : {})),
    { reason: 'moved', what: ['the hosts'] },
  ],
  [
    'the host is of another kind',
    () => retarget(() => ({ kind: 'end-user-container' })),
    { reason: 'moved', what: ['the hosts', 'the matrix'] },
  ],
  ['the host is gone', () => retarget((name) => (name === 'host-7' ? undefined : {})), { reason: 'unknown-targets' }],
  ['the service is gone', () => retarget(() => ({ services: ['worker'] })), { reason: 'unknown-service' }],
  ['the document is gone', () => world.hosts.documents.clear(), { reason: 'document-missing' }],
  ['the host is offline', () => agent({ online: false }), { reason: 'offline', hosts: ['host-7'], lastPing: NOON }],
  [
    'its agent is older than parameters need',
    () => agent({ version: '3.3.987.0' }),
    { reason: 'agent-too-old', version: '3.3.987.0', needed: '3.3.2746.0' },
  ],
  ['the requester has lost the role', () => world.give('operator', []), { reason: 'rights-lost', who: 'requester' }],
  [
    'the approver has lost the role',
    () => world.give('approver', ['operator']),
    { reason: 'rights-lost', user: approver },
  ],
  ['the requester is deactivated', () => flag(operator.user, ['deleted']), { reason: 'account', flag: 'deleted' }],
  ['the requester became a guest', () => flag(operator.user, ['is_restricted']), { reason: 'account' }],
  ['the requester is not visible', () => world.chat.profiles.delete(operator.user), { reason: 'account' }],
  ['the approver is deactivated', () => flag(approver.user, ['deleted']), { reason: 'rights-lost', who: 'approver' }],
  ['the approver is a bot', () => flag(approver.user, ['is_bot']), { reason: 'rights-lost', who: 'approver' }],
];

describe('between approval and dispatch', () => {
  it.each(MOVES)('%s: nothing is sent, and the card says why', async (_what, move, refusal) => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    await world.say('approver', `approve R-${id}`);
    await move();
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal });
    expect([world.hosts.commands.size, world.locks.held.size]).toEqual([0, 0]);
    expect(world.chat.cards.map(({ shows }) => shows.is)).toEqual(['halted']);
    expect(world.chat.announced).toEqual([id]);
  });

  it('a new document is another plan: what was approved is not what would run', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    if (!restart) throw new Error('no command');
    const documentName = 'Remit-Restart-00000000';
    world.hosts.documents.add(documentName);
    world.replaceCommands([{ ...restart, documentName }]);
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ refusal: { reason: 'moved', what: ['the document'] } });
    expect(world.hosts.commands.size).toBe(0);
  });
});

describe('when it is asked', () => {
  it.each([
    ['deactivated', 'deleted'],
    ['a bot', 'is_bot'],
    ['a workflow', 'is_workflow_bot'],
    ['an app', 'is_app_user'],
    ['a guest of some channels', 'is_restricted'],
    ['a guest of one channel', 'is_ultra_restricted'],
    ['a stranger', 'is_stranger'],
    ['invited and not here yet', 'is_invited_user'],
  ])('an account that is %s runs nothing, on staging neither', async (_what, name) => {
    flag(operator.user, [name]);
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(2 * MINUTE);
    expect(await world.story(id)).toMatchObject({
      state: { is: 'refused' },
      refusal: { reason: 'account', flag: name },
    });
    expect(world.hosts.commands.size).toBe(0);
    expect(world.chat.told).toHaveLength(1);
  });

  it.each([
    ['the host is offline', () => agent({ online: false }), { reason: 'offline', hosts: ['host-7'] }],
    ['the agent is too old', () => agent({ version: '3.3.987.0' }), { reason: 'agent-too-old', hosts: ['host-7'] }],
    ['the document is missing', () => world.hosts.documents.clear(), { reason: 'document-missing' }],
    [
      'the host never registered',
      () => world.hosts.agentsKnown.delete('i-host-7'),
      { reason: 'offline', hosts: ['host-7'] },
    ],
  ])('and %s, no approval is asked for', async (_what, change, refusal) => {
    change();
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    expect(await world.story(id)).toMatchObject({ state: { is: 'refused' }, refusal });
    expect(world.chat.told).toMatchObject([{ to: operator, answer: { is: 'refused', run: id, refusal } }]);
    expect(world.chat.cards).toEqual([]);
  });

  it('waits for Slack to say who the account is, but not longer than an approval may be waited for', async () => {
    world.chat.busy = { retryAfter: 30 * SECOND };
    const late = await world.ask('operator', 'restart worker on host-4');
    await world.advance(15 * MINUTE);
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(20 * MINUTE);
    expect(world.types(id)).toEqual(['asked']);
    world.chat.busy = undefined;
    await world.advance(2 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(await world.story(late)).toMatchObject({ state: { is: 'refused' }, refusal: { reason: 'stale' } });
  });
});

describe('hosts of several runs', () => {
  it('are taken all or none, and the free ones are given back', async () => {
    world.hosts.pace.ends = MINUTE;
    const policy = { approvals: [] };
    world = await createWorld({ policy, targets: TARGETS.map((target) => ({ ...target, environment: 'staging' })) });
    world.hosts.pace.ends = MINUTE;
    const holder = await world.ask('operator', 'restart nginx on host-6');
    await world.advance(SECOND);
    const other = await world.ask('operator', 'restart nginx on host-5, host-6, host-7');
    await world.advance(SECOND);
    expect(await world.story(other)).toMatchObject({ refusal: { reason: 'locked', host: 'host-6', holder } });
    expect([...world.locks.held]).toMatchObject([['host-6', { holder }]]);
  });

  it('are taken over from a run that is over and could not give them back', async () => {
    const dead = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(MINUTE);
    world.locks.held.set('host-4', { holder: dead, since: NOON });
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished' } });
    expect(world.locks.held.size).toBe(0);
  });
});
