import { randomUUID } from 'node:crypto';
import type { Fleet, Host } from '../fleet/host.ts';
import { type SetTags, setTagsForNow } from '../fleet/tags.ts';
import { ACCOUNT, REGION } from '../ssm/account.ts';
import { serveLoopback } from '../ssm/loopback.ts';

type Filter = { readonly name: string; readonly values: readonly string[] };

/**
 * Serves DescribeInstances and CreateTags of EC2 over the local fleet, in the query protocol that the real client speaks: how the
 * inventory finds the tags of `i-` hosts, and sets those of one that joins. Every other action and every filter that is not on tags, ids or the state is refused, as unknown ones are in AWS.
 */
export async function startEc2({
  fleet,
  setTags = setTagsForNow,
  port = 0,
}: {
  fleet: Fleet;
  /** Keeps the tags of an instance; until the hosts end when absent. */
  setTags?: SetTags;
  port?: number;
}): Promise<{ url: string; close: () => Promise<void> }> {
  return serveLoopback((_request, response, body) => {
    const asked = new URLSearchParams(body);
    const { status, xml } = answer(asked, fleet, setTags);
    response
      .writeHead(status, { 'content-type': 'text/xml;charset=UTF-8' })
      .end(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
  }, port);
}

function answer(asked: URLSearchParams, fleet: Fleet, setTags: SetTags): { status: number; xml: string } {
  switch (asked.get('Action')) {
    case 'DescribeInstances':
      return describe(asked, fleet);
    case 'CreateTags':
      return createTags(asked, fleet, setTags);
    default:
      return error('InvalidAction', 'No such action here.');
  }
}

/** Tags of one instance, beside those that it has. */
function createTags(asked: URLSearchParams, fleet: Fleet, setTags: SetTags): { status: number; xml: string } {
  const id = asked.get('ResourceId.1') ?? '';
  const host = fleet.hosts.find(({ instanceId }) => instanceId === id && id.startsWith('i-'));
  if (!host) return error('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`);
  const tags: Record<string, string> = {};
  for (let n = 1; asked.has(`Tag.${n}.Key`); n++)
    tags[asked.get(`Tag.${n}.Key`) ?? ''] = asked.get(`Tag.${n}.Value`) ?? '';
  setTags(host, tags);
  const xml = `<CreateTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>${randomUUID()}</requestId><return>true</return></CreateTagsResponse>`;
  return { status: 200, xml };
}

function describe(asked: URLSearchParams, fleet: Fleet): { status: number; xml: string } {
  const filters = filtersOf(asked);
  const unknown = filters.find(({ name }) => !/^(tag:.+|tag-key|instance-id|instance-state-name)$/.test(name));
  if (unknown) return error('InvalidParameterValue', `The filter '${unknown.name}' is invalid`);
  const most = Number(asked.get('MaxResults') ?? 1000);
  if (most < 5 || most > 1000) return error('InvalidParameterValue', 'MaxResults is between 5 and 1000');
  const from = Number(asked.get('NextToken') ?? 0);
  const found = fleet.hosts
    .filter(({ instanceId }) => instanceId.startsWith('i-'))
    .filter((host) => filters.every(({ name, values }) => factsOf(host, name).some((fact) => values.includes(fact))));
  const more = from + most < found.length ? `<nextToken>${from + most}</nextToken>` : '';
  const items = found
    .slice(from, from + most)
    .map(reservation)
    .join('');
  return {
    status: 200,
    xml:
      '<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
      `<requestId>${randomUUID()}</requestId><reservationSet>${items}</reservationSet>${more}</DescribeInstancesResponse>`,
  };
}

function filtersOf(asked: URLSearchParams): Filter[] {
  const filters: Filter[] = [];
  for (let n = 1; asked.has(`Filter.${n}.Name`); n++) {
    const values = [...asked].filter(([key]) => key.startsWith(`Filter.${n}.Value.`)).map(([, value]) => value);
    filters.push({ name: asked.get(`Filter.${n}.Name`) ?? '', values });
  }
  return filters;
}

function factsOf(host: Host, filter: string): string[] {
  if (filter === 'tag-key') return Object.keys(host.tags);
  if (filter === 'instance-id') return [host.instanceId];
  if (filter === 'instance-state-name') return ['running'];
  const value = host.tags[filter.slice('tag:'.length)];
  return value === undefined ? [] : [value];
}

function reservation(host: Host): string {
  const tags = Object.entries(host.tags).map(
    ([key, value]) => `<item><key>${escaped(key)}</key><value>${escaped(value)}</value></item>`,
  );
  return (
    `<item><reservationId>r-${host.instanceId.slice(2)}</reservationId><ownerId>${ACCOUNT}</ownerId><instancesSet><item>` +
    `<instanceId>${host.instanceId}</instanceId><instanceState><code>16</code><name>running</name></instanceState>` +
    `<privateDnsName>${escaped(host.name)}</privateDnsName><placement><availabilityZone>${REGION}a</availabilityZone></placement>` +
    `<launchTime>${new Date(host.bootedAt()).toISOString()}</launchTime><tagSet>${tags.join('')}</tagSet></item></instancesSet></item>`
  );
}

function error(code: string, message: string): { status: number; xml: string } {
  const one = `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  return { status: 400, xml: `<Response><Errors>${one}</Errors><RequestID>${randomUUID()}</RequestID></Response>` };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
