import { createHash, createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { signed } from '../../../../infra/build/slim-aws/sign.ts';

/** The SDK's own signer, as its DynamoDB client brings it. */
const sdk = createRequire(createRequire(import.meta.url).resolve('@aws-sdk/client-dynamodb'));
const { SignatureV4 } = sdk('@smithy/signature-v4');

const sha256 = (secret?: unknown) => {
  const hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Buffer);
  return { update: (data: string) => void hash.update(data), digest: async () => hash.digest() };
};
class Sha256 {
  readonly update;
  readonly digest;
  constructor(secret?: unknown) {
    ({ update: this.update, digest: this.digest } = sha256(secret));
  }
}

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

describe('signed', () => {
  it.each([
    ['with the keys of a role', { ...KEYS, sessionToken: 'session/token+with=marks' }],
    ['with plain keys', KEYS],
  ])('signs as the SDK does, %s', async (_what, credentials) => {
    for (const [service, region, body] of [
      ['dynamodb', 'eu-central-1', '{"TableName":"remit"}'],
      ['secretsmanager', 'us-east-1', '{"SecretId":"remit/slack – é ✅"}'],
    ] as const) {
      const host = `${service}.${region}.amazonaws.com`;
      const target = `${service}.Operation`;
      const contentType = 'application/x-amz-json-1.0';
      const ours = signed({ service, region, host, target, contentType, body, at: '20261121T120000Z' }, credentials);
      const signer = new SignatureV4({ credentials, region, service, sha256: Sha256, applyChecksum: false });
      const theirs = await signer.sign(
        {
          method: 'POST',
          protocol: 'https:',
          hostname: host,
          path: '/',
          query: {},
          headers: { 'content-type': contentType, host, 'x-amz-target': target },
          body,
        },
        { signingDate: new Date('2026-11-21T12:00:00Z') },
      );
      expect(ours['authorization']).toBe(theirs.headers.authorization);
    }
  });
});
