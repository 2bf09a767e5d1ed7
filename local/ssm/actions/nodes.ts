import { z } from 'zod';
import { ok } from '../../../bot/domain/result.ts';
import type { Host } from '../../fleet/host.ts';
import { action, page, type Service } from '../action.ts';
import { refusal } from '../refusal.ts';
import { moment } from './describe.ts';
import { instanceId } from './send-command.ts';

/** The first agent that knows `interpolationType: ENV_VAR` is 3.3.2746.0. */
const AGENT_VERSION = '3.3.3050.0';

/** How long before now an agent that is not heard was heard last. */
const LOST_MS = 10 * 60_000;

const filters = z
  .array(z.strictObject({ Key: z.string().min(1), Values: z.array(z.string().min(1)).min(1).max(100) }))
  .default([]);

/** DescribeInstanceInformation: the agents, and whether they are heard. */
export const describeInstanceInformation = action(
  z.strictObject({ Filters: filters, MaxResults: z.int().min(5).max(50).optional(), NextToken: z.string().optional() }),
  ({ Filters, ...paged }, { fleet, now }) => {
    const unknown = Filters.find(({ Key }) => !(Key in FACTS) && !Key.startsWith('tag:') && Key !== 'tag-key');
    if (unknown) return refusal('InvalidFilterKey', `The specified filter key ${unknown.Key} is not valid.`);
    const listed = fleet.hosts.filter((host) =>
      Filters.every(({ Key, Values }) => factsOf(host, Key).some((fact) => Values.includes(fact))),
    );
    const one = page(listed, paged);
    if (!one.ok) return one;
    return ok({ InstanceInformationList: one.value.items.map((host) => describeNode(host, now())), ...one.value.next });
  },
);

/** ListTagsForResource, for managed nodes: an EC2 instance's tags are EC2's to tell. */
export const listTagsForResource = action(
  z.strictObject({ ResourceType: z.literal('ManagedInstance'), ResourceId: instanceId }),
  ({ ResourceId }, { fleet }: Service) => {
    const host = fleet.hosts.find((one) => one.instanceId === ResourceId);
    if (host === undefined || !ResourceId.startsWith('mi-'))
      return refusal('InvalidResourceId', 'The resource ID is not valid.');
    return ok({ TagList: Object.entries(host.tags).map(([Key, Value]) => ({ Key, Value })) });
  },
);

const tag = z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) });

/** AddTagsToResource, for managed nodes: beside those that are there. */
export const addTagsToResource = action(
  z.strictObject({
    ResourceType: z.literal('ManagedInstance'),
    ResourceId: instanceId,
    Tags: z.array(tag).min(1).max(50),
  }),
  ({ ResourceId, Tags }, { fleet, setTags }: Service) => {
    const host = fleet.hosts.find((one) => one.instanceId === ResourceId);
    if (host === undefined || !ResourceId.startsWith('mi-'))
      return refusal('InvalidResourceId', 'The resource ID is not valid.');
    setTags(host, Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])));
    return ok({});
  },
);

const FACTS: Readonly<Record<string, (host: Host) => string>> = {
  InstanceIds: (host) => host.instanceId,
  PingStatus: (host) => (host.online ? 'Online' : 'ConnectionLost'),
  ResourceType: resourceType,
  PlatformTypes: () => 'Linux',
  AgentVersion: () => AGENT_VERSION,
};

function factsOf(host: Host, key: string): string[] {
  if (key === 'tag-key') return Object.keys(host.tags);
  if (key.startsWith('tag:')) return [host.tags[key.slice('tag:'.length)] ?? []].flat();
  return [FACTS[key]?.(host) ?? []].flat();
}

function resourceType({ instanceId }: Host): string {
  return instanceId.startsWith('mi-') ? 'ManagedInstance' : 'EC2Instance';
}

function describeNode(host: Host, now: number): object {
  return {
    InstanceId: host.instanceId,
    PingStatus: host.online ? 'Online' : 'ConnectionLost',
    LastPingDateTime: moment(host.online ? now : now - LOST_MS),
    AgentVersion: AGENT_VERSION,
    IsLatestVersion: true,
    PlatformType: 'Linux',
    PlatformName: 'Debian GNU/Linux',
    PlatformVersion: '12',
    ResourceType: resourceType(host),
    IPAddress: '127.0.0.1',
    ComputerName: host.name,
    ...(host.instanceId.startsWith('mi-') && { Name: host.name, RegistrationDate: moment(host.bootedAt()) }),
  };
}
