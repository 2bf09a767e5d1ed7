import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListCommandsCommand, SendCommandCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallFault } from '../../../local/ssm/faults.ts';
import { type Bench, clientOf, fence, startBench } from './bench.ts';

describe('the faults of SSM, when a test asks for them', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench('folder', 'host-4', 'infra-db');
  });
  afterAll(() => bench.stop());

  /** Sends with one attempt and little patience; says what the caller saw, and whether SSM took the command. */
  async function attempt(fault: CallFault): Promise<{ seen: string; accepted: number }> {
    const Comment = `remit:${randomUUID()}`;
    bench.faults().next('SendCommand', fault);
    const client = clientOf(bench.url(), 400);
    const InstanceIds = [bench.id('host-4')];
    const sent = client.send(
      new SendCommandCommand({ DocumentName: 'Test-Once', InstanceIds, Comment, Parameters: fence() }),
    );
    const seen = await sent.then(
      () => 'accepted',
      (cause: Error & { code?: string }) => cause.code ?? cause.name,
    );
    const { Commands = [] } = await bench.client().send(new ListCommandsCommand({}));
    const found = Commands.filter((command) => command.Comment === Comment);
    for (const { CommandId } of found) await bench.over(CommandId ?? '');
    return { seen, accepted: found.length };
  }

  it.each<[fault: CallFault, seen: string, accepted: number]>([
    ['throttle', 'ThrottlingException', 0],
    ['500', 'InternalServerError', 0],
    ['reset', 'ECONNRESET', 0],
    ['reset-after-accept', 'ECONNRESET', 1],
    ['500-after-accept', 'InternalServerError', 1],
    ['hang-after-accept', 'ETIMEDOUT', 1],
  ])('%s: the caller sees %s, and SSM has %i command', async (fault, seen, accepted) => {
    expect(await attempt(fault)).toEqual({ seen, accepted });
  });

  it('uses a fault up: the next call is well', async () => {
    await bench.over(await bench.send('Test-Once', ['host-4']));
  });

  it('does not know its own command at once, for as long as a test wants', async () => {
    Object.assign(bench.faults(), { invisibleMs: 60_000, unlistedMs: 60_000 });
    const commandId = await bench.send('Test-Once', ['host-4']);
    const listed = async () =>
      (await bench.client().send(new ListCommandsCommand({ CommandId: commandId }))).Commands?.length;
    await expect(bench.output(commandId, 'host-4')).rejects.toMatchObject({ name: 'InvocationDoesNotExist' });
    expect([await bench.list(commandId), await listed()]).toEqual([[], 0]);
    Object.assign(bench.faults(), { invisibleMs: 0, unlistedMs: 0 });
    expect(await bench.over(commandId)).toEqual([expect.objectContaining({ StatusDetails: 'Success' })]);
    expect(await listed()).toBe(1);
  });

  it.each([
    ['Undeliverable', 'Failed'],
    ['Delivery Timed Out', 'TimedOut'],
    ['Terminated', 'Cancelled'],
    ['Invalid Platform', 'Failed'],
    ['Access Denied', 'Failed'],
    ['Quarantined', 'Quarantined'],
  ])('ends an invocation as %s without running it', async (details, status) => {
    bench.faults().outcome('host-4', details);
    const [invocation] = await bench.over(await bench.send('Test-Once', ['host-4']));
    expect(invocation).toMatchObject({ StatusDetails: details, Status: status });
    expect(invocation?.CommandPlugins?.[0]).toMatchObject({ ResponseCode: -1, Output: '' });
  });

  it('says Success of a command with one success and one host that was never reached', async () => {
    bench.faults().outcome('infra-db', 'Undeliverable');
    const commandId = await bench.send('Test-Once', ['host-4', 'infra-db']);
    await bench.over(commandId);
    const { Commands } = await bench.client().send(new ListCommandsCommand({ CommandId: commandId }));
    expect(Commands?.[0]).toMatchObject({ Status: 'Success', StatusDetails: 'Success', TargetCount: 2, ErrorCount: 0 });
  });

  async function eventsOf(fault: 'lost' | 'doubled' | 'reversed' | undefined): Promise<string[]> {
    bench.events.length = 0;
    bench.faults().events = fault;
    const commandId = await bench.send('Test-Once', ['host-4']);
    await bench.over(commandId);
    await sleep(50);
    bench.faults().events = undefined;
    return bench.events.map(({ detail }) => `${'instance-id' in detail ? 'host' : 'command'} ${detail['status']}`);
  }

  it('tells the bus of each coarse change, of the host and of the command', async () => {
    expect(await eventsOf(undefined)).toEqual([
      'host InProgress',
      'command InProgress',
      'host Success',
      'command Success',
    ]);
    const [host, command] = bench.events.slice(-2);
    const [{ CommandId = '' } = {}] =
      (await bench.client().send(new ListCommandsCommand({ MaxResults: 1 }))).Commands ?? [];
    expect(host).toMatchObject({
      version: '0',
      source: 'aws.ssm',
      'detail-type': 'EC2 Command Invocation Status-change Notification',
      resources: [`arn:aws:ec2:us-east-1:123456789012:instance/${bench.id('host-4')}`],
      detail: {
        'command-id': CommandId,
        'document-name': 'Test-Once',
        'instance-id': bench.id('host-4'),
        status: 'Success',
      },
    });
    expect(command).toMatchObject({
      'detail-type': 'EC2 Command Status-change Notification',
      detail: { 'command-id': CommandId, parameters: { ExecId: [expect.any(String)] }, status: 'Success' },
    });
    expect(Object.keys(host?.detail ?? {})).toContain('requested-date-time');
    expect(Object.keys(command?.detail ?? {})).toContain('expire-after');
  });

  it('loses, doubles and reverses events', async () => {
    expect(await eventsOf('lost')).toEqual([]);
    const doubled = ['host InProgress', 'command InProgress', 'host Success', 'command Success'].flatMap((text) => [
      text,
      text,
    ]);
    expect(await eventsOf('doubled')).toEqual(doubled);
    expect(await eventsOf('reversed')).toEqual([
      'command Success',
      'host Success',
      'command InProgress',
      'host InProgress',
    ]);
  });
});
