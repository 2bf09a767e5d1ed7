import * as z from 'zod';
import { ACCOUNT, type Message, md5 } from './message.ts';

export type Answer = { status: number; body: Record<string, unknown> };

export function refuse(type: string, message: string): Answer {
  return { status: 400, body: { __type: `com.amazonaws.sqs#${type}`, message } };
}

const delay = z.int().min(0).max(900).default(0);
/** SQS's own limit, in bytes. */
const LIMIT = 1024 * 1024;
const message = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= LIMIT, `at most ${LIMIT} bytes`);
const entry = z.object({ MessageBody: message, DelaySeconds: delay });
const sendMessage = entry.extend({ QueueUrl: z.string() });
const sendMessageBatch = z.object({
  QueueUrl: z.string(),
  Entries: z
    .array(entry.extend({ Id: z.string().regex(/^[\w-]{1,80}$/) }))
    .min(1)
    .max(10),
});
const getQueueUrl = z.object({ QueueName: z.string() });
const ofQueue = z.object({ QueueUrl: z.string() });

type Deps = {
  send: (queue: string, body: string, delaySeconds: number) => Message;
  queueUrl: (queue: string) => string;
  /** Messages that are not handled yet; undefined when there is no such queue. */
  waiting: (queue: string) => number | undefined;
};

/** The actions that Remit and its operators call, in SQS's JSON protocol. */
export function createActions({ send, queueUrl, waiting }: Deps): (action: string, input: unknown) => Answer {
  const actions = new Map<string, (input: unknown) => Answer>([
    [
      'SendMessage',
      (input) => {
        const { QueueUrl, MessageBody, DelaySeconds } = sendMessage.parse(input);
        return inQueue(QueueUrl, (queue) => sent(send(queue, MessageBody, DelaySeconds)));
      },
    ],
    [
      'SendMessageBatch',
      (input) => {
        const { QueueUrl, Entries } = sendMessageBatch.parse(input);
        return inQueue(QueueUrl, (queue) => ({
          Failed: [],
          Successful: Entries.map(({ Id, MessageBody, DelaySeconds }) => ({
            Id,
            ...sent(send(queue, MessageBody, DelaySeconds)),
          })),
        }));
      },
    ],
    ['GetQueueUrl', (input) => inQueue(getQueueUrl.parse(input).QueueName, (queue) => ({ QueueUrl: queueUrl(queue) }))],
    [
      'GetQueueAttributes',
      (input) =>
        inQueue(ofQueue.parse(input).QueueUrl, (queue) => ({
          Attributes: {
            ApproximateNumberOfMessages: String(waiting(queue)),
            QueueArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${queue}`,
          },
        })),
    ],
  ]);

  function inQueue(urlOrName: string, act: (queue: string) => Record<string, unknown>): Answer {
    const queue = urlOrName.split('/').at(-1) ?? '';
    if (waiting(queue) === undefined) return refuse('QueueDoesNotExist', 'The specified queue does not exist.');
    return { status: 200, body: act(queue) };
  }

  return (action, input) => {
    const act = actions.get(action);
    if (!act) return refuse('UnsupportedOperation', `${action} is not played here`);
    try {
      return act(input);
    } catch (error) {
      if (error instanceof z.ZodError) return refuse('InvalidParameterValueException', z.prettifyError(error));
      throw error;
    }
  };
}

function sent({ id, body }: Message) {
  return { MessageId: id, MD5OfMessageBody: md5(body) };
}
