/** Each minute: finds what is due and hints at it. The worker does the work, with the worker's rights. */
export function createHandler({ sweep }: { sweep: () => Promise<number> }): () => Promise<{ streams: number }> {
  return async () => ({ streams: await sweep() });
}
