import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { ChainedEvent } from '../../domain/ledger/chain.ts';
import { readCopy, writeCopy } from '../../domain/ledger/copy.ts';
import type { Copies } from '../../ports/evidence.ts';
import type { Bucket } from './client.ts';
import { list } from './list.ts';
import { COPY_PREFIX } from './places.ts';

/** Someone else put an object by this key: the same events, since their last one's hash is part of it. */
const THERE_ALREADY = 412;

/**
 * Copies as objects of JSON lines, `events/run/8C2MX/<first>-<last>-<hash of the last>.jsonl`: what a batch of the table's
 * stream brings of one stream. A batch that comes again has the same key, and `If-None-Match` leaves the first one alone.
 */
export function createCopies(store: Bucket): Copies {
  const { s3, bucket } = store;
  return {
    async keep(stream, events) {
      const body = events.map(writeCopy).join('');
      try {
        const Key = `${folderOf(stream)}${nameOf(events)}`;
        await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: body, IfNoneMatch: '*' }));
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === THERE_ALREADY) return;
        throw error;
      }
    },

    async of(stream) {
      const folder = folderOf(stream);
      const objects = (await list(store, folder)).filter(({ key }) => !key.slice(folder.length).includes('/'));
      const texts = await Promise.all(objects.map(({ key }) => textOf(store, key)));
      return texts
        .flatMap((text) => text.split('\n').filter((line) => line !== ''))
        .map((line) => readCopy(line) ?? none(stream));
    },

    async streams(from) {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: `${COPY_PREFIX}/`,
          ...(from && { ContinuationToken: from }),
        }),
      );
      const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [streamOf(Key)]));
      const next = page.NextContinuationToken;
      return { streams: [...new Set(keys)], ...(next !== undefined && { next }) };
    },
  };
}

/** `run#8C2MX` → `events/run/8C2MX/`: `#` in a key would have to be written otherwise in every address. */
function folderOf(stream: string): string {
  return `${COPY_PREFIX}/${stream.split('#').map(encodeURIComponent).join('/')}/`;
}

function streamOf(key: string): string {
  return key.split('/').slice(1, -1).map(decodeURIComponent).join('#');
}

function nameOf(events: readonly ChainedEvent[]): string {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) throw new Error('no events to copy');
  const digits = (seq: number) => String(seq).padStart(9, '0');
  return `${digits(first.seq)}-${digits(last.seq)}-${last.hash.slice(0, 16)}.jsonl`;
}

async function textOf({ s3, bucket }: Bucket, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString()) ?? '';
}

/** What stands for a line that is no event: its hash fits nothing, so that it is found. */
function none(stream: string): ChainedEvent {
  return { stream, seq: 0, type: '', at: 0, by: '', data: '', state: '', prev: '', v: 0, hash: '' };
}
