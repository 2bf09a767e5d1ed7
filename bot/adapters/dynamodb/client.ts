import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type DynamoDbOptions = {
  region: string;
  /** Given on Lambda, from its environment: the default chain costs the cold start a search through files and hosts. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** What the adapters of this folder need. */
export type Store = { db: DynamoDBClient; table: string };

/**
 * The client of the request path. It answers or fails within 2 seconds, so that Slack's 3 seconds are kept: an attempt has
 * 0.9 s, there are two, and a throttled one waits about 0.1 s. `AWS_ENDPOINT_URL_DYNAMODB` is followed by the SDK itself.
 */
export function createDynamoDb({ region, credentials }: DynamoDbOptions): DynamoDBClient {
  return new DynamoDBClient({
    region,
    ...(credentials ? { credentials } : {}),
    maxAttempts: 2,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_000, throwOnRequestTimeout: true },
  });
}
