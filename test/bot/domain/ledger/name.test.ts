import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../../bot/domain/ledger/chain.ts';
import { follow } from '../../../../bot/domain/ledger/draft.ts';
import { kindOf, nameOf, SHARDS, shardOf } from '../../../../bot/domain/ledger/name.ts';

const many = Array.from({ length: 20_000 }, (_, n) => `13345224609.738474920.${n}`);

describe('nameOf', () => {
  it('gives 5 characters that people do not confuse, and all of them', () => {
    const letters = new Set<string>();
    for (const identity of many) {
      const name = nameOf(identity, 0);
      expect(name).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
      for (const letter of name) letters.add(letter);
    }
    expect(letters.size).toBe(32);
  });

  it('gives the same request the same name, and another one at the next probe', () => {
    expect(nameOf('trigger', 0)).toBe(nameOf('trigger', 0));
    expect(nameOf('trigger', 1)).not.toBe(nameOf('trigger', 0));
    expect(nameOf('a', 11)).not.toBe(nameOf('a1', 1));
  });

  it('stays as it is: names are in messages and on paper', () => {
    expect([nameOf('', 0), nameOf('1700000000.000100', 0), nameOf('1700000000.000100', 1)]).toMatchInlineSnapshot(`
      [
        "A4ZVT",
        "D4DHF",
        "RN1QX",
      ]
    `);
  });

  it('spreads over 33 million names', () => {
    expect(new Set(many.map((identity) => nameOf(identity, 0))).size).toBeGreaterThan(many.length - 30);
  });
});

it('spreads streams over the shards of the due index', () => {
  const counts = new Map<number, number>();
  for (const identity of many) counts.set(shardOf(identity), (counts.get(shardOf(identity)) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(Array.from({ length: SHARDS }, (_, shard) => shard));
  for (const count of counts.values()) expect(count).toBeGreaterThan((many.length / SHARDS) * 0.9);
});

it.each([
  ['run#8C2MX', 'run'],
  ['person#T1#U1', 'person'],
])('says that %s is of the kind %s', (stream, kind) => {
  expect(kindOf(stream)).toBe(kind);
});

it('hashes what happened and not what is left to do', () => {
  const by = { team: 'T1', user: 'U1' };
  const event = follow({ stream: 'run#1', head: undefined, type: 'asked', at: 1, by, data: {}, state: {} });
  expect(hashOf(event)).toBe(event.hash);
  expect(hashOf({ ...event, ...{ due: 9, tries: 3 } })).toBe(event.hash);
  expect(event.due).toBe(60_001);
});
