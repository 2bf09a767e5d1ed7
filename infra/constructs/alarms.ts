import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RemitFunction } from './remit-function.ts';

type Props = {
  functions: RemitFunction[];
  worker: RemitFunction;
  deadLetters: Queue[];
  stage: HttpStage;
  email?: string;
};

type Watch = { metric: IMetric; above: number; periods?: number; means: string };

/** Work that waits this long has missed its first worker and a sweep. */
const LATE_MS = 2 * 60_000;

/** What must not happen unseen. Each alarm says in its description what it means; all go to one topic. */
export class Alarms extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, { functions, worker, deadLetters, stage, email }: Props) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Remit alarms', enforceSSL: true });
    // A policy of one's own replaces SNS's default, which would have let alarms of this account publish.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    for (const queue of deadLetters) this.watchDeadLetters(queue);
    for (const watched of functions) this.watchFunction(watched);
    this.watch('WorkerLate', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: worker.functionName },
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      above: LATE_MS,
      means: 'Events of the ledger wait for the worker longer than a sweep takes.',
    });
    this.watch('Ingress5xx', {
      metric: stage.metricServerError({ statistic: Stats.SUM, period: Duration.minutes(1) }),
      above: 0,
      means: 'A request from Slack was answered with an error: whoever typed it saw a failure.',
    });
  }

  private watchDeadLetters(queue: Queue): void {
    this.watch(`${queue.node.id}Depth`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
      above: 0,
      means: `Something could not be handled and lies in ${queue.node.id}.`,
    });
  }

  private watchFunction(watched: RemitFunction): void {
    const sum = { statistic: Stats.SUM, period: Duration.minutes(5) };
    this.watch(`${watched.node.id}Errors`, {
      metric: watched.metricErrors(sum),
      above: 0,
      periods: 3,
      means: `${watched.name} failed in each of three times five minutes: it does not heal by being tried again.`,
    });
    this.watch(`${watched.node.id}Throttles`, {
      metric: watched.metricThrottles(sum),
      above: 0,
      means: `${watched.name} was not started: the account's concurrency is used up.`,
    });
  }

  private watch(id: string, { metric, above, periods = 1, means }: Watch): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: means,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
