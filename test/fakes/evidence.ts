import type { ChainedEvent } from '../../bot/domain/ledger/chain.ts';
import { readCopy, writeCopy } from '../../bot/domain/ledger/copy.ts';
import { kindOf } from '../../bot/domain/ledger/name.ts';
import type { Copies, Evidence } from '../../bot/ports/evidence.ts';
import type { FakeLedger } from './ledger.ts';

/** The streams of the fake ledger, as a test left them. Pages begin behind a number of streams. */
export function createFakeEvidence({ streams }: Pick<FakeLedger, 'streams'>): Evidence {
  return {
    async born(kind, { limit, after, from = '0', newest }) {
      const born = [...streams]
        .flatMap(([stream, [first]]) => (first && kindOf(stream) === kind ? [{ stream, at: first.at }] : []))
        .filter(({ at }) => after === undefined || at > after)
        .sort((a, b) => (newest ? b.at - a.at : a.at - b.at));
      const end = Number(from) + limit;
      const page = born.slice(Number(from), end).map(({ stream }) => stream);
      return { streams: page, ...(end < born.length && { next: String(end) }) };
    },
    async events(stream) {
      const events = (streams.get(stream) ?? []).flatMap((event) => (event ? [{ ...event }] : []));
      return { events, unreadable: [] };
    },
    exists: async (stream) => (streams.get(stream) ?? []).length > 0,
  };
}

export type FakeCopies = Copies & {
  /** Lines by stream: what a test looks at, or tampers with. */
  lines: Map<string, string[]>;
};

/** Copies in memory. */
export function createFakeCopies(): FakeCopies {
  const lines: FakeCopies['lines'] = new Map();
  const none: ChainedEvent = {
    stream: '',
    seq: 0,
    type: '',
    at: 0,
    by: '',
    data: '',
    state: '',
    prev: '',
    v: 0,
    hash: '',
  };
  return {
    lines,
    async keep(stream, events) {
      const there = lines.get(stream) ?? [];
      const news = events.map(writeCopy).filter((line) => !there.includes(line));
      lines.set(stream, [...there, ...news]);
    },
    of: async (stream) => (lines.get(stream) ?? []).map((line) => readCopy(line) ?? { ...none, stream }),
    async streams(from = '') {
      const names = [...lines.keys()].sort().filter((name) => name > from);
      const page = names.slice(0, 100);
      return { streams: page, ...(names.length > page.length && { next: page.at(-1) ?? '' }) };
    },
  };
}
