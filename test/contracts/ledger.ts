import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../bot/domain/ledger/verify.ts';
import type { Draft, Ledger, StoredEvent } from '../../bot/ports/ledger.ts';

const AT = Date.UTC(2026, 2, 1, 12);
const BY = { team: 'T1', user: 'U1' };
const names = Array.from({ length: 99_999 }, (_, name) => String(name).padStart(5, '0')).values();
const aStream = (kind = 'run') => `${kind}#${names.next().value}`;

const draft = (stream: string, head?: StoredEvent, more: Partial<Draft> = {}): Draft => ({
  stream,
  head,
  type: head ? 'step' : 'asked',
  at: AT + (head ? head.seq + 1 : 0),
  by: BY,
  data: { of: head ? head.seq + 1 : 0 },
  state: { is: 'going' },
  ...more,
});

async function written(ledger: Ledger, next: Draft): Promise<StoredEvent> {
  const appended = await ledger.append(next);
  if (appended.is !== 'appended') throw new Error('somebody else was first');
  return appended.event;
}

/** What every ledger keeps, the table's and the one in memory. */
export function describeLedger(
  name: string,
  open: () => Promise<{ ledger: Ledger; close: () => Promise<void> }>,
): void {
  describe(`${name} keeps the ledger's contract`, () => {
    let ledger: Ledger;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ ledger, close } = await open());
    });
    afterAll(() => close());

    it('appends steps that chain, and reads them back as they were written', async () => {
      const stream = aStream();
      const first = await written(ledger, draft(stream));
      const second = await written(ledger, draft(stream, first));
      expect(first).toMatchObject({ seq: 0, prev: '0'.repeat(64), due: AT + 60_000, by: '{"team":"T1","user":"U1"}' });
      expect(second).toMatchObject({ seq: 1, prev: first.hash });
      const events = await ledger.read(stream);
      expect(events).toEqual([first, second]);
      expect(verify(stream, events)).toEqual({ ok: true, value: { seq: 1, hash: second.hash } });
      expect(await ledger.head(stream)).toEqual(second);
      expect(await ledger.event({ stream, seq: 0 })).toEqual(first);
    });

    it('knows nothing of a stream that is not there', async () => {
      const stream = aStream();
      expect(await ledger.head(stream)).toBeUndefined();
      expect(await ledger.read(stream)).toEqual([]);
      expect(await ledger.event({ stream, seq: 0 })).toBeUndefined();
    });

    it('reads more than one page, in order', async () => {
      const stream = aStream();
      let head: StoredEvent | undefined;
      const data = 'x'.repeat(250_000);
      for (let seq = 0; seq < 6; seq += 1) head = await written(ledger, draft(stream, head, { data }));
      expect((await ledger.read(stream)).map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('lets one of twenty win a step, and tells the others who', async () => {
      const stream = aStream();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, user) =>
          ledger.append(draft(stream, undefined, { by: { team: 'T', user: `U${user}` } })),
        ),
      );
      const winners = outcomes.filter(({ is }) => is === 'appended');
      expect(winners).toHaveLength(1);
      const [first] = await ledger.read(stream);
      for (const outcome of outcomes) expect(outcome.is === 'lost' ? outcome.winner : outcome.event).toEqual(first);
    });

    it('lets one win of two who write the same words in the same millisecond', async () => {
      const stream = aStream();
      const outcomes = await Promise.all([ledger.append(draft(stream)), ledger.append(draft(stream))]);
      expect(outcomes.map(({ is }) => is).sort()).toEqual(['appended', 'lost']);
    });

    it('takes a state of 8 KB and nothing above it, and then writes nothing', async () => {
      const stream = aStream();
      const fits = 'x'.repeat(8 * 1024 - 2);
      const first = await written(ledger, draft(stream, undefined, { state: fits }));
      await expect(ledger.append(draft(stream, first, { state: `${fits}x` }))).rejects.toThrow(
        '8193 bytes, at most 8192',
      );
      expect(await ledger.head(stream)).toEqual(first);
    });

    it('gives a claim to one of those who saw the same time, and counts the try', async () => {
      const stream = aStream();
      const { due: seen = 0 } = await written(ledger, draft(stream));
      const ref = { stream, seq: 0 };
      const claims = await Promise.all([1, 2, 3].map((n) => ledger.claim(ref, { seen, until: seen + n })));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await ledger.event(ref)).toMatchObject({ due: seen + claims.indexOf(true) + 1, tries: 1 });
    });

    it('makes no ghost of an event that is claimed or finished and is not there', async () => {
      const stream = aStream();
      expect(await ledger.claim({ stream, seq: 0 }, { seen: 1, until: 2 })).toBe(false);
      await ledger.finish({ stream, seq: 0 }, { claimed: 1, wakeAt: 2 });
      await written(ledger, draft(stream));
    });

    it('keeps every hash through claims and timers', async () => {
      const stream = aStream();
      const { due: seen = 0 } = await written(ledger, draft(stream));
      await ledger.claim({ stream, seq: 0 }, { seen, until: seen + 1 });
      await ledger.finish({ stream, seq: 0 }, { claimed: seen + 1, wakeAt: seen + 2 });
      expect(verify(stream, await ledger.read(stream)).ok).toBe(true);
    });

    it('finishes only what is still claimed: for good, or until a time at which tries count anew', async () => {
      const stream = aStream();
      const { due: seen = 0 } = await written(ledger, draft(stream));
      const ref = { stream, seq: 0 };
      await ledger.claim(ref, { seen, until: 7_000 });
      await ledger.finish(ref, { claimed: 6_999 });
      expect(await ledger.event(ref)).toMatchObject({ due: 7_000, tries: 1 });
      await ledger.finish(ref, { claimed: 7_000, wakeAt: 9_000 });
      expect(await ledger.event(ref)).toMatchObject({ due: 9_000, tries: 0 });
      await ledger.finish(ref, { claimed: 9_000 });
      expect((await ledger.event(ref))?.due).toBeUndefined();
    });

    it('counts a try that failed until there are too many', async () => {
      const stream = aStream();
      const { due: seen = 0 } = await written(ledger, draft(stream));
      const ref = { stream, seq: 0 };
      await ledger.claim(ref, { seen, until: 70_000 });
      await ledger.finish(ref, { claimed: 70_000, wakeAt: 80_000, failed: true });
      await ledger.claim(ref, { seen: 80_000, until: 90_000 });
      expect(await ledger.event(ref)).toMatchObject({ due: 90_000, tries: 2 });
    });

    it('lists what is due, oldest first, over all shards, until it is finished', async () => {
      const refs = Array.from({ length: 24 }, () => aStream('due'));
      for (const [index, stream] of refs.entries())
        await written(ledger, draft(stream, undefined, { at: 1_000 - index }));
      const due = await ledger.due(61_000, 100);
      expect(due.map(({ stream }) => stream)).toEqual([...refs].reverse());
      expect(await ledger.due(61_000, 5)).toEqual(due.slice(0, 5));
      expect(await ledger.due(61_000 - 24, 100)).toEqual([]);
      await ledger.finish({ stream: refs[23] ?? '', seq: 0 }, { claimed: 61_000 - 23 });
      expect(await ledger.due(61_000, 100)).toEqual(due.slice(1));
    });

    it('lists the first events of one kind, newest first, after a time', async () => {
      const [first = '', second = '', third = ''] = [aStream('kind'), aStream('kind'), aStream('kind')];
      for (const [index, stream] of [first, second, third].entries()) {
        const head = await written(ledger, draft(stream, undefined, { at: AT + index }));
        await written(ledger, draft(stream, head));
      }
      const streamsOf = (events: StoredEvent[]) => events.map(({ stream, seq }) => [stream, seq]);
      expect(streamsOf(await ledger.recent('kind', { limit: 2 }))).toEqual([
        [third, 0],
        [second, 0],
      ]);
      expect(streamsOf(await ledger.recent('kind', { limit: 9, after: AT + 1 }))).toEqual([[third, 0]]);
      expect(await ledger.recent('kin', { limit: 9 })).toEqual([]);
      expect((await ledger.recent('kind', { limit: 1 }))[0]).toEqual(await ledger.event({ stream: third, seq: 0 }));
    });
  });
}
