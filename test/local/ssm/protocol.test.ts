import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CancelCommandCommand,
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  GetDocumentCommand,
  ListCommandsCommand,
  ListTagsForResourceCommand,
  paginateListCommands,
  type SendCommandCommandInput,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChangeCalendars } from '../../../bot/adapters/ssm/calendars.ts';
import { type Bench, startBench } from './bench.ts';
import { documentOf } from './documents.ts';

const UNKNOWN_COMMAND = '00000000-0000-4000-8000-000000000000';

describe('SSM, asked by the real client', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench('folder', 'host-4', 'infra-db');
  });
  afterAll(() => bench.stop());

  const ran = async () => (await bench.client().send(new ListCommandsCommand({}))).Commands?.length;

  const ghost = 'i-00000000000000000';
  it.each<[what: string, document: string, more: Partial<SendCommandCommandInput>, error: string]>([
    ['a document that does not exist', 'Remit-Nothing', {}, 'InvalidDocument'],
    ["AWS's own shell document", 'AWS-RunShellScript', {}, 'InvalidDocument'],
    ['a script with interpolated text', 'Test-Interpolates', { Parameters: { Word: ['x'] } }, 'InvalidDocument'],
    ['a version that does not exist', 'Test-Fails', { DocumentVersion: '7' }, 'InvalidDocumentVersion'],
    ['an unknown host', 'Test-Fails', { InstanceIds: [ghost] }, 'InvalidInstanceId'],
    ['no host', 'Test-Fails', { InstanceIds: [] }, 'ValidationException'],
    ['a malformed host id', 'Test-Fails', { InstanceIds: ['host-4'] }, 'ValidationException'],
    ['51 hosts', 'Test-Fails', { InstanceIds: Array.from({ length: 51 }, () => ghost) }, 'ValidationException'],
    ['targets by tag', 'Test-Fails', { Targets: [{ Key: 'tag:remit', Values: ['managed'] }] }, 'ValidationException'],
    ['29 seconds to deliver', 'Test-Fails', { TimeoutSeconds: 29 }, 'ValidationException'],
    ['a comment of 101 characters', 'Test-Fails', { Comment: 'x'.repeat(101) }, 'ValidationException'],
    ['a concurrency of 0', 'Test-Fails', { MaxConcurrency: '0' }, 'ValidationException'],
    [
      'a parameter that breaks its pattern',
      documentOf('restart'),
      { Parameters: { Service: ['nginx; reboot'] } },
      'InvalidParameters',
    ],
    [
      'a parameter that is an option',
      documentOf('restart'),
      { Parameters: { Service: ['--help'] } },
      'InvalidParameters',
    ],
    [
      'a parameter with a line break at its end',
      documentOf('restart'),
      { Parameters: { Service: ['nginx\n'] } },
      'InvalidParameters',
    ],
    [
      'two values for one parameter',
      documentOf('restart'),
      { Parameters: { Service: ['nginx', 'worker'] } },
      'InvalidParameters',
    ],
    ['no value for a parameter without default', documentOf('restart'), {}, 'InvalidParameters'],
    [
      'a parameter that the document does not declare',
      'Test-Fails',
      { Parameters: { Commands: ['id'] } },
      'InvalidParameters',
    ],
    ['a value that is not among the allowed', 'Test-Once', { Parameters: { Seconds: ['1'] } }, 'InvalidParameters'],
  ])('refuses %s, and runs nothing', async (_what, document, more, error) => {
    const before = await ran();
    await expect(bench.send(document, ['host-4'], more)).rejects.toMatchObject({ name: error });
    expect(await ran()).toBe(before);
  });

  it('refuses a host named twice', async () => {
    await expect(bench.send('Test-Fails', ['host-4', 'host-4'])).rejects.toMatchObject({ name: 'DuplicateInstanceId' });
  });

  it('takes the limits themselves: 30 seconds, 100 characters', async () => {
    const commandId = await bench.send('Test-Fails', ['host-4'], { TimeoutSeconds: 30, Comment: 'x'.repeat(100) });
    expect(await bench.over(commandId)).toEqual([
      expect.objectContaining({ StatusDetails: 'Failed', Comment: 'x'.repeat(100) }),
    ]);
  });

  it('cuts output as SSM does: 2,500 a step in a list, 24,000 and 8,000 alone', async () => {
    const commandId = await bench.send('Test-Streams', ['host-4']);
    const [invocation] = await bench.over(commandId);
    const { StandardOutputContent, StandardErrorContent } = await bench.output(commandId, 'host-4');
    expect(invocation?.CommandPlugins?.[0]?.Output).toHaveLength(2500);
    expect([StandardOutputContent?.length, StandardErrorContent?.length]).toEqual([24_000, 8000]);
  });

  it('stops after MaxErrors, and takes one host after the other at MaxConcurrency 1', async () => {
    const commandId = await bench.send('Test-Fails', ['host-4', 'infra-db'], { MaxConcurrency: '1', MaxErrors: '0' });
    expect((await bench.over(commandId)).map(({ StatusDetails }) => StatusDetails)).toEqual(['Failed', 'Terminated']);
    const tolerant = await bench.send('Test-Fails', ['host-4', 'infra-db'], { MaxConcurrency: '1', MaxErrors: '1' });
    expect((await bench.over(tolerant)).map(({ StatusDetails }) => StatusDetails)).toEqual(['Failed', 'Failed']);
  });

  it('lists commands newest first, by document, time and stage, page by page', async () => {
    const first = await bench.send('Test-Once', ['host-4'], { Comment: 'remit:first' });
    await bench.over(first);
    const second = await bench.send('Test-Once', ['host-4'], { Comment: 'remit:second' });
    await bench.over(second);
    const filters = [
      { key: 'DocumentName' as const, value: 'Test-Once' },
      { key: 'ExecutionStage' as const, value: 'Complete' },
      { key: 'InvokedAfter' as const, value: new Date(Date.now() - 60_000).toISOString() },
    ];
    const comments: unknown[] = [];
    const pages = paginateListCommands({ client: bench.client(), pageSize: 1 }, { Filters: filters });
    for await (const { Commands = [] } of pages) comments.push(Commands.map(({ Comment }) => Comment));
    expect(comments).toEqual([['remit:second'], ['remit:first']]);
  });

  it('refuses to read or cancel what it does not know', async () => {
    const get = new GetCommandInvocationCommand({ CommandId: UNKNOWN_COMMAND, InstanceId: bench.id('host-4') });
    await expect(bench.client().send(get)).rejects.toMatchObject({ name: 'InvocationDoesNotExist' });
    const cancel = new CancelCommandCommand({ CommandId: UNKNOWN_COMMAND });
    await expect(bench.client().send(cancel)).rejects.toMatchObject({ name: 'InvalidCommandId' });
    expect(await bench.list(UNKNOWN_COMMAND)).toEqual([]);
  });

  it('describes its documents', async () => {
    const { Document } = await bench.client().send(new DescribeDocumentCommand({ Name: documentOf('restart') }));
    expect(Document).toMatchObject({
      Status: 'Active',
      DocumentType: 'Command',
      SchemaVersion: '2.2',
      HashType: 'Sha256',
    });
    expect(Document?.Parameters?.map(({ Name }) => Name)).toEqual(['ExecId', 'NotAfter', 'Service']);
    const { Content } = await bench.client().send(new GetDocumentCommand({ Name: documentOf('restart') }));
    expect(JSON.parse(Content ?? '')).toMatchObject({ schemaVersion: '2.2' });
    const unknown = new DescribeDocumentCommand({ Name: 'Remit-Nothing' });
    await expect(bench.client().send(unknown)).rejects.toMatchObject({ name: 'InvalidDocument' });
  });

  it('says which agents are heard, and the tags of managed nodes', async () => {
    bench.host('infra-db').online = false;
    const { InstanceInformationList = [] } = await bench.client().send(new DescribeInstanceInformationCommand({}));
    const Filters = [{ Key: 'ResourceType', Values: ['ManagedInstance'] }];
    const managed = await bench.client().send(new DescribeInstanceInformationCommand({ Filters }));
    bench.host('infra-db').online = true;
    expect(InstanceInformationList.map(({ ComputerName, PingStatus }) => [ComputerName, PingStatus])).toEqual([
      ['host-4', 'Online'],
      ['infra-db', 'ConnectionLost'],
    ]);
    expect(managed.InstanceInformationList?.map(({ ComputerName }) => ComputerName)).toEqual(['infra-db']);

    const ask = (ResourceId: string) => new ListTagsForResourceCommand({ ResourceType: 'ManagedInstance', ResourceId });
    const { TagList } = await bench.client().send(ask(bench.id('infra-db')));
    expect(TagList).toContainEqual({ Key: 'remit:services', Value: 'nginx database' });
    await expect(bench.client().send(ask(bench.id('host-4')))).rejects.toMatchObject({ name: 'InvalidResourceId' });
  });

  it('says whether a Change Calendar is open, at any moment, and is silence where there is none or it breaks', async () => {
    const closed = [{ from: '2026-11-22T00:00:00Z', to: '2026-11-23T06:00:00Z' }];
    await writeFile(join(bench.home, 'calendars.json'), JSON.stringify({ 'acme-changes': closed, always: [] }));
    const { stateAt } = createChangeCalendars(bench.client());
    const at = (text: string) => Date.parse(text);
    const [saturday, sunday] = [at('2026-11-21T12:00:00Z'), at('2026-11-22T12:00:00Z')];
    expect(await stateAt('acme-changes', saturday)).toEqual({ is: 'open', until: at('2026-11-22T00:00:00Z') });
    expect(await stateAt('acme-changes', sunday)).toEqual({ is: 'closed', until: at('2026-11-23T06:00:00Z') });
    const arn = 'arn:aws:ssm:eu-central-1:123456789012:document/acme-changes';
    expect(await stateAt(arn, sunday)).toMatchObject({ is: 'closed' });
    expect(await stateAt('always', sunday)).toEqual({ is: 'open' });
    expect(await stateAt('nothing', sunday)).toEqual({ is: 'silent', why: 'InvalidDocument' });
    for (const fault of ['throttle', '500'] as const) {
      bench.faults().next('GetCalendarState', fault);
      expect(await stateAt('always', sunday)).toMatchObject({ is: 'silent' });
    }
    await writeFile(join(bench.home, 'calendars.json'), '{ not json');
    expect(await stateAt('always', sunday)).toMatchObject({ is: 'silent' });
  });

  it('answers programs that sign, and no page of a browser', async () => {
    const call = (headers: Record<string, string>) => fetch(bench.url(), { method: 'POST', headers, body: '{}' });
    const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=x', 'x-amz-target': 'AmazonSSM.ListCommands' };
    expect((await call(signed)).status).toBe(200);
    expect((await call({ 'x-amz-target': 'AmazonSSM.ListCommands' })).status).toBe(403);
    expect((await call({ ...signed, origin: 'http://evil.example' })).status).toBe(403);
    expect((await call({ ...signed, 'x-amz-target': 'AmazonSSM.PutParameter' })).status).toBe(400);
  });
});
