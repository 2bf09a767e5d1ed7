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
  const byKey = new Map<string, string[]>();
  for (const { key, id } of deliveries) byKey.set(key, [...(byKey.get(key) ?? []), id]);
  const failed = await Promise.all(
    [...byKey].map(async ([key, ids]) => {
      try {
        await look(key);
        return [];
      } catch (error) {
        log('error', 'look-failed', {
          key,
          error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
        });
        return ids;
      }
    }),
  );
  return failed.flat();
}
