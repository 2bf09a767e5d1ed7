import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { EVENT_PREFIX } from '../../bot/adapters/dynamodb/table.ts';
import type { RemitFunction } from './remit-function.ts';

const NEW_EVENTS = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(EVENT_PREFIX) } } },
});

/**
 * New events of the ledger go to the worker, in order per stream.
 *
 * A record that fails blocks its shard while it is tried again, and the sweep takes its work up after a minute anyway: so
 * few tries, halved batches, and then the dead letters. What is older than an hour the sweep has done long ago.
 */
export function tendNewEvents(worker: RemitFunction, table: ITable, deadLetters: Queue): void {
  worker.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 3,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(deadLetters),
      filters: [NEW_EVENTS],
    }),
  );
}

/**
 * The same new events to their copies, by a reader of its own: what the copies cannot take holds up no work, and the other way
 * round. Tried for as long as the stream has them, since nothing else would make up for one; a minute's events go together.
 */
export function copyNewEvents(audit: RemitFunction, table: ITable, deadLetters: Queue): void {
  audit.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      maxBatchingWindow: Duration.minutes(1),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 1_000,
      maxRecordAge: Duration.hours(23),
      onFailure: new SqsDlq(deadLetters),
      filters: [NEW_EVENTS],
    }),
  );
}

/** Hints to look at a stream again, from the worker itself and from the sweep. */
export function tendHints(worker: RemitFunction, soon: Queue): void {
  worker.addEventSource(new SqsEventSource(soon, { batchSize: 10, maxConcurrency: 5, reportBatchItemFailures: true }));
}

/**
 * What SSM says of hosts, two seconds at a time: a fleet answers in a burst, and each of its commands is to be read once. Two
 * at a time, since SSM's own rate is not published.
 */
export function followStatusChanges(runStatus: RemitFunction, changes: Queue): void {
  runStatus.addEventSource(
    new SqsEventSource(changes, {
      batchSize: 200, // a command's 50 hosts say two things each: its state is read once for all of them
      maxBatchingWindow: Duration.seconds(2),
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    }),
  );
}
