import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipts } from '../../bot/ports/receipts.ts';

export function describeReceipts(
  name: string,
  open: () => Promise<{ receipts: Receipts; close: () => Promise<void> }>,
): void {
  describe(`${name} keep the receipts' contract`, () => {
    let receipts: Receipts;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ receipts, close } = await open());
    });
    afterAll(() => close());

    it('keep what an effect left behind, for that stream and effect alone', async () => {
      await receipts.put('run#1', 'card', { value: { channel: 'C1', ts: '1.2' }, seq: 3 });
      expect(await receipts.get('run#1', 'card')).toEqual({ value: { channel: 'C1', ts: '1.2' }, seq: 3 });
      expect(await receipts.get('run#1', 'announced')).toBeUndefined();
      expect(await receipts.get('run#2', 'card')).toBeUndefined();
    });

    it('keep an empty value', async () => {
      await receipts.put('run#3', 'announced', { value: {}, seq: 0 });
      expect(await receipts.get('run#3', 'announced')).toEqual({ value: {}, seq: 0 });
    });

    it('leave one where none is, and say which one stands', async () => {
      const cards = ['1', '2', '3'].map((ts) => ({ value: { ts }, seq: Number(ts) }));
      const standing = await Promise.all(cards.map((card) => receipts.leave('run#6', 'card', card)));
      const first = await receipts.get('run#6', 'card');
      expect(cards).toContainEqual(first);
      expect(standing).toEqual([first, first, first]);
    });

    it('raise the sequence that is shown and never lower it', async () => {
      await receipts.put('run#4', 'card', { value: { ts: '1' }, seq: 2 });
      await Promise.all([4, 9, 3].map((seq) => receipts.raise('run#4', 'card', { seq, at: seq * 10 })));
      await receipts.raise('run#4', 'card', { seq: 9, at: 95 });
      expect(await receipts.get('run#4', 'card')).toEqual({ value: { ts: '1' }, seq: 9, at: 90 });
    });

    it('make no receipt out of a raise', async () => {
      await receipts.raise('run#5', 'card', { seq: 1, at: 1 });
      expect(await receipts.get('run#5', 'card')).toBeUndefined();
    });
  });
}
