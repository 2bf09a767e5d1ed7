import { S3Client } from '@aws-sdk/client-s3';

export type S3Options = {
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** What the adapters of this folder need. */
export type Bucket = { s3: S3Client; bucket: string };

/** The SDK follows `AWS_ENDPOINT_URL_S3` by itself. */
export function createS3({ region, credentials }: S3Options): S3Client {
  const requestHandler = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
  return new S3Client({ region, ...(credentials ? { credentials } : {}), requestHandler, maxAttempts: 3 });
}
