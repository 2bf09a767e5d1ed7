import { describe, expect, it } from 'vitest';
import { Crash, crashAt } from './crash.ts';
import { type Fault, faulty } from './faults.ts';
import { hooked } from './hooks.ts';
import { createFakeLedger } from './ledger.ts';
import { createFakeReceipts } from './receipts.ts';
import { createFakeSoon } from './soon.ts';

const receipt = { value: {}, seq: 1 };

describe('a process that dies at a port call', () => {
  async function attempt(at: number) {
    const receipts = createFakeReceipts();
    const { soon, hints } = createFakeSoon();
    const crash = crashAt(at);
    const died = await (async () => {
      await hooked('receipts', receipts, crash).put('run#1', 'card', receipt);
      await hooked('soon', soon, crash)('run#1', 2);
    })().catch((error: unknown) => error);
    return { died: died instanceof Crash, receipts: receipts.all.size, hints: hints.length, points: crash.points };
  }

  it.each([
    [0, { died: true, receipts: 0, hints: 0 }],
    [1, { died: true, receipts: 1, hints: 0 }],
    [2, { died: true, receipts: 1, hints: 0 }],
    [3, { died: true, receipts: 1, hints: 1 }],
    [4, { died: false, receipts: 1, hints: 1 }],
  ])('has done at point %i what came before it', async (at, left) => {
    expect(await attempt(at)).toMatchObject(left);
  });

  it('is counted by its points when it lives', async () => {
    const points = ['before receipts.put', 'after receipts.put', 'before soon', 'after soon'];
    expect((await attempt(Number.POSITIVE_INFINITY)).points).toEqual(points);
  });

  it('gets no call through after its death', async () => {
    const receipts = createFakeReceipts();
    const dead = hooked('receipts', receipts, crashAt(0));
    await expect(dead.put('run#1', 'card', receipt)).rejects.toBeInstanceOf(Crash);
    await expect(dead.put('run#1', 'card', receipt)).rejects.toBeInstanceOf(Crash);
    expect(receipts.all.size).toBe(0);
  });
});

it('a fault is before the effect or after it', async () => {
  const receipts = createFakeReceipts();
  const faults = new Map<string, Fault>([['before receipts.put', 'throttled']]);
  const port = hooked(
    'receipts',
    receipts,
    faulty((call) => faults.get(call)),
  );
  await expect(port.put('run#1', 'card', receipt)).rejects.toThrow('throttled: receipts.put');
  expect(receipts.all.size).toBe(0);
  faults.clear();
  faults.set('after receipts.put', 'lost-answer');
  await expect(port.put('run#1', 'card', receipt)).rejects.toThrow('lost-answer: receipts.put');
  expect(receipts.all.size).toBe(1);
});

it('an index lags behind the ledger, whose own reads do not', async () => {
  let now = 0;
  const ledger = createFakeLedger({ now: () => now, lag: 5_000 });
  const by = { team: 'T1', user: 'U1' };
  await ledger.append({ stream: 'run#1', head: undefined, type: 'asked', at: 0, by, data: {}, state: {} });
  const seen = async () => [(await ledger.recent('run', { limit: 9 })).length, (await ledger.due(60_000, 9)).length];
  now = 4_999;
  expect(await seen()).toEqual([0, 0]);
  expect(await ledger.head('run#1')).toMatchObject({ seq: 0 });
  now = 5_000;
  expect(await seen()).toEqual([1, 1]);
  await ledger.finish({ stream: 'run#1', seq: 0 }, { claimed: 60_000 });
  expect(await seen()).toEqual([1, 1]);
  now = 10_000;
  expect(await seen()).toEqual([1, 0]);
});
