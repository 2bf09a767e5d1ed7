/** The first thing that is wrong with any of them. */
export function first<T>(all: Iterable<T>, judge: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const wrong = judge(one);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
