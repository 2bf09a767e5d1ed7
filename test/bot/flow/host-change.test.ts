import { beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../bot/domain/instant.ts';
import { matrixStream, POLICY } from '../../../bot/flow/records.ts';
import { createRefreshInventory } from '../../../bot/flow/refresh-inventory.ts';
import type { SetTags } from '../../../bot/ports/joinings.ts';
import { createWorld, TARGETS, type World } from './world.ts';

const SPARE = 'i-0123456789abcdef0';
const OTHER = 'i-0fedcba9876543210';
const ADD = `add host host-11 to users-2 as user host in staging from ${SPARE} because "more customers"`;
const hostGroups = [{ name: 'users-2', region: 'eu-south' }, { name: 'users-3' }];

let world: World;
beforeEach(async () => {
  world = await createWorld({ policy: { regions: ['eu-south'], hostGroups }, spares: [SPARE, OTHER] });
});

async function propose(text: string): Promise<string> {
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  await world.advance(SECOND);
  return reply.id;
}

async function apply(text: string): Promise<string> {
  const id = await propose(text);
  expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ is: 'change-acted' });
  await world.advance(5 * SECOND);
  return id;
}

const last = (stream: string) => world.ledger.streams.get(stream)?.at(-1);
const typeOf = (id: string) => last(`change#${id}`)?.type;
const reasonOf = (id: string) => JSON.parse(last(`change#${id}`)?.data ?? '{}').refusal?.reason;

/** The inventory's turn: what it finds, and what it tagged. */
function inventory(said: Awaited<ReturnType<SetTags>> = { is: 'tagged' }) {
  const tagged = new Map<string, Record<string, string>>();
  const refresh = createRefreshInventory({
    discover: async () => ({
      targets: [
        ...TARGETS,
        ...[...tagged].map(([instanceId, tags]) => ({
          ...{ instanceId, name: tags['remit:name'] ?? '', group: tags['remit:group'] ?? '' },
          ...{ kind: 'user-host' as const, environment: 'staging' as const, tags: [], services: [] },
        })),
      ],
      unmanaged: [],
    }),
    setTags: async (instanceId, tags) => {
      if (said.is === 'tagged') tagged.set(instanceId, tags);
      return said;
    },
    departures: world.outside.departures,
    joinings: world.outside.joinings,
    inventory: world.inventory,
    log: () => undefined,
  });
  return { tagged, refresh };
}

