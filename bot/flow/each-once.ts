import type { Log } from '../ports/log.ts';

/** One delivery that names a thing to look at: a stream, a command. `id` is by what the delivery is failed. */
export type Named = { key: string; id: string };

/**
 * Looks at each named thing once, whatever the number of deliveries that name it, and returns the ids of those that
 * failed, to be delivered again. One thing's failure is not another's.
 */
export async function eachOnce(
  deliveries: readonly Named[],
  look: (key: string) => Promise<unknown>,
  log: Log,
): Promise<string[]> {
  const failed = await Promise.all(byKey(deliveries).map((one) => failing(one, look, log)));
  return failed.flat();
}

/** The same one after the other: commands of one run would get in each other's way at the end of its stream. */
export async function eachInTurn(
  deliveries: readonly Named[],
  look: (key: string) => Promise<unknown>,
  log: Log,
): Promise<string[]> {
  const failed: string[] = [];
  for (const one of byKey(deliveries)) failed.push(...(await failing(one, look, log)));
  return failed;
}

type Look = { key: string; ids: string[] };

function byKey(deliveries: readonly Named[]): Look[] {
  const keys = new Map<string, string[]>();
  for (const { key, id } of deliveries) keys.set(key, [...(keys.get(key) ?? []), id]);
  return [...keys].map(([key, ids]) => ({ key, ids }));
}

async function failing({ key, ids }: Look, look: (key: string) => Promise<unknown>, log: Log): Promise<string[]> {
  try {
    await look(key);
    return [];
  } catch (error) {
    log('error', 'look-failed', { key, error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
    return ids;
  }
}
