import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3 } from '../../../local/s3/start.ts';
import { openS3 } from '../../bot/adapters/s3/open-s3.ts';

type S3 = Awaited<ReturnType<typeof openS3>>;

describe('the local S3', () => {
  let local: S3;
  beforeAll(async () => {
    local = await openS3('bucket');
  });
  afterAll(() => local.close());

  const put = (Key: string, Body: string, more: object = {}) =>
    local.store.s3.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body, ...more }));
  const get = async (Key: string) =>
    (await local.store.s3.send(new GetObjectCommand({ Bucket: 'bucket', Key }))).Body?.transformToString();

  it.each(['plain/key.txt', 'a#b/c d&<e>+%2F?.jsonl', '../../out', 'Ω/🙂', 'x/./y'])(
    'keeps %s as it was put',
    async (key) => {
      await put(key, `of ${key}`);
      expect(await get(key)).toBe(`of ${key}`);
      const { Contents } = await local.store.s3.send(new ListObjectsV2Command({ Bucket: 'bucket', Prefix: key }));
      if (!key.includes('./')) expect(Contents).toMatchObject([{ Key: key, Size: Buffer.byteLength(`of ${key}`) }]);
    },
  );

  it('keeps the first of a key for ever, and says so to whoever wants to be the first', async () => {
    await put('first', 'one', { IfNoneMatch: '*' });
    await expect(put('first', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await put('first', 'three');
    expect(await get('first')).toBe('one');
  });

  it('refuses a body that is not what its checksum says, a bucket and a key that are not there', async () => {
    await expect(put('bad', 'body', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(get('none')).rejects.toMatchObject({ name: 'NoSuchKey' });
    const elsewhere = new PutObjectCommand({ Bucket: 'other', Key: 'k', Body: '' });
    await expect(local.store.s3.send(elsewhere)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('lists in the order of keys, page by page', async () => {
    for (const name of ['c', 'a', 'b']) await put(`pages/${name}`, name);
    const page = (ContinuationToken?: string) =>
      local.store.s3.send(
        new ListObjectsV2Command({ Bucket: 'bucket', Prefix: 'pages/', MaxKeys: 2, ContinuationToken }),
      );
    const first = await page();
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['pages/a', 'pages/b']);
    const second = await page(first.NextContinuationToken);
    expect(second).toMatchObject({ IsTruncated: false, Contents: [{ Key: 'pages/c' }] });
  });

  it('does not answer a page of another origin', async () => {
    const answer = await fetch(`${local.url}/bucket/plain/key.txt`, { headers: { origin: 'http://evil.example' } });
    expect(answer.status).toBe(403);
  });

  it('has everything again after a restart', async () => {
    const again = await startS3({ home: local.home, buckets: ['bucket'] });
    expect(await (await fetch(`${again.url}/bucket/first`)).text()).toBe('one');
    await again.close();
  });
});
