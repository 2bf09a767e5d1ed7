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

/** What can change between an approval and the dispatch so that somebody else has to approve, and what is said to have moved. */
const ASKED_AGAIN: [string, () => unknown, object[]][] = [
  [
    'the matrix has a new version',
    () => world.rewrite('matrix#virtuozzo', (m) => m),
    [{ part: 'matrix', from: 'virtuozzo v0 (Platform Owner)', to: 'virtuozzo v1 (Platform Owner)' }],
  ],
  [
    'the policy has a new version',
    () => world.rewrite('policy#main', (p) => p),
    [{ part: 'policy', from: 'v0', to: 'v1' }],
  ],
  [
    'the policy wants two approvals',
    () => world.rewrite('policy#main', (p) => ({ ...p, approvals: [{ wants: { of: 2, from: 'approver' } }] })),
    [
      { part: 'policy', from: 'v0', to: 'v1' },
      { part: 'approval', from: { of: 1, from: 'approver' }, to: { of: 2, from: 'approver' } },
    ],
  ],
  [
    'the host is another instance that is up too',
    () => retarget((name) => (name === 'host-7' ? { instanceId: 'i-host-9' } : {})),
    [{ part: 'hosts', gone: [], come: [], other: ['host-7'] }],
  ],
  [
    'the host is of another kind',
    () => retarget(() => ({ kind: 'end-user-container' })),
    [{ part: 'hosts', gone: [], come: [], other: ['host-7'] }, { part: 'matrix' }],
  ],
  [
    'the approver has lost the role',
    () => world.give('approver', ['operator']),
    [{ part: 'approver', user: approver, why: 'no-right' }],
  ],
  ['the approver is deactivated', () => flag(approver.user, ['deleted']), [{ part: 'approver', why: 'no-right' }]],
  ['the approver is a bot', () => flag(approver.user, ['is_bot']), [{ part: 'approver', why: 'no-right' }]],
];

/** What can change between an approval and the dispatch so that nothing can be planned, and the reason with which the run ends. */
const MOVES: [string, () => unknown, object][] = [
  [
    'the name is another instance',
    () => retarget((name) => ({ instanceId: `i-new-${name}` })).then(() => world.hosts.agentsKnown.clear()),
    { reason: 'offline', hosts: ['host-7'] },
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
  ['the requester is deactivated', () => flag(operator.user, ['deleted']), { reason: 'account', flag: 'deleted' }],
  ['the requester became a guest', () => flag(operator.user, ['is_restricted']), { reason: 'account' }],
  ['the requester is not visible', () => world.chat.profiles.delete(operator.user), { reason: 'account' }],
];

describe('between approval and dispatch', () => {
  it.each(ASKED_AGAIN)('%s: nothing is sent, and it is asked again, saying what moved', async (_what, move, moves) => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    const before = (await world.story(id)).state;
    await world.say('approver', `approve R-${id}`);
    await move();
    await world.advance(5 * MINUTE);
    const { state, moved } = await world.story(id);
    expect({ state, moved }).toMatchObject({ state: { is: 'waiting', approvals: [], replans: 1 }, moved: { moves } });
    expect('expiresAt' in before && 'expiresAt' in state && state.expiresAt - before.expiresAt).toBe(0);
    expect([world.hosts.commands.size, world.locks.held.size]).toEqual([0, 0]);
    expect([...world.chat.cards, ...world.chat.direct].map(({ shows }) => shows.is)).not.toContain('approved');
    expect(world.chat.announced).toEqual([]);
  });

  it('what is asked again is approved and runs as it is now, and the button of before does not count', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    const { plan } = await world.story(id);
    await world.say('approver', `approve R-${id}`);
    await retarget((name) => (name === 'host-7' ? { instanceId: 'i-host-9' } : {}));
    await world.advance(5 * SECOND);
    const old = await world.say('approver', `approve R-${id} plan ${plan?.digest.slice(0, 16)}`);
    expect(old).toMatchObject({ is: 'act-refused', refusal: { reason: 'other-plan' } });
    await world.say('approver-2', `approve R-${id}`);
    await world.advance(5 * SECOND);
    expect((await world.story(id)).state).toMatchObject({ verdict: 'succeeded' });
    expect(world.hosts.effects).toEqual([`R-${id} on i-host-9`]);
  });

  it('keeps what others approved of the same plan when one of them does not count any more', async () => {
    const policy = { approvals: [{ wants: { of: 2, from: 'approver' as const } }] };
    world = await createWorld({ policy });
    await world.give('admin-2', ['approver']);
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    await world.say('approver', `approve R-${id}`);
    await world.say('approver-2', `approve R-${id}`);
    await world.give('approver', ['operator']);
    await world.advance(5 * SECOND);
    const left = { is: 'waiting', approvals: [{ by: PEOPLE['approver-2'] }] };
    expect((await world.story(id)).state).toMatchObject(left);
    await world.say('admin-2', `approve R-${id}`);
    await world.advance(5 * SECOND);
    expect((await world.story(id)).state).toMatchObject({ is: 'finished', verdict: 'succeeded' });
  });

  it('ends when it moves again and again', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    for (let round = 0; round < 4; round += 1) {
      await world.advance(SECOND);
      await world.say('approver', `approve R-${id}`);
      await world.rewrite('policy#main', (p) => p);
    }
    await world.advance(5 * SECOND);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'moved' } });
    expect(world.types(id).filter((type) => type === 'replanned')).toHaveLength(3);
    expect(world.chat.announced).toEqual([id]);
  });

  it.each(MOVES)('F25: %s: nothing is sent, and the card says why', async (_what, move, refusal) => {
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

  it('F27: a new document is another plan: what was approved is not what would run', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    if (!restart) throw new Error('no command');
    const documentName = 'Remit-Restart-00000000';
    world.hosts.documents.add(documentName);
    world.replaceCommands([{ ...restart, documentName }]);
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect((await world.story(id)).moved?.moves).toMatchObject([{ part: 'document', to: documentName }]);
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
