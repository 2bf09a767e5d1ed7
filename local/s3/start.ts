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
type Asked = { objects: Objects; request: IncomingMessage; query: URLSearchParams; key: string };

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
  // Not by URL, which takes `..` for a way up: in S3 it is a part of a name.
  const [pathname = '', query = ''] = (request.url ?? '').split('?', 2);
  const [, bucket = '', ...path] = pathname.split('/').map(decodeURIComponent);
  const objects = buckets.get(bucket);
  const { status, body, headers } = objects
    ? await act({ objects, request, query: new URLSearchParams(query), key: path.join('/') })
    : refuse(404, 'NoSuchBucket');
  response.writeHead(status, headers).end(body);
}

async function act(asked: Asked): Promise<Answer> {
  const { request, query, key } = asked;
  if (request.method === 'PUT' && key !== '') return put(asked);
  if (request.method === 'GET' && key !== '') return get(asked);
  if (request.method === 'GET' && query.get('list-type') === '2') return list(asked);
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

function list({ objects, query }: Asked): Answer {
  const most = Math.min(Number(query.get('max-keys') ?? 1_000), 1_000);
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const keys = objects.keys(query.get('prefix') ?? '').filter(({ key }) => key > after);
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
