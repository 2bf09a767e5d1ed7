import { setTimeout as sleep } from 'node:timers/promises';
import { TABLE } from '../../bot/adapters/dynamodb/table.ts';
import type { Engine } from './engine.ts';

/** Creates the table as the stack does, unless it is there from an earlier start. */
export async function createTable(engine: Engine, name: string): Promise<void> {
  const { status, output } = await engine.run('CreateTable', definitionOf(name));
  const exists = String(output.__type).endsWith('#ResourceInUseException');
  if (status !== 200 && !exists) throw new Error(`the table ${name} could not be created: ${output.message}`);
  while ((await statusOf(engine, name)) !== 'ACTIVE') await sleep(5);
}

async function statusOf(engine: Engine, name: string): Promise<string | undefined> {
  const { output } = await engine.run('DescribeTable', { TableName: name });
  return (output.Table as { TableStatus?: string } | undefined)?.TableStatus;
}

type Keys = { partitionKey: { name: string; type: string }; sortKey: { name: string; type: string } };

function definitionOf(name: string) {
  const keys: Keys[] = [TABLE, ...TABLE.indexes];
  const attributes = new Map(
    keys.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]).map((key) => [key.name, key.type]),
  );
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schemaOf(TABLE),
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    GlobalSecondaryIndexes: TABLE.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: schemaOf(index),
      Projection: { ProjectionType: index.projection },
    })),
  };
}

function schemaOf({ partitionKey, sortKey }: Keys) {
  return [
    { AttributeName: partitionKey.name, KeyType: 'HASH' },
    { AttributeName: sortKey.name, KeyType: 'RANGE' },
  ];
}
