import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainedEvent, hashOf } from '../../../../bot/domain/ledger/chain.ts';
import { readCopy, writeCopy } from '../../../../bot/domain/ledger/copy.ts';
import { follow } from '../../../../bot/domain/ledger/draft.ts';
import { examine } from '../../../../bot/domain/ledger/examine.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

function chain(length: number, stream = 'run#AAAAA', from = NOON): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let seq = 0; seq < length; seq += 1) {
    const by = { team: 'T1', user: 'U1' };
    const { due: _due, ...event } = follow({
      stream,
      head: events.at(-1),
      type: `t${seq}`,
      at: from + seq,
      by,
      data: { seq },
      state: {},
    });
    events.push(event);
  }
  return events;
}

/** The chain from `seq` on, as somebody writes it who can write to the table, hashes and all. */
function rewritten(events: readonly ChainedEvent[], at: number): ChainedEvent[] {
  const after: ChainedEvent[] = events.slice(0, at);
  for (const event of events.slice(at)) {
    const next = { ...event, data: '{"forged":true}', prev: after.at(-1)?.hash ?? event.prev };
    after.push({ ...next, hash: hashOf(next) });
  }
  return after;
}

const look = (events: readonly ChainedEvent[], copies: readonly ChainedEvent[], now = NOON + HOUR) =>
  examine('run#AAAAA', { events, unreadable: [] }, { copies, now });

describe('a stream against its copies', () => {
  const whole = chain(6);

  it('is sound when each event is what it was and what its copy says', () => {
    expect(look(whole, whole)).toEqual({ events: 6, copied: 6, waiting: 0, uncopied: 0 });
    expect(look(whole, [...whole].reverse().concat(whole))).toEqual({ events: 6, copied: 6, waiting: 0, uncopied: 0 });
  });

  it('counts what has no copy yet, and what should have one', () => {
    expect(look(whole, whole.slice(0, 4))).toEqual({ events: 6, copied: 4, waiting: 0, uncopied: 2 });
    expect(look(whole, [], NOON + 60_000)).toEqual({ events: 6, copied: 0, waiting: 6, uncopied: 0 });
  });

  it.each([
    ['an edited event', whole.map((one) => (one.seq === 2 ? { ...one, data: '{}' } : one)), whole, 2, 'edited'],
    ['an event taken out', whole.filter(({ seq }) => seq !== 3), whole, 3, 'missing'],
    ['a first event taken out', whole.slice(1), whole, 0, 'missing'],
    ['a tail cut off', whole.slice(0, 4), whole, 4, 'cut'],
    [
      'two events that changed places',
      [...whole.slice(0, 2), ...whole.slice(2, 4).reverse(), ...whole.slice(4)],
      whole,
      2,
      'missing',
    ],
    ['an event doubled', [...whole.slice(0, 3), ...whole.slice(2)], whole, 2, 'forked'],
    ['a chain written anew from a step on', rewritten(whole, 3), whole, 3, 'differs'],
    ['a chain written anew as a whole', rewritten(whole, 0), whole, 0, 'differs'],
    ['a stream deleted', [], whole, 0, 'gone'],
    ['events of another stream', chain(6, 'run#BBBBB'), [], 0, 'foreign'],
    [
      'a copy that somebody edited',
      whole,
      whole.map((one) => (one.seq === 4 ? { ...one, data: '{}' } : one)),
      4,
      'copy-damaged',
    ],
    ['a copy of something that never was', whole.slice(0, 5), whole, 5, 'cut'],
  ] as const)('names the first bad event of %s', (_what, events, copies, seq, why) => {
    expect(look(events, copies).flaw).toEqual({ stream: 'run#AAAAA', seq, why });
  });

  it('names an item that does not parse', () => {
    const events = whole.filter(({ seq }) => seq !== 1);
    const { flaw } = examine('run#AAAAA', { events, unreadable: [1] }, { copies: whole, now: NOON });
    expect(flaw).toMatchObject({ seq: 1, why: 'unreadable' });
  });

  it('finds and locates one changed character anywhere in what is hashed', () => {
    const parts = ['type', 'by', 'data', 'state', 'prev', 'hash'] as const;
    fc.assert(
      fc.property(
        fc.nat({ max: 5 }),
        fc.constantFrom(...parts),
        fc.nat({ max: 200 }),
        fc.nat({ max: 6 }),
        (seq, part, place, by) => {
          const changed = whole.map((event) => {
            if (event.seq !== seq) return event;
            const text = event[part];
            const at = place % text.length;
            const letter = String.fromCharCode(text.charCodeAt(at) ^ (1 << by));
            return { ...event, [part]: text.slice(0, at) + letter + text.slice(at + 1) };
          });
          expect(look(changed, whole).flaw).toMatchObject({ seq, why: 'edited' });
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('checks forty thousand events in seconds', () => {
    const long = chain(20_000);
    const start = performance.now();
    for (let round = 0; round < 2; round += 1) expect(look(long, long).flaw).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(20_000); // each is hashed three times: the record's once, its copy's twice
  });
});

describe('a line of a copy', () => {
  it('is read as it was written, with what is hashed and nothing else', () => {
    const [event] = chain(1);
    if (!event) return;
    expect(readCopy(writeCopy({ ...event, due: 1, tries: 2 } as ChainedEvent))).toEqual(event);
  });

  it.each(['', 'x', '{}', '[]', 'null', '{"seq":"0"}'])('is none: %s', (line) => {
    expect(readCopy(line)).toBeUndefined();
  });
});
