import { REMIT } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { FreezeStep, StopStep } from '../../domain/freeze/event.ts';
import { type Standing, standingAt, type Where, withNextEnd } from '../../domain/freeze/standing.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { calendarStops, type Stop, stopKey, stopsOf } from '../../domain/run/gates.ts';
import type { RunState } from '../../domain/run/state.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { appendStep, type ReadRun, readRun } from '../append-run.ts';
import { partsOf, runId, runStateOf, stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { FREEZES } from './read-standing.ts';
import { isGoing, type Shown, showStop, showStopAgain } from './show-stop.ts';

const TOLD = 'told';
/** Runs wait for a day at most; more than so many do not wait at once. */
const WAITING = { after: 24 * HOUR, limit: 200 };

/**
 * Puts on record what is over by its own time, tells where it was said, and says on the cards of runs that wait what stops
 * them now. No decision rests on any of it: what stands is asked by its times.
 */
export async function tendFreezes(deps: TendDeps, head: StoredEvent): Promise<Instant | undefined> {
  const standing = stateOf<Standing>(head);
  if (await endOver(deps, head, standing)) return undefined;
  const heads = await headsOfRuns(deps);
  await tellSince(deps, head, heads.filter(isGoing));
  await sayOnCards(deps, standing, heads);
  return standing.wakeAt;
}

/** What waits for somebody, whose card says what would refuse them. */
const WAITS: ReadonlySet<RunState['is']> = new Set(['waiting', 'paused']);

/** True when something was over: the event that says so is tended next. */
async function endOver(deps: TendDeps, head: StoredEvent, before: Standing): Promise<boolean> {
  const now = deps.now();
  const left = standingAt(before, now);
  const freezes = before.freezes.filter((one) => !left.freezes.includes(one));
  const locks = before.locks.filter((one) => !left.locks.includes(one));
  if (freezes.length + locks.length === 0) return false;
  const at = Math.max(now, head.at);
  const data = { freezes, locks };
  await deps.ledger.append({ stream: FREEZES, head, type: 'ended', at, by: REMIT, data, state: withNextEnd(left) });
  return true; // lost or not: the stream has another head
}

/** Tells of every event since the one that was told last: several may have come before a worker did. */
async function tellSince(deps: TendDeps, head: StoredEvent, going: readonly StoredEvent[]): Promise<void> {
  const told = (await deps.receipts.get(FREEZES, TOLD))?.seq ?? -1;
  const events = await eventsSince(deps, head, told + 1);
  const crossing = events.slice(0, -1);
  for (const event of events) {
    const { seq } = event;
    await tellOf(deps, { ...stepOf(event), seq }, { going, crossing });
    await deps.receipts.leave(FREEZES, TOLD, { value: {}, seq });
    await deps.receipts.raise(FREEZES, TOLD, { seq, at: deps.now() });
  }
}

async function eventsSince({ ledger }: TendDeps, head: StoredEvent, from: number): Promise<StoredEvent[]> {
  const seqs = Array.from({ length: Math.max(0, head.seq - from) }, (_, at) => from + at);
  const events = await Promise.all(seqs.map((seq) => ledger.event({ stream: FREEZES, seq })));
  return [...events.filter((event) => event !== undefined), ...(from > head.seq ? [] : [head])];
}

type Step = (FreezeStep | StopStep) & { seq: number };

async function tellOf(deps: TendDeps, step: Step, telling: Parameters<typeof showStop>[2]): Promise<void> {
  if (isOfStop(step)) return showStop(deps, shownOf(step), telling);
  const answer = answerOf(step);
  const places = wheresOf(step).map((where) => JSON.stringify(where));
  for (const place of new Set(places)) await deps.chat.note(JSON.parse(place) as Where, answer);
}

function stepOf(event: StoredEvent): FreezeStep | StopStep {
  return partsOf(event) as FreezeStep | StopStep;
}

function isOfStop<Of extends FreezeStep | StopStep>(step: Of): step is Extract<Of, StopStep> {
  return 'stop' in step.data;
}

function shownOf({ type, data: { stop }, seq }: StopStep & { seq: number }): Shown {
  return { stop, is: type === 'lifted' ? 'lifted' : 'stopped', seq };
}

/** A worker tells of its event, and of those before it that nobody had told: of more than so many only after a long silence. */
const UNTOLD = 4;

/** Shows once more, as it is now, each stop that a worker may have been showing who died on the event of that number. */
export async function showStopsAgain(deps: TendDeps, seq: number): Promise<void> {
  const head = await deps.ledger.head(FREEZES);
  if (!head) return;
  const events = await eventsSince(deps, head, Math.max(0, seq - UNTOLD));
  const steps = events.map((event) => ({ ...stepOf(event), seq: event.seq })).filter(isOfStop);
  const newest = new Map(steps.map((step) => [step.data.stop.id, shownOf(step)]));
  if (newest.size === 0) return;
  const going = (await headsOfRuns(deps)).filter(isGoing);
  for (const shown of newest.values()) await showStopAgain(deps, shown, going);
}

function answerOf(step: FreezeStep): Answer {
  switch (step.type) {
    case 'froze':
      return { is: 'frozen', freeze: step.data.freeze };
    case 'thawed':
      return { is: 'thawed', ...step.data };
    case 'locked':
      return { is: 'host-kept', lock: step.data.lock };
    case 'unlocked':
      return { is: 'host-free', ...step.data };
    case 'ended':
      return { is: 'over', ...step.data };
    default:
      return step satisfies never;
  }
}

function wheresOf({ data }: FreezeStep): Where[] {
  if ('freeze' in data) return [data.freeze.where];
  if ('lock' in data) return [data.lock.where];
  return [...data.freezes, ...('locks' in data ? data.locks : [])].map(({ where }) => where);
}

/** The list is the index's and may lag: a card that is missed is decided right all the same. */
async function headsOfRuns({ ledger, now }: TendDeps): Promise<StoredEvent[]> {
  const recent = await ledger.recent('run', { limit: WAITING.limit, after: now() - WAITING.after });
  const heads = await Promise.all(recent.map(({ stream }) => ledger.head(stream)));
  return heads.filter((head) => head !== undefined);
}

async function sayOnCards(deps: TendDeps, standing: Standing, heads: readonly StoredEvent[]): Promise<void> {
  for (const { stream } of heads.filter((head) => WAITS.has(runStateOf(head).is))) {
    const run = await readRun(deps.ledger, runId(stream));
    if (run && WAITS.has(run.story.state.is)) await sayOn(deps, run, standing);
  }
}

async function sayOn(deps: TendDeps, run: ReadRun, standing: Standing): Promise<void> {
  const { plan, by, asked, stops: before = [] } = run.story;
  const { policy } = await deps.records(by);
  if (!plan || !policy) return;
  const { risk, hosts, undoes } = plan;
  const gated = {
    risk,
    hosts,
    undoes: undoes !== undefined,
    breakGlass: plan.breakGlass !== undefined,
    actor: { ...by, id: asked.requester },
    policy,
  };
  const now = deps.now();
  const stops = [...stopsOf({ ...gated, now }, standing), ...calendarStops(plan, now)];
  if (keysOf(stops) === keysOf(before)) return;
  await appendStep(deps.ledger, run, { step: { type: 'gated', data: { stops } }, by: REMIT, at: deps.now() });
}

function keysOf(stops: readonly Stop[]): string {
  return stops.map((stop) => `${stopKey(stop)} ${'until' in stop ? stop.until : ''}`).join(', ');
}
