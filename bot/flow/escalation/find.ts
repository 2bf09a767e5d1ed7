import { PREPARED_FOR } from '../../domain/escalation/act.ts';
import { REOPEN_FOR } from '../../domain/escalation/our-act.ts';
import { type EscalationState, isOpen } from '../../domain/escalation/state.ts';
import { nameOf } from '../../domain/ledger/name.ts';
import { LONGEST_SENT } from '../../domain/vendor/outlast.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { dataOf } from '../decode.ts';
import { inTurn } from '../in-turn.ts';
import { ESCALATION, escalationStateOf, escalationStream } from './append-escalation.ts';

/** How far back a request that is still open is looked for (what was done may be reopened), and how many are looked at. */
export const OPEN_SINCE = PREPARED_FOR + LONGEST_SENT + 2 * REOPEN_FOR;
const MOST = 200;
/** Where all of one vendor matter: when it is removed, or changed. Nobody opens a page by it. */
const MOST_OF_VENDOR = 1_000;
const AT_ONCE = 25;
/** Short names collide; beyond so many probes there is no request of that run. */
const PROBES = 64;

/** The identity of the request that a run leads to: a run that is worked on twice has one request. */
export function sourceOf(run: string): string {
  return `request of run#${run}`;
}

/** The id of the request that a run has led to. Reads consistently, by the names that it can have. */
export function findOf(ledger: Pick<Ledger, 'head'>, run: string): Promise<string | undefined> {
  return find(ledger, sourceOf(run), async (head) => escalationStateOf(head).run === run);
}

/** The id of the request that was prepared for `source`. */
export function findBySource(ledger: Pick<Ledger, 'head' | 'event'>, source: string): Promise<string | undefined> {
  return find(ledger, source, async ({ stream }) => {
    const first = await ledger.event({ stream, seq: 0 });
    return first !== undefined && dataOf<{ source?: string }>(first).source === source;
  });
}

async function find(
  ledger: Pick<Ledger, 'head'>,
  source: string,
  isIt: (head: StoredEvent) => Promise<boolean>,
): Promise<string | undefined> {
  for (let probe = 0; probe < PROBES; probe += 1) {
    const id = nameOf(source, probe);
    const head = await ledger.head(escalationStream(id));
    if (!head) return undefined;
    if (await isIt(head)) return id;
  }
  return undefined;
}

type Recent = { id: string; at: number; state: EscalationState };

/** Requests that are prepared or sent and not over, newest first. The index may miss one that was prepared this moment. */
export async function openEscalations(ledger: Pick<Ledger, 'recent' | 'head'>, now: number): Promise<Recent[]> {
  return (await recentEscalations(ledger, now)).filter(({ state }) => isOpen(state));
}

/** Requests that were sent to a vendor, over or not, newest first. */
export async function escalationsOf(ledger: Pick<Ledger, 'recent' | 'head'>, vendor: string, now: number) {
  const of = (await recentEscalations(ledger, now, MOST_OF_VENDOR)).filter(({ state }) => state.vendor === vendor);
  return of.map(({ id, state }) => ({ id, open: isOpen(state) }));
}

async function recentEscalations(
  ledger: Pick<Ledger, 'recent' | 'head'>,
  now: number,
  limit = MOST,
): Promise<Recent[]> {
  const first = await ledger.recent('escalation', { limit, after: now - OPEN_SINCE });
  const heads = await inTurn(first, AT_ONCE, async ({ stream, at }) => ({ at, head: await ledger.head(stream) }));
  return heads.flatMap(({ at, head }) => {
    if (!head) return [];
    return [{ id: head.stream.slice(ESCALATION.length), at, state: escalationStateOf(head) }];
  });
}
