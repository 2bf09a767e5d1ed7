import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSoon, createSqs } from '../../../bot/adapters/sqs/soon.ts';
import type { SqsEvent } from '../../../local/sqs/message.ts';
import type { QueueOptions } from '../../../local/sqs/queue.ts';
import { type LocalSqs, startSqs } from '../../../local/sqs/start.ts';
import { LOCAL } from '../../contracts/table.ts';

describe('queues, here', () => {
  let home: string;
  let local: LocalSqs;
  let sqs: SQSClient;
  let events: { at: number; event: SqsEvent }[];
  const bodies = () => events.flatMap(({ event }) => event.Records.map(({ body }) => body));

  async function start(
    answer: (event: SqsEvent) => string[] = () => [],
    more: Partial<QueueOptions> = {},
  ): Promise<void> {
    const deliver = async (event: SqsEvent) => {
      events.push({ at: Date.now(), event });
      return { batchItemFailures: answer(event).map((itemIdentifier) => ({ itemIdentifier })) };
    };
    const soon = { deliver, visibilityMs: 30, maxReceives: 3, ...more };
    local = await startSqs({ home, queues: { soon, status: { deliver } } });
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', local.url);
    sqs = createSqs(LOCAL);
  }

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'remit-sqs-'));
    events = [];
  });
  afterEach(async () => {
    await local.close();
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  it('give a hint to the function as SQS does, not before its delay', async () => {
    await start();
    local.begin();
    const soon = createSoon({ sqs, queueUrl: local.queueUrl('soon') });
    const sent = Date.now();
    await soon('run#LATER', 1);
    await soon('run#8C2MX', 0);
    await vi.waitFor(() => expect(bodies()).toEqual(['run#8C2MX', 'run#LATER']), { timeout: 3_000 });
    expect((events[1]?.at ?? 0) - sent).toBeGreaterThanOrEqual(1_000);
    expect(events[0]?.event.Records).toEqual([
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: 'run#8C2MX',
        attributes: expect.objectContaining({
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^[0-9]{13}$/),
        }),
        messageAttributes: {},
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:soon',
        awsRegion: 'us-east-1',
      },
    ]);
  });

  it('take what AWS itself sends, and gather it in the window, at most ten a batch', async () => {
    await start(() => [], { windowMs: 100 });
    local.begin();
    for (let n = 0; n < 23; n += 1) local.send('soon', `message ${n}`);
    await vi.waitFor(() => expect(bodies()).toHaveLength(23));
    expect(events.map(({ event }) => event.Records.length)).toEqual([10, 10, 3]);
  });

  it('F16: give out again only what failed, and park it after its receives', async () => {
    await start(({ Records }) => Records.filter(({ body }) => body === 'bad').map(({ messageId }) => messageId), {
      windowMs: 20,
    });
    local.begin();
    for (const body of ['good', 'bad']) local.send('soon', body);
    const parked = () => readFile(join(home, 'sqs', 'soon-dlq.jsonl'), 'utf8');
    await vi.waitFor(async () => expect(JSON.parse(await parked())).toMatchObject({ body: 'bad', receives: 3 }));
    expect(bodies()).toEqual(['good', 'bad', 'bad', 'bad']);
    const last = events.at(-1)?.event.Records[0]?.attributes.ApproximateReceiveCount;
    expect(last).toBe('3');
  });

  it('fail the whole batch when the function throws or names an id that is not in it', async () => {
    let calls = 0;
    await start(
      () => {
        calls += 1;
        if (calls === 1) throw new Error('the function is broken');
        return calls === 2 ? ['nobody'] : [];
      },
      { windowMs: 20 },
    );
    local.begin();
    for (const body of ['one', 'two']) local.send('soon', body);
    await vi.waitFor(() => expect(events).toHaveLength(3));
    expect(bodies().sort()).toEqual(['one', 'one', 'one', 'two', 'two', 'two']);
  });

  it('keep what is not handled over a restart, and what is handled no more', async () => {
    await start();
    local.begin();
    local.send('soon', 'handled');
    await vi.waitFor(() => expect(bodies()).toEqual(['handled']));
    await local.close();
    await start();
    local.send('soon', 'not begun');
    await local.close();
    await start();
    local.begin();
    await vi.waitFor(() => expect(bodies()).toEqual(['handled', 'not begun']));
    await local.idle();
  });

  it('answer the other calls of an operator, and refuse what SQS refuses', async () => {
    await start();
    const QueueUrl = local.queueUrl('status');
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName: 'status' }))).toMatchObject({ QueueUrl });
    const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: `body ${Id}` }));
    const { Successful } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: '2' });
    const MessageBody = 'x';
    const elsewhere = sqs.send(new SendMessageCommand({ QueueUrl: local.queueUrl('nowhere'), MessageBody }));
    await expect(elsewhere).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    const late = sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds: 901 }));
    await expect(late).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    });
  });

  it('are not there for a page in a browser', async () => {
    await start();
    const answer = await fetch(local.url, { method: 'POST', headers: { origin: 'http://evil.example' }, body: '{}' });
    expect(answer.status).toBe(403);
  });
});
