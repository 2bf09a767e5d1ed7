/** What one host printed, whole: `bytes` of it, as text in pieces, stdout before stderr. It is not masked yet. */
export type StoredOutput = { bytes: number; text(): AsyncIterable<string> };

/** The whole outputs of commands, as the agents on the hosts stored them. */
export type Outputs = {
  /** Undefined: nothing is stored, not yet, not any more, or because the host's role may not. Throws when the store does not answer. */
  read(ask: { commandId: string; instanceId: string }): Promise<StoredOutput | undefined>;
};
