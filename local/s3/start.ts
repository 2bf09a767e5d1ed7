import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { bodyOf, isMeantForHere, listen, shut } from '../loopback.ts';
import { type Objects, openObjects } from './objects.ts';
import { errorXml, listXml } from './xml.ts';

export type LocalS3 = {
  /** For `AWS_ENDPOINT_URL_S3`. */
  url: string;
  close(): Promise<void>;
};

type Answer = { status: number; body?: string | Buffer; headers?: Record<string, string> };
type Asked = { objects: Objects; request: IncomingMessage; url: URL; key: string };

/**
 * S3 for the SDK's own client, as far as outputs and copies need it: PutObject with its checksum and `If-None-Match`,
 * GetObject, ListObjectsV2. Objects are files under `<home>/s3/<bucket>/`. Nothing is ever deleted or replaced: as in a
 * bucket with Object Lock, the first version of a key is what everybody reads.
 */
export async function startS3(options: { home: string; buckets: string[]; port?: number }): Promise<LocalS3> {
  const buckets = new Map(options.buckets.map((name) => [name, openObjects(options.home, name)]));
  const server = createServer((request, response) => {
    answer(buckets, request, response).catch(() => response.destroy());
  });
  const url = await listen(server, options.port ?? 0);
  return { url, close: () => shut(server) };
}

async function answer(
  buckets: ReadonlyMap<string, Objects>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isMeantForHere(request)) {
    response.writeHead(403).end();
    return;
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, bucket = '', ...path] = url.pathname.split('/').map(decodeURIComponent);
  const objects = buckets.get(bucket);
  const { status, body, headers } = objects
    ? await act({ objects, request, url, key: path.join('/') })
    : refuse(404, 'NoSuchBucket');
  response.writeHead(status, headers).end(body);
}

async function act(asked: Asked): Promise<Answer> {
  const { request, url, key } = asked;
  if (request.method === 'PUT' && key !== '') return put(asked);
  if (request.method === 'GET' && key !== '') return get(asked);
  if (request.method === 'GET' && url.searchParams.get('list-type') === '2') return list(asked);
  return refuse(405, 'MethodNotAllowed');
}

async function put({ objects, request, key }: Asked): Promise<Answer> {
  const body = await bodyOf(request);
  const told = request.headers['x-amz-checksum-crc32'];
  if (told !== undefined && told !== checksumOf(body)) return refuse(400, 'BadDigest');
  const written = objects.write(key, body);
  if (!written && request.headers['if-none-match'] === '*') return refuse(412, 'PreconditionFailed');
  return { status: 200 };
}

function get({ objects, key }: Asked): Answer {
  const body = objects.read(key);
  if (!body) return refuse(404, 'NoSuchKey');
  return { status: 200, body, headers: { 'content-length': String(body.length) } };
}

function list({ objects, url: { searchParams } }: Asked): Answer {
  const most = Math.min(Number(searchParams.get('max-keys') ?? 1_000), 1_000);
  const after = searchParams.get('continuation-token') ?? searchParams.get('start-after') ?? '';
  const keys = objects.keys(searchParams.get('prefix') ?? '').filter(({ key }) => key > after);
  return { status: 200, body: listXml(keys.slice(0, most), keys.length > most) };
}

function refuse(status: number, code: string): Answer {
  return { status, body: errorXml(code), headers: { 'content-type': 'application/xml' } };
}

function checksumOf(body: Buffer): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return sum.toString('base64');
}
