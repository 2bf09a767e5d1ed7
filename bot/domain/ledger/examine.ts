import type { Instant } from '../instant.ts';
import { type ChainedEvent, hashOf } from './chain.ts';
import { type Break, verify } from './verify.ts';

/**
 * The first step of a stream at which the record is not what it was. Beside what a chain shows: `unreadable`, an item that
 * does not parse; `differs`, another event than the copy has; `gone`, a stream of which there are only copies;
 * `copy-damaged`, a copy that is not what its own hash says.
 */
export type Flaw = {
  stream: string;
  seq: number;
  why: Break['why'] | 'unreadable' | 'differs' | 'gone' | 'copy-damaged';
};

/** A stream as it stands, believed in nothing. `unreadable`: the steps whose items do not parse. */
export type Standing = { events: readonly ChainedEvent[]; unreadable: readonly number[] };

/** `copied`: events with a copy that is the same. `waiting`: newer ones without; a copy takes a minute. `uncopied`: older ones. */
export type Examined = { flaw?: Flaw; events: number; copied: number; waiting: number; uncopied: number };

/** Copies are made in batches: an event without one is no news before this. */
const COPIED_WITHIN = 15 * 60_000;

/** Checks a stream's chain, and each event against its copies, which nobody can change or take away. */
export function examine(
  stream: string,
  { events, unreadable }: Standing,
  { copies, now }: { copies: readonly ChainedEvent[]; now: Instant },
): Examined {
  const sound = copies.filter((copy) => copy.stream === stream && hashOf(copy) === copy.hash);
  const damaged = copies.filter((copy) => copy.stream !== stream || hashOf(copy) !== copy.hash);
  const hashes = hashesBySeq(sound);
  const last = sound.reduce<ChainedEvent | undefined>((a, b) => (a && a.seq > b.seq ? a : b), undefined);
  const chain = verify(stream, events, last && { seq: last.seq, hash: last.hash });
  const without = events.filter(({ seq }) => !hashes.has(seq));
  const other = events.filter(({ seq, hash }) => [...(hashes.get(seq) ?? [])].some((copied) => copied !== hash));
  const flaws: Flaw[] = [
    ...unreadable.map((seq) => ({ stream, seq, why: 'unreadable' as const })),
    ...(chain.ok ? [] : [{ stream, ...chain.error }]),
    ...other.map(({ seq }) => ({ stream, seq, why: 'differs' as const })),
    ...damaged.map(({ seq }) => ({ stream, seq, why: 'copy-damaged' as const })),
  ];
  const flaw = events.length + unreadable.length === 0 && last ? gone(stream) : first(flaws);
  const copied = events.filter(({ seq, hash }) => hashes.get(seq)?.has(hash)).length;
  const uncopied = without.filter(({ at }) => at < now - COPIED_WITHIN).length;
  return { ...(flaw && { flaw }), events: events.length, copied, uncopied, waiting: without.length - uncopied };
}

function hashesBySeq(copies: readonly ChainedEvent[]): Map<number, Set<string>> {
  const hashes = new Map<number, Set<string>>();
  for (const { seq, hash } of copies) hashes.set(seq, (hashes.get(seq) ?? new Set()).add(hash));
  return hashes;
}

function gone(stream: string): Flaw {
  return { stream, seq: 0, why: 'gone' };
}

/** The earliest step; of one step, what was found first. */
function first(flaws: readonly Flaw[]): Flaw | undefined {
  return flaws.reduce<Flaw | undefined>((a, b) => (a && a.seq <= b.seq ? a : b), undefined);
}
