/** Does it for each, so many at a time, and returns what came of each in their order: a thousand reads at once are refused. */
export async function inTurn<From, To>(
  all: readonly From[],
  atOnce: number,
  each: (one: From) => Promise<To>,
): Promise<To[]> {
  const done: To[] = [];
  for (let at = 0; at < all.length; at += atOnce) {
    done.push(...(await Promise.all(all.slice(at, at + atOnce).map(each))));
  }
  return done;
}
