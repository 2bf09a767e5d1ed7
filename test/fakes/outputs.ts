import type { Outputs } from '../../bot/ports/outputs.ts';

export type FakeOutputs = Outputs & {
  /** By `<command> <instance>`: what agents stored; none for a host whose role may not. */
  stored: Map<string, string>;
  /** Characters of a piece. */
  piece: number;
};

/** What agents stored, in memory. */
export function createFakeOutputs(): FakeOutputs {
  const outputs: FakeOutputs = {
    stored: new Map(),
    piece: 1_000,
    async read({ commandId, instanceId }) {
      const text = outputs.stored.get(`${commandId} ${instanceId}`);
      return text === undefined || text === ''
        ? undefined
        : { bytes: Buffer.byteLength(text), text: () => pieces(text, outputs.piece) };
    },
  };
  return outputs;
}

async function* pieces(text: string, length: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}
