import type { Verified } from '../../domain/audit/told.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import { examine, type Flaw } from '../../domain/ledger/examine.ts';
import { STREAM_KINDS } from '../../domain/ledger/kinds.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { once } from '../once.ts';
import type { Answered } from './tend-inquiry.ts';

/** Work in one go: less than the time for which the worker claims an event, and than a function has. */
const STEP = 20 * SECOND;
const PAGE = 100;
const AT_ONCE = 20;
/** Flaws that are named; the rest is counted. */
const NAMED = 10;

/** Where the walk is: the kind of streams, or all copies after the last kind; and the page. */
type Walk = Verified & { kind: number; from?: string };

const BEGIN: Walk = { kind: 0, streams: 0, events: 0, copied: 0, waiting: 0, uncopied: 0, ms: 0, flawed: 0, flaws: [] };

type Deps = Pick<TendDeps, 'evidence' | 'copies' | 'receipts' | 'soon' | 'now'>;
type Tell = (answer: Answered['answer']) => Promise<void>;

/**
 * Checks every stream of the table, and then that there is a stream for every copy. In steps: what was checked is kept, and
 * the next worker goes on from there. Returns the answer, or when to look again.
 */
export async function verifyLedger(deps: Deps, head: StoredEvent, tell: Tell): Promise<Answered | { wakeAt: Instant }> {
  const before = await deps.receipts.get(head.stream, 'walk');
  let walk: Walk = before ? JSON.parse(before.value.walk ?? '') : BEGIN;
  const start = deps.now();
  while (walk.kind <= STREAM_KINDS.length && deps.now() - start < STEP) walk = await nextPage(deps, walk);
  walk = { ...walk, ms: walk.ms + deps.now() - start };
  const over = walk.kind > STREAM_KINDS.length;
  const { kind: _kind, from: _from, ...verified } = walk;
  const answer = { is: 'audit-verified', over, ...verified } as const;
  if (over) return { answer };
  await deps.receipts.put(head.stream, 'walk', { value: { walk: JSON.stringify(walk) }, seq: head.seq });
  await once(deps, { head }, 'progress', () => tell(answer));
  await deps.soon(head.stream, 1);
  return { wakeAt: deps.now() };
}

async function nextPage(deps: Deps, walk: Walk): Promise<Walk> {
  const kind = STREAM_KINDS[walk.kind];
  const from = walk.from === undefined ? {} : { from: walk.from };
  const page =
    kind === undefined
      ? await deps.copies.streams(walk.from)
      : await deps.evidence.born(kind, { limit: PAGE, ...from });
  const next =
    kind === undefined ? await withCopies(deps, walk, page.streams) : await withStreams(deps, walk, page.streams);
  const { from: _before, ...rest } = next;
  return page.next === undefined ? { ...rest, kind: walk.kind + 1 } : { ...rest, from: page.next };
}

async function withStreams(deps: Deps, walk: Walk, streams: readonly string[]): Promise<Walk> {
  let next = walk;
  for (let at = 0; at < streams.length; at += AT_ONCE) {
    const some = await Promise.all(streams.slice(at, at + AT_ONCE).map((stream) => examined(deps, stream)));
    for (const one of some) {
      next = {
        ...withFlaw(next, one.flaw),
        streams: next.streams + 1,
        events: next.events + one.events,
        copied: next.copied + one.copied,
        waiting: next.waiting + one.waiting,
        uncopied: next.uncopied + one.uncopied,
      };
    }
  }
  return next;
}

/** A stream as it stands, against its copies. */
export async function examined({ evidence, copies, now }: Pick<Deps, 'evidence' | 'copies' | 'now'>, stream: string) {
  const [standing, kept] = await Promise.all([evidence.events(stream), copies.of(stream)]);
  return { ...examine(stream, standing, { copies: kept, now: now() }), standing };
}

/** Streams of which only copies are left: nothing of the table names them any more. */
async function withCopies({ evidence }: Deps, walk: Walk, streams: readonly string[]): Promise<Walk> {
  let next = walk;
  for (let at = 0; at < streams.length; at += AT_ONCE) {
    const some = streams.slice(at, at + AT_ONCE);
    const there = await Promise.all(some.map((stream) => evidence.exists(stream)));
    for (const [index, stream] of some.entries()) {
      if (!there[index]) next = withFlaw(next, { stream, seq: 0, why: 'gone' });
    }
  }
  return next;
}

function withFlaw(walk: Walk, flaw: Flaw | undefined): Walk {
  if (!flaw) return walk;
  const flaws = walk.flaws.length < NAMED ? [...walk.flaws, flaw] : walk.flaws;
  return { ...walk, flawed: walk.flawed + 1, flaws };
}
