import { SendCommandCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Order, SendOutcome } from '../../ports/hosts.ts';

/**
 * Seconds in which SSM may hand the command to an agent. Its own default lets a host that comes back run it two hours
 * later; the script's deadline (`NotAfter`) is 120 s after the intent.
 */
const DELIVERY = { least: 60, most: 120 };

/** SSM did not take the command: it is safe to send it again. */
const BUSY = new Set(['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded']);
/** There was no connection, so that nothing can have been sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Where the agents put what a command prints, whole: SSM itself keeps 24,000 characters. */
export type Keep = { bucket: string; prefix: string };

/** Sends once. Never throws: whatever is not clearly a yes or a no is `ambiguous`. */
export async function send(sender: SSMClient, order: Order, keep?: Keep): Promise<SendOutcome> {
  const { mark, documentName, parameters, instanceIds, timeoutSeconds } = order;
  try {
    const { Command } = await sender.send(
      new SendCommandCommand({
        Comment: mark,
        DocumentName: documentName,
        Parameters: parameters,
        InstanceIds: instanceIds,
        ...(keep && { OutputS3BucketName: keep.bucket, OutputS3KeyPrefix: keep.prefix }),
        TimeoutSeconds: Math.min(DELIVERY.most, Math.max(DELIVERY.least, timeoutSeconds)),
      }),
    );
    return Command?.CommandId === undefined ? { is: 'ambiguous' } : { is: 'accepted', commandId: Command.CommandId };
  } catch (error) {
    return outcomeOf(error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } });
  }
}

/** Of SSM's words only the error's name is kept: a message may quote parameters and account numbers. */
function outcomeOf(error: { name?: string; code?: string; $metadata?: { httpStatusCode?: number } }): SendOutcome {
  const { name = '', code = '' } = error;
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (BUSY.has(name) || status === 429 || NEVER_SENT.has(code)) return { is: 'busy' };
  if (status < 400 || status >= 500 || status === 408) return { is: 'ambiguous' };
  return { is: 'rejected', detail: `SSM refused: ${/^[A-Za-z]{1,80}$/.test(name) ? name : `HTTP ${status}`}` };
}
