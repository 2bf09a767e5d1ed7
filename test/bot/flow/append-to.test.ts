import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../bot/domain/actor.ts';
import { appendTo, beginStream, beginUntaken, type Kind, readStream } from '../../../bot/flow/append-to.ts';
import { createFakeLedger } from '../../fakes/ledger.ts';

const by: Actor = { team: 'T0ACME', user: 'U0OPS' };
const other: Actor = { team: 'T0ACME', user: 'U0APPROVER' };

type Step = { type: 'opened' | 'counted'; data: { add: number } };
type Tally = { id: string; at: number[]; state: { sum: number } };

const TALLY: Kind<Tally, Step> = {
  prefix: 'tally#',
  tell: (id, events) => events.reduce(TALLY.next, { id, at: [], state: { sum: 0 } }),
  next: ({ id, at, state }, event) => ({ id, at: [...at, event.at], state: { sum: state.sum + event.data.add } }),
};

async function begun() {
  const ledger = createFakeLedger();
  await beginStream(TALLY, ledger, { id: '7F3KA', step: { type: 'opened', data: { add: 2 } }, by, at: 1_000 });
  const read = await readStream(TALLY, ledger, 'tally#7F3KA');
  if (!read) throw new Error('it was begun');
  return { ledger, read };
}

describe('a stream that is told by its kind', () => {
  it('is undefined before anything stands there', async () => {
    expect(await readStream(TALLY, createFakeLedger(), 'tally#7F3KA')).toBeUndefined();
  });

  it('keeps with each event the state after it, as it is read again', async () => {
    const { ledger, read } = await begun();
    const after = await appendTo(TALLY, ledger, { read, step: { type: 'counted', data: { add: 3 } }, by, at: 2_000 });
    expect(after?.story).toEqual({ id: '7F3KA', at: [1_000, 2_000], state: { sum: 5 } });
    expect(after?.events.map(({ state }) => state)).toEqual(['{"sum":2}', '{"sum":5}']);
    expect(await readStream(TALLY, ledger, 'tally#7F3KA')).toEqual(after);
  });

  it('takes one step after a head, whoever else decided on it', async () => {
    const { ledger, read } = await begun();
    const ask = { read, step: { type: 'counted', data: { add: 3 } } as const, at: 2_000 };
    expect(await appendTo(TALLY, ledger, { ...ask, by: other })).toBeDefined();
    expect(await appendTo(TALLY, ledger, { ...ask, by })).toBeUndefined();
    expect((await readStream(TALLY, ledger, 'tally#7F3KA'))?.story.state).toEqual({ sum: 5 });
  });

  it('is not reordered by a clock that stepped back', async () => {
    const { ledger, read } = await begun();
    const after = await appendTo(TALLY, ledger, { read, step: { type: 'counted', data: { add: 3 } }, by, at: 400 });
    expect(after?.story.at).toEqual([1_000, 1_000]);
    expect(after?.head.at).toBe(1_000);
  });

  it('begins once: who comes later gets what stands there', async () => {
    const { ledger, read } = await begun();
    const late = { id: '7F3KA', step: { type: 'opened', data: { add: 9 } } as const, by: other, at: 1_500 };
    expect(await beginStream(TALLY, ledger, late)).toEqual({ is: 'taken', by: read.head });
    expect(await beginUntaken(TALLY, ledger, late)).toEqual(read.head);
    expect(await beginUntaken(TALLY, ledger, { ...late, id: '8C2MX' })).toBeUndefined();
  });
});
