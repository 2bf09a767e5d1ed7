import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where a message goes that nobody could handle; an alarm watches each. Kept as long as SQS keeps anything. */
export function createDeadLetters(scope: Construct, id: string): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

/** A queue of hints. They are worthless after an hour: long before that the sweep has looked by itself. */
export function createHintQueue(
  scope: Construct,
  id: string,
  { consumerTimeout, deadLetters }: { consumerTimeout: Duration; deadLetters: Queue },
): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.hours(1),
    // AWS's advice: six times the consumer's time-out, so that a throttled batch is not seen twice at once.
    visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
  });
}
