/**
 * In the place of `@aws-sdk/client-dynamodb` in the bundle that answers Slack: the operations that its adapter uses, in
 * the SDK's own shapes. The SDK is half of that bundle and of its cold start (docs/adr/).
 */
import { type Command, createSend, type Options, type Send, ServiceException } from './client.ts';

/** The SDK's own client reads it too, so that a stand-in needs no code of ours. */
const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
const SERVICE = { name: 'dynamodb', prefix: 'DynamoDB_20120810', contentType: 'application/x-amz-json-1.0', endpoint };

export class ConditionalCheckFailedException extends ServiceException {}

export class DynamoDBClient {
  readonly #send: Send;
  constructor(options: Options) {
    this.#send = createSend(SERVICE, options);
  }

  async send(command: Command, { abortSignal }: { abortSignal?: AbortSignal } = {}): Promise<unknown> {
    try {
      return parse(await this.#send(command, { signal: abortSignal }));
    } catch (error) {
      if (!(error instanceof ServiceException) || error.name !== 'ConditionalCheckFailedException') throw error;
      throw new ConditionalCheckFailedException(error.name, error.message, error.$metadata.httpStatusCode);
    }
  }
}

const operation = (name: string) =>
  class {
    readonly operation = name;
    readonly input: unknown;
    constructor(input: unknown) {
      this.input = input;
    }
  };

export const GetItemCommand = operation('GetItem');
export const QueryCommand = operation('Query');
export const PutItemCommand = operation('PutItem');
export const UpdateItemCommand = operation('UpdateItem');
export const DeleteItemCommand = operation('DeleteItem');
export const BatchGetItemCommand = operation('BatchGetItem');
export const BatchWriteItemCommand = operation('BatchWriteItem');

/** Of a value's kinds B and BS alone differ from JSON; a kind's value is text, an attribute of that name never is. */
function parse(text: string): unknown {
  if (!/"BS?":/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value) => {
    if (key === 'B' && typeof value === 'string') return Buffer.from(value, 'base64');
    return key === 'BS' && isTexts(value) ? value.map((it) => Buffer.from(it, 'base64')) : value;
  });
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((it) => typeof it === 'string');
}
