import type { Version } from '../../domain/matrix/told.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';

/** A version of a record: the event that made it so. */
export function versionOf(event: StoredEvent): Version {
  const { seq, type, at, by, data } = partsOf(event);
  const because = typeof data === 'object' && data !== null && 'because' in data ? data.because : undefined;
  return { version: seq, type, at, by, ...(typeof because === 'string' && { because }) };
}
