import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { TABLE } from '../../bot/adapters/dynamodb/table.ts';

/**
 * The one table, kept whatever happens to the stack: it is the audit record.
 *
 * The stream carries new images although the worker reads keys alone: copies of the audit record are made from it, and the view
 * of a stream cannot be changed in place.
 */
export function createLedgerTable(scope: Construct): ITable {
  const table = new Table(scope, 'Ledger', {
    partitionKey: keyOf(TABLE.partitionKey),
    sortKey: keyOf(TABLE.sortKey),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    stream: StreamViewType.NEW_IMAGE,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const { name, partitionKey, sortKey, projection } of TABLE.indexes) {
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: keyOf(partitionKey),
      sortKey: keyOf(sortKey),
      projectionType: projection === 'ALL' ? ProjectionType.ALL : ProjectionType.KEYS_ONLY,
    });
  }
  // CDK's own classes do not fit its interfaces under exactOptionalPropertyTypes.
  return table as ITable;
}

function keyOf({ name, type }: { name: string; type: 'S' | 'N' }) {
  return { name, type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER };
}
