import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCopies } from '../../../../bot/adapters/s3/copies.ts';
import { describeCopies } from '../../../contracts/evidence.ts';
import { createFakeCopies } from '../../../fakes/evidence.ts';
import { openS3 } from './open-s3.ts';

describeCopies('copies in S3', async () => {
  const { store, close } = await openS3('copies');
  return { copies: createCopies(store), close };
});
describeCopies('copies in memory', async () => ({ copies: createFakeCopies(), close: async () => undefined }));

describe('copies in S3', () => {
  let local: Awaited<ReturnType<typeof openS3>>;
  beforeAll(async () => {
    local = await openS3('copies');
  });
  afterAll(() => local.close());

  it('give a line that is no event as one that its hash does not fit', async () => {
    const Key = 'events/run/AAAAA/000000000-000000000-x.jsonl';
    await local.store.s3.send(new PutObjectCommand({ Bucket: 'copies', Key, Body: 'rubbish\n' }));
    expect(await createCopies(local.store).of('run#AAAAA')).toMatchObject([{ stream: 'run#AAAAA', hash: '' }]);
  });

  it('throw when they cannot be kept', async () => {
    const closed = createCopies({ ...local.store, bucket: 'not-there' });
    await expect(closed.keep('run#A', [])).rejects.toThrow('no events');
    const event = { stream: 'run#A', seq: 0, type: '', at: 0, by: '', data: '', state: '', prev: '', v: 1, hash: 'h' };
    await expect(closed.keep('run#A', [event])).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
