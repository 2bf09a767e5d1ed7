import { gunzipSync, gzipSync } from 'node:zlib';

/** Characters of an event's data from which on it is packed. DynamoDB takes 400 KB an item; a plan names up to 5,000 hosts. */
const PLAIN = 100_000;
/** What unpacks to more was not written here. */
const MOST = 50_000_000;

/** An event's data as it is stored and hashed: JSON; where it is long, JSON that holds the same compressed. */
export function packed(data: unknown): string {
  const json = JSON.stringify(data);
  return json.length <= PLAIN ? json : JSON.stringify({ gzip: gzipSync(json).toString('base64') });
}

/** The JSON of an event's data. Throws on what is neither JSON nor packed JSON. */
export function unpacked(stored: string): unknown {
  const value: unknown = JSON.parse(stored);
  if (typeof value !== 'object' || value === null || !('gzip' in value) || typeof value.gzip !== 'string') return value;
  return JSON.parse(gunzipSync(Buffer.from(value.gzip, 'base64'), { maxOutputLength: MOST }).toString());
}
