import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Statement } from './synthesized.ts';

/** One call of the table, as IAM sees it. */
export type TableCall = { action: string; resource: string; leadingKeys: string[]; attributes: string[] };

type Input = {
  IndexName?: string;
  Key?: Keyed;
  Item?: Keyed;
  ExpressionAttributeValues?: Record<string, { S?: string; N?: string }>;
  KeyConditionExpression?: string;
  UpdateExpression?: string;
  ConditionExpression?: string;
  RequestItems?: Record<string, { Keys: Keyed[] } | { PutRequest?: { Item: Keyed }; DeleteRequest?: { Key: Keyed } }[]>;
};
type Keyed = { pk?: { S?: string } };

const WORDS = new Set([
  'SET',
  'ADD',
  'REMOVE',
  'AND',
  'OR',
  'attribute_exists',
  'attribute_not_exists',
  'if_not_exists',
]);

/** A client that answers everything with nothing and keeps what it was asked. */
export function recordingClient(): { db: DynamoDBClient; calls: TableCall[] } {
  const calls: TableCall[] = [];
  const send = async (command: { constructor: { name: string }; input: Input }) => {
    const { input } = command;
    calls.push({
      action: `dynamodb:${command.constructor.name.replace(/Command$/, '')}`,
      resource: `<Ledger.Arn>${input.IndexName ? `/index/${input.IndexName}` : ''}`,
      leadingKeys: leadingKeysOf(input),
      attributes: attributesOf(input),
    });
    return { Attributes: { holder: { S: 'run#A' }, since: { N: '1' } } };
  };
  return { db: { send } as never, calls };
}

function leadingKeysOf({
  Key,
  Item,
  RequestItems,
  KeyConditionExpression,
  ExpressionAttributeValues,
}: Input): string[] {
  if (KeyConditionExpression) {
    const [, placeholder = ''] = /^\w+ = (:\w+)/.exec(KeyConditionExpression) ?? [];
    const value = ExpressionAttributeValues?.[placeholder];
    return [value?.S ?? value?.N ?? '?'];
  }
  const batch = Object.values(RequestItems ?? {}).flatMap((all) =>
    Array.isArray(all) ? all.map((each) => each.PutRequest?.Item ?? each.DeleteRequest?.Key) : all.Keys,
  );
  return [Key, Item, ...batch].flatMap((keyed) => keyed?.pk?.S ?? []);
}

/** The attributes of an update: its key's and those that its expressions name. */
function attributesOf({ Key, UpdateExpression = '', ConditionExpression = '' }: Input): string[] {
  const named = `${UpdateExpression} ${ConditionExpression}`.match(/(?<![:\w])[a-z_]+\b/gi) ?? [];
  return [...new Set([...Object.keys(Key ?? {}), ...named.filter((word) => !WORDS.has(word))])];
}

/** Whether a statement allows a call, by the conditions that the stack uses. Throws on one that is not known here. */
export function allows(statements: Statement[], call: TableCall): boolean {
  return statements.some(
    ({ effect, actions, resources, conditions = {} }) =>
      effect === 'Allow' &&
      actions.includes(call.action) &&
      resources.includes(call.resource) &&
      Object.entries(conditions).every(([operator, keys]) =>
        Object.entries(keys as Record<string, string | string[]>).every((condition) =>
          holds(operator, condition, call),
        ),
      ),
  );
}

function holds(operator: string, [key, values]: [string, string | string[]], call: TableCall): boolean {
  const got = { 'dynamodb:LeadingKeys': call.leadingKeys, 'dynamodb:Attributes': call.attributes }[key];
  if (operator === 'Null') return got !== undefined && got.length > 0 && values === 'false';
  if (operator === 'StringEqualsIfExists' && got === undefined) return true;
  if (!operator.startsWith('ForAllValues:') || got === undefined) throw new Error(`cannot judge ${operator} of ${key}`);
  const patterns = [values].flat();
  return got.every((value) => patterns.some((pattern) => matches(pattern, value)));
}

function matches(pattern: string, value: string): boolean {
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