describe('a host that joins', () => {
  it('waits for a second admin, is tagged by the inventory once, and takes commands then', async () => {
    const id = await propose(ADD);
    expect(typeOf(id)).toBe('proposed');
    expect(await world.outside.joinings.list()).toEqual([]);
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(5 * SECOND);
    expect(typeOf(id)).toBe('applied');
    const { tagged, refresh } = inventory();
    expect(await refresh()).toBe(TARGETS.length + 1);
    expect(Object.fromEntries(tagged)).toEqual({
      [SPARE]: {
        remit: 'managed',
        'remit:name': 'host-11',
        'remit:kind': 'user-host',
        'remit:environment': 'staging',
        'remit:group': 'users-2',
        'remit:region': 'eu-south',
      },
    });
    tagged.clear();
    await refresh();
    await refresh();
    expect([tagged.size, await world.outside.joinings.list()]).toEqual([1, []]);
  });

  it('is set up by a run like any other, and is found by its group', async () => {
    await apply(ADD);
    await inventory().refresh();
    const run = await world.ask('operator', 'set up all user hosts in group users-2');
    await world.advance(SECOND);
    const { plan } = await world.story(run);
    expect(plan).toMatchObject({ risk: 'change', hosts: [{ name: 'host-11', instanceId: SPARE }] });
  });

  it('that was taken out by its tags is not let in again by the same change', async () => {
    await apply(ADD);
    const { tagged, refresh } = inventory();
    await refresh();
    await refresh();
    tagged.clear();
    expect(await refresh()).toBe(TARGETS.length);
  });

  it('whose tags cannot be set is listed with why, and tried again', async () => {
    const id = await apply(ADD);
    await inventory({ is: 'no', why: 'UnauthorizedOperation' }).refresh();
    expect((await world.inventory.list()).unmanaged).toEqual([
      {
        instanceId: SPARE,
        name: 'host-11',
        why: `let in by C-${id}, but its tags cannot be set (UnauthorizedOperation)`,
      },
    ]);
    expect(await inventory().refresh()).toBe(TARGETS.length + 1);
  });

  it.each([
    [
      'a group that is not listed',
      ADD.replace('users-2', 'blue'),
      { reason: 'no-host-group', known: ['users-2', 'users-3'] },
    ],
    ['a name that is taken', ADD.replace('host-11', 'host-7'), { reason: 'host-there', name: 'host-7' }],
    ['containers, where no host joins', ADD.replace('user host', 'end-user container'), { reason: 'not-ours' }],
    ['what is the vendor’s', ADD.replace('user host', 'infrastructure host'), { reason: 'not-ours' }],
  ])('is refused for %s', async (_what, text, refusal) => {
    expect(await world.say('admin', text)).toMatchObject({ is: 'change-refused', refusal });
    expect(await world.outside.joinings.list()).toEqual([]);
  });

  it('is for admins to propose', async () => {
    expect(await world.say('operator', ADD)).toMatchObject({ is: 'change-refused', refusal: { reason: 'no-role' } });
  });

  it('into a group that is misspelt is asked back, and leaves no record', async () => {
    const before = world.ledger.streams.size;
    expect(await world.say('admin', ADD.replace('users-2', 'users2'))).toMatchObject({
      is: 'suggestion',
      sentence: ADD,
    });
    const two = await world.say('admin', ADD.replace('users-2', 'users-4'));
    expect(two).toMatchObject({ is: 'choice', sentences: [ADD, ADD.replace('users-2', 'users-3')] });
    expect(world.ledger.streams.size).toBe(before);
  });

  it('is void while everything is stopped', async () => {
    const id = await propose(ADD);
    await world.say('operator', 'stop everything because "disks fail"');
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(5 * SECOND);
    expect([typeOf(id), reasonOf(id)]).toEqual(['void', 'stopped']);
    expect(last('host#host-11')).toBeUndefined();
  });

  it('without an agent is void, and so is one whose group went meanwhile or whose cell did', async () => {
    const unknown = await propose(ADD.replace(SPARE, 'i-0aaaaaaaaaaaaaaaa'));
    expect([typeOf(unknown), reasonOf(unknown)]).toEqual(['void', 'no-agent']);
    const id = await propose(ADD);
    await world.rewrite(POLICY, (policy) => ({ ...policy, hostGroups: [] }));
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(5 * SECOND);
    expect([typeOf(id), reasonOf(id)]).toEqual(['void', 'no-host-group']);
    await world.rewrite(POLICY, (policy) => ({ ...policy, hostGroups }));
    const late = await propose(ADD);
    await world.rewrite(matrixStream('virtuozzo'), (matrix) => ({ ...matrix, rows: [] }));
    await world.say('admin-2', `confirm C-${late}`);
    await world.advance(5 * SECOND);
    expect([typeOf(late), reasonOf(late)]).toEqual(['void', 'not-ours']);
    expect(await world.outside.joinings.list()).toEqual([]);
  });

  it('does not take a name or an instance of which another change is under way', async () => {
    const ids = [
      await propose(ADD),
      await propose(ADD.replace(SPARE, OTHER)),
      await propose(ADD.replace('host-11', 'host-12')),
    ];
    for (const id of ids) {
      await world.say('admin-2', `confirm C-${id}`);
      await world.advance(10 * SECOND);
    }
    expect(ids.map(typeOf)).toEqual(['applied', 'void', 'void']);
    expect(await world.outside.joinings.list()).toMatchObject([{ name: 'host-11', instanceId: SPARE }]);
  });
});

describe('groups and regions', () => {
  const state = () => JSON.parse(last(POLICY)?.state ?? '{}');

  it('are values of the policy that a second admin confirms', async () => {
    await apply('add region eu-west because "customers in Spain"');
    await apply('add group users-4 in eu-west because "theirs"');
    await apply('add group users-3 in eu-south because "moved"');
    expect(state()).toMatchObject({
      regions: ['eu-south', 'eu-west'],
      hostGroups: [
        { name: 'users-2', region: 'eu-south' },
        { name: 'users-3', region: 'eu-south' },
        { name: 'users-4', region: 'eu-west' },
      ],
    });
  });

  it('are refused when nothing changes, when the region is not there, and where they are not ours', async () => {
    const refused = async (text: string) => await world.say('admin', text);
    expect(await refused('add group users-3 because "x"')).toMatchObject({ refusal: { reason: 'same-policy' } });
    const nowhere = await refused('add group users-9 in mars because "x"');
    expect(nowhere).toMatchObject({ refusal: { reason: 'no-region', region: 'mars', known: ['eu-south'] } });
    await world.rewrite(POLICY, (policy) => ({ ...policy, profile: 'jelastic' }));
    const unlisted = await refused('add group users-9 because "x"');
    expect(unlisted).toMatchObject({
      refusal: { reason: 'not-ours', ruling: { is: 'unlisted', profile: 'jelastic' } },
    });
  });
});
