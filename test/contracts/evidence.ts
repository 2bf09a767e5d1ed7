import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REMIT } from '../../bot/domain/actor.ts';
import type { ChainedEvent } from '../../bot/domain/ledger/chain.ts';
import { follow } from '../../bot/domain/ledger/draft.ts';
import type { Copies, Evidence } from '../../bot/ports/evidence.ts';
import type { Ledger } from '../../bot/ports/ledger.ts';

/** `edit` puts another text into an event's data, as somebody with a right on the store could. */
export type EvidenceWorld = {
  ledger: Pick<Ledger, 'append' | 'head'>;
  evidence: Evidence;
  edit(stream: string, seq: number, data: string): Promise<void>;
  close(): Promise<void>;
};

export function describeEvidence(name: string, open: () => Promise<EvidenceWorld>): void {
  describe(`${name} keeps the contract of evidence`, () => {
    let world: EvidenceWorld;
    const append = async (stream: string, at: number) => {
      const head = await world.ledger.head(stream);
      await world.ledger.append({ stream, head, type: 'x', at, by: REMIT, data: { at }, state: {} });
    };
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    it('gives the events of a stream in their order, and what was edited as it is', async () => {
      for (const at of [1, 2, 3]) await append('run#EDIT', at);
      await world.edit('run#EDIT', 1, '{"at":9}');
      const { events, unreadable } = await world.evidence.events('run#EDIT');
      expect(events.map(({ seq, data }) => [seq, data])).toEqual([
        [0, '{"at":1}'],
        [1, '{"at":9}'],
        [2, '{"at":3}'],
      ]);
      expect(unreadable).toEqual([]);
      expect(await world.evidence.events('run#NONE')).toEqual({ events: [], unreadable: [] });
    });

    it('knows which streams there are', async () => {
      expect(await world.evidence.exists('run#EDIT')).toBe(true);
      expect(await world.evidence.exists('run#NONE')).toBe(false);
    });

    it('lists the streams of a kind by birth, page by page, from either end, since a time', async () => {
      for (let at = 10; at < 15; at += 1) await append(`change#N${at}`, at);
      const pages = async (ask: { after?: number; newest?: true }) => {
        const all: string[] = [];
        let from: string | undefined;
        do {
          const page = await world.evidence.born('change', { limit: 2, ...ask, ...(from !== undefined && { from }) });
          expect(page.streams.length).toBeLessThanOrEqual(2);
          all.push(...page.streams);
          from = page.next;
        } while (from !== undefined);
        return all.map((stream) => stream.replace('change#N', '')).join(' ');
      };
      expect(await pages({})).toBe('10 11 12 13 14');
      expect(await pages({ newest: true })).toBe('14 13 12 11 10');
      expect(await pages({ after: 12 })).toBe('13 14');
      expect(await pages({ after: 12, newest: true })).toBe('14 13');
    });
  });
}

export type CopiesWorld = { copies: Copies; close(): Promise<void> };

export function chainOf(stream: string, length: number): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let seq = 0; seq < length; seq += 1) {
    const { due: _due, ...event } = follow({
      stream,
      head: events.at(-1),
      type: 'x',
      at: seq,
      by: REMIT,
      data: { text: 'Ω\n"' },
      state: {},
    });
    events.push(event);
  }
  return events;
}

export function describeCopies(name: string, open: () => Promise<CopiesWorld>): void {
  describe(`${name} keep the contract of copies`, () => {
    let world: CopiesWorld;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    it('keep events as they were, of each stream its own, and the same ones again once', async () => {
      const events = chainOf('run#AAAAA', 4);
      await world.copies.keep('run#AAAAA', events.slice(0, 3));
      await world.copies.keep('run#AAAAA', events.slice(0, 3));
      await world.copies.keep('run#AAAAA', events.slice(3));
      await world.copies.keep('run#AAAA', chainOf('run#AAAA', 1));
      expect(await world.copies.of('run#AAAAA')).toEqual(events);
      expect(await world.copies.of('run#AAAA')).toHaveLength(1);
      expect(await world.copies.of('run#A')).toEqual([]);
    });

    it('name every stream of which there is one', async () => {
      const streams = ['person#T1#U1', 'person#T1', 'policy#main'];
      for (const stream of streams) await world.copies.keep(stream, chainOf(stream, 1));
      const named: string[] = [];
      let from: string | undefined;
      do {
        const page = await world.copies.streams(from);
        named.push(...page.streams);
        from = page.next;
      } while (from !== undefined);
      expect(named).toEqual(expect.arrayContaining([...streams, 'run#AAAAA']));
      expect(await world.copies.of('person#T1')).toHaveLength(1);
    });
  });
}
