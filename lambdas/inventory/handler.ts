/** Every five minutes: writes the managed targets as their tags say. */
export function createHandler({ refresh }: { refresh: () => Promise<number> }): () => Promise<{ targets: number }> {
  return async () => ({ targets: await refresh() });
}
