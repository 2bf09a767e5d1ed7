import { SSMClient } from '@aws-sdk/client-ssm';

export type SsmOptions = {
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** `sender` for SendCommand alone, `reader` for the rest: asking again does no harm there. */
export type Ssm = { sender: SSMClient; reader: SSMClient };

/**
 * SendCommand has no idempotency token and the SDK sends again by itself on a reset, a time-out or a 5xx: one attempt, and
 * what is ambiguous is reconciled by the flow.
 */
export function createSsm({ region, credentials }: SsmOptions): Ssm {
  const common = { region, ...(credentials ? { credentials } : {}) };
  const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true };
  return {
    sender: new SSMClient({ ...common, requestHandler, maxAttempts: 1 }),
    reader: new SSMClient({ ...common, requestHandler, maxAttempts: 4 }),
  };
}
