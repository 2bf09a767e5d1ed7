import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { StreamKind } from '../../bot/domain/ledger/kinds.ts';

/** Prefixes of partition keys: the streams of events, which nobody deletes, and the items that come and go. */
export type LedgerPrefix = `${StreamKind}#`;
export type MutablePrefix = 'lock#' | 'receipt#' | 'target#' | 'gone#' | 'joining#' | 'timeline#';

/** What of an event's item may change after it is written: its timer. */
const TIMER = ['pk', 'sk', 'due', 'tries', 'shard'];

/** Reads streams. `Query` finds the head of one, `GetItem` an event whose write was ambiguous. */
export function readStreams(table: ITable, prefixes: LedgerPrefix[]): PolicyStatement {
  return onKeys(table, prefixes, ['dynamodb:GetItem', 'dynamodb:Query']);
}

export function appendToStreams(table: ITable, prefixes: LedgerPrefix[]): PolicyStatement {
  return onKeys(table, prefixes, ['dynamodb:PutItem']);
}

/** Claims and finishes work: of a stream's items nothing but the timer, and no answer that shows the rest. */
export function setTimers(table: ITable, prefixes: LedgerPrefix[]): PolicyStatement {
  const statement = onKeys(table, prefixes, ['dynamodb:UpdateItem']);
  statement.addCondition('ForAllValues:StringEquals', { 'dynamodb:Attributes': TIMER });
  statement.addCondition('StringEqualsIfExists', { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] });
  return statement;
}

export function useItems(table: ITable, prefix: MutablePrefix, actions: string[]): PolicyStatement {
  return onKeys(
    table,
    [prefix],
    actions.map((action) => `dynamodb:${action}`),
  );
}

/** The index of due work: keys and times only. Its leading key is a shard's number, of which every caller asks all. */
export function findDue(table: ITable): PolicyStatement {
  return new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/due`] });
}

/** The index of first events, of these kinds of streams. */
export function findBorn(table: ITable, kinds: string[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:Query'],
    resources: [`${table.tableArn}/index/born`],
    conditions: leading('ForAllValues:StringEquals', kinds),
  });
}

function onKeys(table: ITable, prefixes: string[], actions: string[]): PolicyStatement {
  const keys = prefixes.map((prefix) => `${prefix}*`);
  return new PolicyStatement({
    actions,
    resources: [table.tableArn],
    conditions: leading('ForAllValues:StringLike', keys),
  });
}

/** `ForAllValues` holds for a request without any leading key too (a Scan): hence the second condition. */
function leading(operator: string, keys: string[]) {
  return { [operator]: { 'dynamodb:LeadingKeys': keys }, Null: { 'dynamodb:LeadingKeys': 'false' } };
}
