/** `copy` returns the ids of the records that were not kept. */
export type Deps = { copy: (batch: unknown) => Promise<string[]> };

/** Copies the new events of the ledger to where nobody can change them. */
export function createHandler({ copy }: Deps) {
  return async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    const failed = await copy(event);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}
