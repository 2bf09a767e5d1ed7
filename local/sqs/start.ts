import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { openJournal } from '../journal.ts';
import { bodyOf, isMeantForHere, listen, shut } from '../loopback.ts';
import { type Answer, createActions, refuse } from './actions.ts';
import { ACCOUNT, type Message } from './message.ts';
import { createQueue, type QueueOptions } from './queue.ts';

export type LocalSqs = {
  /** For `AWS_ENDPOINT_URL_SQS`. */
  url: string;
  /** For the variables that name queues, such as `REMIT_SOON_URL`. */
  queueUrl(queue: string): string;
  /** For what AWS itself puts into a queue: a rule of EventBridge. */
  send(queue: string, body: string): void;
  /** Begins to deliver: messages of an earlier start first. To be called when the functions can handle them. */
  begin(): void;
  idle(): Promise<void>;
  close(): Promise<void>;
};

/**
 * SQS for the SDK's own client, and the event sources that read it. Messages stand in `<home>/sqs/messages.jsonl` before the
 * sender has its answer, and stay until a function has handled them.
 */
export async function startSqs(options: {
  home: string;
  queues: Record<string, QueueOptions>;
  port?: number;
}): Promise<LocalSqs> {
  const folder = join(options.home, 'sqs');
  mkdirSync(folder, { recursive: true });
  const journal = openJournal<string, Message>(join(folder, 'messages.jsonl'));
  const queues = new Map(
    Object.entries(options.queues).map(([name, queue]) => {
      return [name, createQueue(queue, { journal, dlq: join(folder, `${name}-dlq.jsonl`), now: Date.now })];
    }),
  );
  for (const message of journal.values()) queues.get(message.queue)?.add(message);

  function send(queue: string, body: string, delaySeconds = 0): Message {
    const to = queues.get(queue);
    if (!to) throw new Error(`there is no queue ${queue}`);
    const sentAt = Date.now();
    const visibleAt = sentAt + delaySeconds * 1_000;
    const message = { id: randomUUID(), queue, body, sentAt, visibleAt, receives: 0 };
    journal.put(message.id, message);
    to.add(message);
    return message;
  }

  const queueUrl = (queue: string) => `${url}/${ACCOUNT}/${queue}`;
  const actions = createActions({
    send,
    queueUrl,
    waiting: (queue) =>
      queues.has(queue) ? journal.values().filter((message) => message.queue === queue).length : undefined,
  });
  const server = createServer((request, response) => {
    answer(actions, request, response).catch(() => response.destroy());
  });
  const url = await listen(server, options.port ?? 0);

  return {
    url,
    queueUrl,
    send: (queue, body) => void send(queue, body),
    begin() {
      for (const queue of queues.values()) queue.begin();
    },
    async idle() {
      await Promise.all([...queues.values()].map((queue) => queue.idle()));
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.stop()));
      await shut(server);
      journal.close();
    },
  };
}

async function answer(
  actions: (action: string, input: unknown) => Answer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isMeantForHere(request)) {
    response.writeHead(403).end();
    return;
  }
  const text = (await bodyOf(request)).toString();
  const action = String(request.headers['x-amz-target'] ?? '').replace(/^AmazonSQS\./, '');
  const { status, body } = parsed(text, (input) => actions(action, input));
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

function parsed(text: string, act: (input: unknown) => Answer): Answer {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('SerializationException', 'not JSON');
    throw error;
  }
  return act(input);
}
