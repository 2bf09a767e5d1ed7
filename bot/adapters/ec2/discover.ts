import { type EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { ListTagsForResourceCommand, paginateDescribeInstanceInformation, type SSMClient } from '@aws-sdk/client-ssm';
import type { Discover } from '../../ports/discovery.ts';
import { type Found, manage } from './managed.ts';

/** Nobody can run anything on these, and they may never come back. */
const GONE = new Set(['terminated', 'shutting-down', 'stopped', 'stopping']);

/**
 * Everything that is tagged `remit=managed`: EC2 instances, and the nodes of other places that are registered with Systems
 * Manager (`mi-`), which carry their tags there. Throws the SDK's faults: half a list would unmanage the other half.
 */
export function createDiscover({ ec2, ssm }: { ec2: EC2Client; ssm: SSMClient }): Discover {
  return async () => {
    const [instances, nodes] = await Promise.all([ec2Instances(ec2), managedNodes(ssm)]);
    return manage([...instances, ...nodes]);
  };
}

async function ec2Instances(client: EC2Client): Promise<Found[]> {
  const Filters = [{ Name: 'tag:remit', Values: ['managed'] }];
  const found: Found[] = [];
  for await (const { Reservations = [] } of paginateDescribeInstances({ client, pageSize: 500 }, { Filters })) {
    found.push(...Reservations.flatMap(({ Instances = [] }) => Instances.flatMap(foundOf)));
  }
  return found;
}

function foundOf({ InstanceId, State, Tags = [] }: Instance): Found[] {
  if (InstanceId === undefined || GONE.has(State?.Name ?? '')) return [];
  return [{ instanceId: InstanceId, tags: tagsOf(Tags) }];
}

async function managedNodes(client: SSMClient): Promise<Found[]> {
  const Filters = [{ Key: 'ResourceType', Values: ['ManagedInstance'] }];
  const found: Found[] = [];
  for await (const page of paginateDescribeInstanceInformation({ client, pageSize: 50 }, { Filters })) {
    for (const { InstanceId } of page.InstanceInformationList ?? []) {
      if (!InstanceId?.startsWith('mi-')) continue;
      const asked = new ListTagsForResourceCommand({ ResourceType: 'ManagedInstance', ResourceId: InstanceId });
      const tags = tagsOf((await client.send(asked)).TagList ?? []);
      if (tags.get('remit') === 'managed') found.push({ instanceId: InstanceId, tags });
    }
  }
  return found;
}

function tagsOf(tags: { Key?: string | undefined; Value?: string | undefined }[]): Map<string, string> {
  return new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
