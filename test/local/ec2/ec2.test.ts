import { DescribeInstancesCommand, EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDiscover } from '../../../bot/adapters/ec2/discover.ts';
import { startEc2 } from '../../../local/ec2/ec2.ts';
import { type SeedTarget, seedTargets } from '../../../local/seed-targets.ts';
import { startSsm } from '../../../local/ssm/ssm.ts';
import { removeHome, temporaryHome } from '../fleet/here.ts';
import { clientOf } from '../ssm/bench.ts';

/** Hosts that only have names and tags: no process is needed to be found. */
function fleetOfNames(targets: readonly SeedTarget[]) {
  const idle = async () => {
    throw new Error('nothing runs here');
  };
  const hosts = targets.map((target) => ({
    ...target,
    kind: 'folder' as const,
    online: true,
    bootedAt: () => 0,
    execute: idle,
    reboot: idle,
    services: idle,
  }));
  return { kind: 'folder' as const, why: 'a test', hosts, stop: async () => {} };
}

describe('the tags of hosts, asked by the real clients', () => {
  const odd = {
    name: 'odd',
    instanceId: 'i-0123456789abcdef0',
    services: [],
    tags: { remit: 'managed', note: '<a> & "b"' },
  };
  const foreign = { name: 'foreign', instanceId: 'i-0123456789abcdef1', services: [], tags: { remit: 'no' } };
  const fleet = fleetOfNames([...seedTargets, odd, foreign]);
  let home = '';
  let ec2Server: Awaited<ReturnType<typeof startEc2>>;
  let ssmServer: Awaited<ReturnType<typeof startSsm>>;
  let ec2: EC2Client;
  beforeAll(async () => {
    home = await temporaryHome();
    ec2Server = await startEc2({ fleet });
    ssmServer = await startSsm({ fleet, documents: () => [], now: Date.now, emit: () => {}, home });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    ec2 = new EC2Client({ endpoint: ec2Server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  });
  afterAll(async () => {
    await ec2Server.close();
    await ssmServer.close();
    await removeHome(home);
  });

  it("are what Remit's inventory finds: all sixteen seed targets, and what is not managed", async () => {
    const { targets, unmanaged } = await createDiscover({ ec2, ssm: clientOf(ssmServer.url) })();
    expect(targets.map(({ name }) => name).sort()).toEqual(seedTargets.map(({ name }) => name).sort());
    expect(targets.find(({ name }) => name === 'host-7')).toMatchObject({
      kind: 'user-host',
      environment: 'production',
      tags: ['web'],
      services: ['nginx', 'worker'],
    });
    expect(
      targets
        .filter(({ environment }) => environment === 'staging')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['env-101', 'host-1', 'host-4', 'infra-gate']);
    expect(unmanaged.map(({ instanceId }) => instanceId)).toEqual([odd.instanceId]);
  });

  it('come back as they were given, page by page, and only of instances', async () => {
    const Filters = [{ Name: 'tag:remit', Values: ['managed'] }];
    const first = await ec2.send(new DescribeInstancesCommand({ Filters, MaxResults: 6 }));
    const rest = await ec2.send(new DescribeInstancesCommand({ Filters, MaxResults: 6, NextToken: first.NextToken }));
    const instances = [first, rest].flatMap(({ Reservations = [] }) =>
      Reservations.flatMap(({ Instances = [] }) => Instances),
    );
    expect(instances.map(({ InstanceId }) => InstanceId?.slice(0, 2))).toEqual(Array.from({ length: 11 }, () => 'i-'));
    expect(instances.at(-1)?.Tags).toContainEqual({ Key: 'note', Value: '<a> & "b"' });
    expect(rest.NextToken).toBeUndefined();
  });

  it('are all that it tells: other actions and filters are refused', async () => {
    const stop = new StopInstancesCommand({ InstanceIds: [odd.instanceId] });
    await expect(ec2.send(stop)).rejects.toMatchObject({ name: 'InvalidAction' });
    const filter = new DescribeInstancesCommand({ Filters: [{ Name: 'vpc-id', Values: ['x'] }] });
    await expect(ec2.send(filter)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});
