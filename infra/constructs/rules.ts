import { Duration } from 'aws-cdk-lib';
import { Match, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { RemitFunction } from './remit-function.ts';

/**
 * SSM's events of each host, of Remit's own documents. Best effort on AWS's side, and only ever a hint: what could not be
 * put on the queue within a quarter of an hour, the sweep has read from SSM since.
 */
export function queueStatusChanges(scope: Construct, { changes, deadLetters }: { changes: Queue; deadLetters: Queue }) {
  new Rule(scope, 'StatusChanges', {
    description: 'Remit: what SSM says of each host that a command was sent to',
    eventPattern: {
      source: ['aws.ssm'],
      detailType: ['EC2 Command Invocation Status-change Notification'],
      detail: { 'document-name': Match.prefix('Remit-') },
    },
    targets: [
      new SqsQueue(changes, { deadLetterQueue: deadLetters, retryAttempts: 10, maxEventAge: Duration.minutes(15) }),
    ],
  });
}

/** Each change of an alarm of the account's. Which of them open an incident is policy; what fails is tried again for an hour. */
export function hearAlarms(scope: Construct, { target, deadLetters }: Pick<Clock, 'target' | 'deadLetters'>): void {
  const again = { retryAttempts: 2, maxEventAge: Duration.hours(1) };
  target.configureAsyncInvoke(again);
  new Rule(scope, 'AlarmChanges', {
    description: 'Remit: alarms of CloudWatch that ring or are over',
    eventPattern: { source: ['aws.cloudwatch'], detailType: ['CloudWatch Alarm State Change'] },
    targets: [new LambdaFunction(target, { deadLetterQueue: deadLetters, ...again })],
  });
}

type Clock = { every: Duration; target: RemitFunction; deadLetters: Queue };

/** Calls a function again and again. A call that failed is not tried again: the next one does the same work. */
export function createClock(scope: Construct, id: string, { every, target, deadLetters }: Clock): void {
  target.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  new Rule(scope, id, {
    description: `Remit: calls ${target.name}`,
    schedule: Schedule.rate(every),
    targets: [
      new LambdaFunction(target, { deadLetterQueue: deadLetters, retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
    ],
  });
}
