import { nameOf } from '../domain/ledger/name.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import { dataOf } from './decode.ts';

/** Short names collide; so many probes are tried before it is a fault. */
const PROBES = 64;

/**
 * Begins a stream under the first free name of `source`, and returns that name. `begin` says what stands there when the
 * name is taken: of the same source it is the same request again.
 */
export async function underFreeName(
  source: string,
  begin: (id: string) => Promise<StoredEvent | undefined>,
): Promise<string> {
  for (let probe = 0; probe < PROBES; probe += 1) {
    const id = nameOf(source, probe);
    const taken = await begin(id);
    if (!taken || dataOf<{ source?: string }>(taken).source === source) return id;
  }
  throw new Error(`no free id for ${source} after ${PROBES} probes`);
}
