import { type InstanceInformation, paginateDescribeInstanceInformation, type SSMClient } from '@aws-sdk/client-ssm';
import type { AgentState } from '../../ports/hosts.ts';

/** DescribeInstanceInformation's values a filter, and items a page. */
const A_CALL = 50;

/** What SSM knows of these agents; those that never registered are left out. */
export async function agents(client: SSMClient, instanceIds: string[]): Promise<AgentState[]> {
  const known: AgentState[] = [];
  for (let from = 0; from < instanceIds.length; from += A_CALL) {
    const Filters = [{ Key: 'InstanceIds', Values: instanceIds.slice(from, from + A_CALL) }];
    const pages = paginateDescribeInstanceInformation({ client, pageSize: A_CALL }, { Filters });
    for await (const { InstanceInformationList = [] } of pages) known.push(...InstanceInformationList.flatMap(stateOf));
  }
  return known;
}

function stateOf({ InstanceId, PingStatus, AgentVersion, LastPingDateTime }: InstanceInformation): AgentState[] {
  if (InstanceId === undefined) return [];
  return [
    {
      instanceId: InstanceId,
      online: PingStatus === 'Online',
      version: AgentVersion ?? '',
      lastPing: LastPingDateTime?.getTime() ?? 0,
    },
  ];
}
