import type { TendDeps } from '../deps.ts';

/** `last`: nothing of the stream comes after it that would write it once more. */
type LogOf = { of: string; written: Promise<void>; last: boolean };

/**
 * The work on something, and putting on record that it is to be logged: side by side, so that neither holds up the other. What
 * cannot be put on record is said in the function's log, and is tried again with whatever comes next: a log outside must not keep a
 * run waiting. Once the work is over there is nothing to be kept, and it is a fault like any other.
 */
export async function withLog<T>(deps: TendDeps, work: Promise<T>, { of, written, last }: LogOf): Promise<T> {
  const [worked, logged] = await Promise.allSettled([work, written]);
  if (worked.status === 'rejected') throw worked.reason;
  if (logged.status === 'rejected' && last) throw logged.reason;
  if (logged.status === 'rejected') deps.log('error', 'not-logged', { stream: of });
  return worked.value;
}
