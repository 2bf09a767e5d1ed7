import { describe, expect, it } from 'vitest';
import { type ChainedEvent, hashOf } from '../../../../bot/domain/ledger/chain.ts';
import { follow } from '../../../../bot/domain/ledger/draft.ts';
import { verify } from '../../../../bot/domain/ledger/verify.ts';

const STREAM = 'run#8C2MX';
const BY = { team: 'T1', user: 'U1' };

function chain(length: number, stream = STREAM): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let seq = 0; seq < length; seq += 1) {
    const state = { is: 'going', seq };
    events.push(follow({ stream, head: events.at(-1), type: 'step', at: 1_000 + seq, by: BY, data: { seq }, state }));
  }
  return events;
}

const rehashed = (event: ChainedEvent, change: Partial<ChainedEvent>): ChainedEvent => {
  const changed = { ...event, ...change };
  return { ...changed, hash: hashOf(changed) };
};
const broken = (seq: number, why: string) => ({ ok: false, error: { seq, why } });
const five = chain(5);
const [e0, e1, e2, e3, e4] = five as [ChainedEvent, ChainedEvent, ChainedEvent, ChainedEvent, ChainedEvent];

describe('verify', () => {
  it('finds nothing in what was written, and gives the last step as the next anchor', () => {
    expect(verify(STREAM, five)).toEqual({ ok: true, value: { seq: 4, hash: e4.hash } });
    expect(verify(STREAM, five, { seq: 2, hash: e2.hash }).ok).toBe(true);
    expect(verify(STREAM, [])).toEqual({ ok: true, value: { seq: -1, hash: '0'.repeat(64) } });
  });

  it.each([
    ['an edit', [e0, e1, { ...e2, data: '{}' }, e3, e4], broken(2, 'edited')],
    ['an edit with a new hash', [e0, e1, rehashed(e2, { data: '{}' }), e3, e4], broken(3, 'unlinked')],
    ['a deletion', [e0, e1, e3, e4], broken(2, 'missing')],
    ['a deletion of the first', [e1, e2], broken(0, 'missing')],
    ['a deletion, the rest renumbered', [e0, e1, rehashed(e3, { seq: 2 })], broken(2, 'unlinked')],
    ['a reordering', [e0, e2, e1, e3], broken(1, 'missing')],
    ['an insertion', [e0, e1, rehashed(e1, { seq: 2, data: '{}' }), e2], broken(2, 'unlinked')],
    ['a second event for a step', [e0, e1, e2, rehashed(e2, { data: '{}' }), e3], broken(2, 'forked')],
    ['an event of another stream', [e0, ...chain(2, 'run#OTHER').slice(1)], broken(1, 'foreign')],
  ])('F30: locates %s', (_what, events, result) => {
    expect(verify(STREAM, events)).toEqual(result);
  });

  it.each([
    ['a tail that was cut off', five.slice(0, 3), { seq: 4, hash: e4.hash }, broken(3, 'cut')],
    ['a tail that was written anew', [e0, e1, rehashed(e2, { at: 9 })], { seq: 2, hash: e2.hash }, broken(2, 'cut')],
  ])('locates %s by the anchor', (_what, events, anchor, result) => {
    expect(verify(STREAM, events, anchor)).toEqual(result);
  });

  it('finds and locates 10,000 changes of one byte', () => {
    const events = chain(20);
    const random = generator(20_260_301);
    for (let trial = 0; trial < 10_000; trial += 1) {
      const seq = random(events.length);
      const tampered = events.with(seq, tamper(events[seq] as ChainedEvent, random));
      const result = verify(STREAM, tampered);
      expect([trial, result.ok, result.ok ? undefined : result.error.seq]).toEqual([trial, false, seq]);
    }
  });
});

const FIELDS = ['stream', 'seq', 'type', 'at', 'by', 'data', 'state', 'prev', 'hash', 'v'] as const;

/** One byte of one attribute, as it is stored, is another one. */
function tamper(event: ChainedEvent, random: (below: number) => number): ChainedEvent {
  const field = FIELDS[random(FIELDS.length)] as (typeof FIELDS)[number];
  const value = event[field];
  const digits = typeof value === 'number';
  const bytes = Buffer.from(String(value));
  const at = random(bytes.length);
  const old = bytes.readUInt8(at);
  bytes.writeUInt8(digits ? 48 + ((old - 48 + 1 + random(9)) % 10) : (old + 1 + random(127)) % 128, at);
  return { ...event, [field]: digits ? Number(bytes.toString()) : bytes.toString() };
}

/** Numbers that are the same at every run (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
