import type { Answer, HealthLine } from '../domain/answer.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Request } from '../domain/request.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { EventRef, Ledger } from '../ports/ledger.ts';
import { PARKED } from './claim.ts';
import { readStanding } from './freeze/read-standing.ts';
import { refuseReader } from './look.ts';
import type { ReadRecords } from './records.ts';
import { TRACKED } from './tracked/append-tracked.ts';

const MOST = 100;

/** What is well and what is not, for people: the store, the records, the inventory, work that waits or is parked. */
export async function health(
  deps: { ledger: Pick<Ledger, 'due' | 'head'>; inventory: Pick<Inventory, 'list'>; records: ReadRecords },
  request: Request,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'health');
  if (refusal) return { is: 'refused', refusal, sentence: 'health' };
  const [records, { targets, unmanaged }, late, all] = await Promise.all([
    deps.records(request.actor),
    deps.inventory.list(),
    deps.ledger.due(request.at - 2 * MINUTE, MOST),
    deps.ledger.due(PARKED, MOST),
  ]);
  const { stop } = await readStanding(deps.ledger);
  const parked = await parkedOf(deps.ledger, all);
  const { matrix, policy } = records;
  const lines: HealthLine[] = [
    { part: 'ledger', well: true, detail: 'answers' },
    matrix
      ? {
          part: 'matrix',
          well: true,
          detail: `${matrix.profile}, version ${matrix.version}, ${matrix.rows.length} rows`,
        }
      : { part: 'matrix', well: false, detail: 'missing: nothing can run; load it with npm run bootstrap' },
    policy
      ? { part: 'policy', well: true, detail: `version ${policy.version}` }
      : { part: 'policy', well: false, detail: 'missing: nothing can run; load it with npm run bootstrap' },
    { part: 'targets', well: targets.length > 0, detail: `${targets.length} managed, ${unmanaged.length} not managed` },
    ...unmanaged.slice(0, 5).map(({ instanceId, why }) => ({ part: `target ${instanceId}`, well: false, detail: why })),
    await issuesLine(deps, policy, { due: all, now: request.at }),
    { part: 'work', well: late.length === 0, detail: `${late.length} events late by more than 2 minutes` },
    parkedLine(parked),
  ];
  return { is: 'health', lines, ...(stop && { stop }) };
}

/** Events that were given up, and whose stream has not gone on without them since. */
async function parkedOf(ledger: Pick<Ledger, 'due' | 'head'>, due: readonly EventRef[]): Promise<EventRef[]> {
  if (due.length === 0) return [];
  const tried = await ledger.due(PARKED - 1, MOST);
  const parked = due.filter(({ stream, seq }) => !tried.some((one) => one.stream === stream && one.seq === seq));
  const heads = await Promise.all(parked.map(({ stream }) => ledger.head(stream)));
  return parked.filter(({ seq }, at) => (heads[at]?.seq ?? seq) === seq);
}

/** How many are named: the log names each. */
const NAMED = 3;

function parkedLine(parked: readonly EventRef[]): HealthLine {
  const names = [...new Set(parked.map(({ stream }) => stream))].slice(0, NAMED).join(', ');
  const detail = `${parked.length} events given up after 8 tries${names && `: ${names}`}`;
  return { part: 'parked', well: parked.length === 0, detail };
}

/** What waits longer for the tracker waits for it to be up again, or for somebody. */
const SOON = 2 * MINUTE;

/** Whether tasks and changes are logged outside, and what is not there yet: a tracker that is down holds up nothing else. */
async function issuesLine(
  { ledger }: { ledger: Pick<Ledger, 'head'> },
  policy: Policy | undefined,
  { due, now }: { due: readonly EventRef[]; now: Instant },
): Promise<HealthLine> {
  const streams = [...new Set(due.map(({ stream }) => stream).filter((stream) => stream.startsWith(TRACKED)))];
  const heads = await Promise.all(streams.map((stream) => ledger.head(stream)));
  const waiting = heads.filter((head) => head && head.at < now - SOON).length;
  const { issues } = policy ?? {};
  const where = issues ? `logged in ${issues.repository}` : 'not logged: the policy names no repository';
  return { part: 'issues', well: waiting === 0, detail: waiting === 0 ? where : `${where}, ${waiting} not there yet` };
}
