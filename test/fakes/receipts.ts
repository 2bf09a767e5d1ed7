import type { Receipt, Receipts } from '../../bot/ports/receipts.ts';

/** Receipts by `<stream> <effect>`. */
export function createFakeReceipts(): Receipts & { all: Map<string, Receipt> } {
  const all = new Map<string, Receipt>();
  const keyOf = (stream: string, effect: string) => `${stream} ${effect}`;
  return {
    all,
    get: async (stream, effect) => structuredClone(all.get(keyOf(stream, effect))),
    async put(stream, effect, receipt) {
      check(receipt);
      all.set(keyOf(stream, effect), structuredClone(receipt));
    },
    async leave(stream, effect, receipt) {
      check(receipt);
      const key = keyOf(stream, effect);
      const standing = all.get(key) ?? structuredClone(receipt);
      all.set(key, standing);
      return structuredClone(standing);
    },
    async raise(stream, effect, { seq, at }) {
      const receipt = all.get(keyOf(stream, effect));
      if (receipt && receipt.seq < seq) Object.assign(receipt, { seq, at });
    },
  };
}

/** What the store would not read back is not kept. */
function check({ seq, value }: Receipt): void {
  const strings = Object.values(value).every((one) => typeof one === 'string');
  if (!Number.isSafeInteger(seq) || seq < 0 || !strings)
    throw new Error(`no receipt: ${JSON.stringify({ seq, value })}`);
}
