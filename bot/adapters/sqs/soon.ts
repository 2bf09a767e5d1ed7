import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Soon } from '../../ports/soon.ts';

export type SqsOptions = {
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** SQS holds a message back for at most this long. */
const MOST = 900;

export function createSqs({ region, credentials }: SqsOptions): SQSClient {
  return new SQSClient({
    region,
    ...(credentials ? { credentials } : {}),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
}

/** The message is the stream's key and nothing else: whoever reads it reads the stream. */
export function createSoon({ sqs, queueUrl }: { sqs: SQSClient; queueUrl: string }): Soon {
  return async (stream, seconds) => {
    const DelaySeconds = Math.min(MOST, Math.max(0, Math.round(seconds)));
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: stream, DelaySeconds }));
  };
}
