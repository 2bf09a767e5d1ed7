import { createHash } from 'node:crypto';

/** A message as it stands in a queue. `visibleAt`: not before this is it given out. */
export type Message = { id: string; queue: string; body: string; sentAt: number; visibleAt: number; receives: number };

export type SqsEvent = { Records: SqsRecord[] };
export type SqsRecord = {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: {
    ApproximateReceiveCount: string;
    SentTimestamp: string;
    SenderId: string;
    ApproximateFirstReceiveTimestamp: string;
  };
  messageAttributes: Record<never, never>;
  md5OfBody: string;
  eventSource: 'aws:sqs';
  eventSourceARN: string;
  awsRegion: string;
};

const REGION = 'us-east-1';

/** As Lambda gets it from its event source. */
export function recordOf({ id, queue, body, sentAt, receives }: Message, at: number): SqsRecord {
  return {
    messageId: id,
    receiptHandle: `${id}#${receives}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(at),
    },
    messageAttributes: {},
    md5OfBody: md5(body),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${REGION}:${ACCOUNT}:${queue}`,
    awsRegion: REGION,
  };
}

export const ACCOUNT = '000000000000';

/** The SDK compares it with the body that it sent. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
