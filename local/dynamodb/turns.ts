/**
 * Lets acts that share a key happen one after the other, in the order in which they came; an act with several keys waits
 * for all of them.
 */
export function createTurns(): <T>(keys: string[], act: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<void>>();
  return async (keys, act) => {
    const turn = Promise.all(keys.map((key) => last.get(key))).then(act);
    const over = turn.then(
      () => undefined,
      () => undefined,
    );
    for (const key of keys) last.set(key, over);
    await over;
    for (const key of keys) if (last.get(key) === over) last.delete(key);
    return turn;
  };
}
