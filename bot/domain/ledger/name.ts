import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 5;

/** Shards of the due index: its writes spread over them, and the sweep asks all of them. */
export const SHARDS = 8;

/**
 * The short id of what `identity` started: 5 Crockford base-32 characters (no I, L, O, U). The same request always gets the
 * same name; where another request has it already (one in 33 million), the next `probe` gives another one.
 */
export function nameOf(identity: string, probe: number): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([identity, probe]))
    .digest();
  const bits = digest.readUInt32BE(0);
  let name = '';
  for (let place = 0; place < LENGTH; place += 1) name += CROCKFORD.charAt((bits >>> (27 - 5 * place)) & 31);
  return name;
}

/** Where a stream's due events stand in the index. */
export function shardOf(stream: string): number {
  return createHash('sha256').update(stream).digest().readUInt8(0) % SHARDS;
}

/** `run#8C2MX` is of the kind `run`. */
export function kindOf(stream: string): string {
  return stream.split('#', 1).join();
}
