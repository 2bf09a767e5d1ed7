import { expect, it } from 'vitest';
import { createEc2 } from '../../../../bot/adapters/ec2/client.ts';
import { createDiscover } from '../../../../bot/adapters/ec2/discover.ts';
import { type Found, manage } from '../../../../bot/adapters/ec2/managed.ts';
import { createSetTags } from '../../../../bot/adapters/ec2/tag.ts';
import { LOCAL } from '../../../contracts/table.ts';
import { openTwoHosts } from '../ssm/two-hosts.ts';

const WELL = { remit: 'managed', 'remit:kind': 'user-host', 'remit:environment': 'production' };
const found = (instanceId: string, tags: Record<string, string>): Found => ({
  instanceId,
  tags: new Map(Object.entries({ ...WELL, ...tags })),
});

it('finds instances of EC2 and nodes of other places by their tags, with the clients of the SDK', async () => {
  const world = await openTwoHosts([
    { ...WELL, 'remit:name': 'host-1', 'remit:group': 'blue', 'remit:tags': 'web  edge', 'remit:services': 'nginx' },
    { ...WELL, 'remit:name': 'host-2', 'remit:environment': 'staging' },
  ]);
  const discover = createDiscover({ ec2: createEc2(LOCAL), ssm: world.ssm.reader });
  const host = { kind: 'user-host', environment: 'production', tags: [], services: [] };
  expect(await discover()).toEqual({
    targets: [
      {
        ...host,
        name: 'host-1',
        instanceId: 'i-0aaaaaaaaaaaaaaaa',
        group: 'blue',
        tags: ['web', 'edge'],
        services: ['nginx'],
      },
      { ...host, name: 'host-2', instanceId: 'mi-0bbbbbbbbbbbbbbbb', environment: 'staging' },
    ],
    unmanaged: [],
  });
  await world.close();
});

it('leaves out what does not carry the tag `remit=managed`', async () => {
  const world = await openTwoHosts([
    { ...WELL, remit: 'no', 'remit:name': 'host-1' },
    { 'remit:name': 'host-2', 'remit:kind': 'user-host' },
  ]);
  const discover = createDiscover({ ec2: createEc2(LOCAL), ssm: world.ssm.reader });
  expect(await discover()).toEqual({ targets: [], unmanaged: [] });
  await world.close();
});

it.each([
  ['no name', { 'remit:name': ' ' }, 'no tag remit:name'],
  ['a name that nobody can type', { 'remit:name': 'Host-1' }, /^remit:name is not letters a to z/],
  ['a homoglyph', { 'remit:name': 'hоst-1' }, /^remit:name is not letters a to z/],
  ['an unknown kind', { 'remit:name': 'host-1', 'remit:kind': 'host' }, /^remit:kind is none of user-host, /],
  [
    'an unknown environment',
    { 'remit:name': 'host-1', 'remit:environment': 'prod' },
    'remit:environment is none of production, staging',
  ],
])('says why a host with %s is not managed', (_what, tags, why) => {
  const { targets, unmanaged } = manage([found('i-1', tags)]);
  expect(targets).toEqual([]);
  expect(unmanaged).toEqual([{ instanceId: 'i-1', name: tags['remit:name'].trim(), why: expect.stringMatching(why) }]);
});

it('says which tag is missing', () => {
  const tags = new Map([
    ['remit:name', 'host-1'],
    ['remit:environment', 'staging'],
  ]);
  expect(manage([{ instanceId: 'i-1', tags }]).unmanaged).toMatchObject([{ why: 'no tag remit:kind' }]);
});

it('manages none of two hosts of one name, and the others', () => {
  const hosts = [
    ['i-1', 'host-1'],
    ['i-2', 'host-2'],
    ['i-3', 'host-1'],
  ].map(([id = '', name = '']) => found(id, { 'remit:name': name }));
  const { targets, unmanaged } = manage(hosts);
  expect(targets.map(({ name }) => name)).toEqual(['host-2']);
  const why = 'another host has the same remit:name';
  expect(unmanaged).toEqual([
    { instanceId: 'i-1', name: 'host-1', why },
    { instanceId: 'i-3', name: 'host-1', why },
  ]);
});

it('lets hosts of both kinds in by their tags, which are beside those that they have; and says of an unknown one that it is not there', async () => {
  const world = await openTwoHosts([{ Name: 'spare' }, {}]);
  const cloud = { ec2: createEc2(LOCAL), ssm: world.ssm.reader };
  const setTags = createSetTags(cloud);
  const [instance, node] = world.instanceIds;
  expect(await setTags(instance, { ...WELL, 'remit:name': 'host-1', 'remit:group': 'users-2' })).toEqual({
    is: 'tagged',
  });
  expect(await setTags(node, { ...WELL, 'remit:name': 'host-2' })).toEqual({ is: 'tagged' });
  const { targets } = await createDiscover(cloud)();
  expect(targets).toMatchObject([
    { name: 'host-1', instanceId: instance, group: 'users-2' },
    { name: 'host-2', instanceId: node },
  ]);
  expect(world.fleet.hosts[0]?.tags).toMatchObject({ Name: 'spare', remit: 'managed' });
  expect(await setTags('i-0123456789abcdef0', WELL)).toEqual({ is: 'no', why: 'InvalidInstanceID.NotFound' });
  expect(await setTags('mi-0123456789abcdef0', WELL)).toEqual({ is: 'no', why: 'InvalidResourceId' });
  await world.close();
});
