import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { startS3 } from '../../../../local/s3/start.ts';

/** The local S3 with one bucket, behind the SDK's own client. */
export async function openS3(bucket: string) {
  const home = await mkdtemp(join(tmpdir(), 'remit-s3-'));
  const server = await startS3({ home, buckets: [bucket] });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  return {
    url: server.url,
    home,
    store: { s3, bucket },
    async close() {
      s3.destroy();
      await server.close();
      await rm(home, { recursive: true });
    },
  };
}
