import { isOver } from '../domain/change/apply.ts';
import { isOpen } from '../domain/escalation/state.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { STAGED } from '../domain/run/staged.ts';
import { ChatBusy } from '../ports/chat.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import { TrackerBusy } from '../ports/tracker.ts';
import { afterBusy, afterFault, type Claim } from './after-failure.ts';
import { BUDGET } from './budget/append-budget.ts';
import { tendBudget } from './budget/settle-budget.ts';
import { readChange } from './change/append-change.ts';
import { tendChange } from './change/tend-change.ts';
import { CHANNEL, readNews } from './channel/append-news.ts';
import { tendChannel } from './channel/tend-channel.ts';
import { isNew, PARKED } from './claim.ts';
import { DEPLOYMENT, readDeployment } from './deployment/append-deployment.ts';
import { tendDeployment } from './deployment/tend-deployment.ts';
import type { TendDeps } from './deps.ts';
import { ESCALATION, type ReadEscalation, readEscalation } from './escalation/append-escalation.ts';
import { tendEscalation } from './escalation/tend-escalation.ts';
import { FREEZES } from './freeze/read-standing.ts';
import { tendFreezes } from './freeze/tend-freezes.ts';
import { INCIDENT, incidentIn } from './incident/append-incident.ts';
import { keepCanvas } from './incident/keep-canvas.ts';
import { showSince } from './incident/show-incident.ts';
import { tellRequest } from './incident/tell-request.ts';
import { tendIncident } from './incident/tend-incident.ts';
import { leftOpen } from './incident/written.ts';
import { INQUIRY } from './inquiry/inquire.ts';
import { tendInquiry } from './inquiry/tend-inquiry.ts';
import { dropTimers, makeGood } from './left-behind.ts';
import { refreshMembers, tendMembers } from './members/refresh-members.ts';
import { PICTURE } from './picture/ask-picture.ts';
import { tendPicture } from './picture/tend-picture.ts';
import { MEMBERS } from './records.ts';
import { REPORT, readReport } from './report/append-report.ts';
import { tendReport } from './report/tend-report.ts';
import { readSchedule, SCHEDULE } from './schedule/append-schedule.ts';
import { tendSchedule } from './schedule/tend-schedule.ts';
import { tendRun } from './tend-run.ts';
import { together } from './together.ts';
import { readTracked, TRACKED } from './tracked/append-tracked.ts';
import { logChange } from './tracked/log-change.ts';
import { logEscalation } from './tracked/log-escalation.ts';
import { logIncident } from './tracked/log-incident.ts';
import { tendTracked } from './tracked/tend-tracked.ts';
import { withLog } from './tracked/with-log.ts';
import { HEARD, readHeard } from './vendor/append-heard.ts';
import { tendHeard } from './vendor/tend-heard.ts';

/** After so many tries an event is parked: kept, shown by `/ops health`, not tried any more. */
export const TRIES = 8;

/**
 * Does what a stream's head asks for, once: plans what was asked, sends what was approved, shows what happened.
 *
 * Called for each new event, for each hint and by the sweep; what is to be done is read from the stream, never from
 * what called. The claim on the head makes one caller at a time the worker; everything it does leaves a receipt or an
 * event, so that the next one goes on where it died.
 *
 * Throws when the store does not answer. Whatever else fails is tried again: by a hint, and by the due index.
 */
export async function tend(deps: TendDeps, stream: string): Promise<void> {
  const events = goesOn(stream) ? await latest(deps, stream) : await deps.ledger.read(stream);
  const head = events.at(-1);
  if (!head) return;
  const past = events.slice(0, -1);
  await dropTimers(deps, past);
  await tendHead(deps, head);
  await makeGood(deps, stream, past);
  if (stream.startsWith(INCIDENT)) await showMoved(deps, head);
}

/** The timeline of an incident moves without an event of its stream: card and canvas are looked after whenever anybody comes by. */
async function showMoved(deps: TendDeps, head: StoredEvent): Promise<void> {
  try {
    await showSince(deps, incidentIn(head));
    await keepCanvas(deps, incidentIn(head));
  } catch (error) {
    if (!(error instanceof ChatBusy)) throw error;
    deps.log('warn', 'slack-busy', { stream: head.stream, seq: head.seq });
    await deps.soon(head.stream, Math.ceil(error.retryAfter / SECOND));
  }
}

/** Streams without an end are not read whole. */
function goesOn(stream: string): boolean {
  return [MEMBERS, FREEZES].includes(stream) || [STAGED, SCHEDULE, INCIDENT].some((kind) => stream.startsWith(kind));
}

/** A group's roles changed: who is in it is read, and from then on the clock of the list goes on with it. */
async function refreshed(deps: TendDeps, head: StoredEvent): Promise<undefined> {
  await refreshMembers(deps, head.stream);
}

/** Of a stream that goes on for ever: the head, and before it whatever a worker could have left behind. */
const LOOKED_BACK = 8;

async function latest(deps: TendDeps, stream: string): Promise<StoredEvent[]> {
  const { ledger } = deps;
  const head = await ledger.head(stream);
  if (!head) return [];
  if (stream.startsWith(INCIDENT)) return [...(await leftOpen(deps, stream)).filter(({ seq }) => seq < head.seq), head];
  const before = Array.from({ length: Math.min(head.seq, LOOKED_BACK) }, (_, at) => head.seq - 1 - at).reverse();
  const past = await Promise.all(before.map((seq) => ledger.event({ stream, seq })));
  return [...past.filter((event) => event !== undefined), head];
}

async function tendHead(deps: TendDeps, head: StoredEvent): Promise<void> {
  if (head.due === undefined || head.due === PARKED) return;
  const first = isNew(head);
  if (!first && head.due > deps.now()) return;
  if ((head.tries ?? 0) >= TRIES) return park(deps, head);
  const until = deps.now() + deps.waits.claim;
  if (!(await deps.ledger.claim(head, { seen: head.due, until }))) return;
  await attempt(deps, head, { until, first });
}

async function park({ ledger, log }: TendDeps, head: StoredEvent): Promise<void> {
  log('error', 'parked', { stream: head.stream, seq: head.seq });
  if (head.due !== undefined) await ledger.claim(head, { seen: head.due, until: PARKED });
}

async function attempt(deps: TendDeps, head: StoredEvent, claim: Claim): Promise<void> {
  try {
    const wakeAt = await work(deps, head, claim);
    if (wakeAt === undefined && (await tookOver(deps, head))) return;
    await deps.ledger.finish(head, { claimed: claim.until, ...(wakeAt === undefined ? {} : { wakeAt }) });
  } catch (error) {
    if (error instanceof ChatBusy || error instanceof TrackerBusy) await afterBusy(deps, head, { claim, error });
    else await afterFault(deps, head, { claim, error });
  }
}

/** Of an event that others have passed: the worker before may only sleep. This claim runs out too, and what that one does is made good then. */
async function tookOver({ ledger }: TendDeps, { stream, seq, tries = 0 }: StoredEvent): Promise<boolean> {
  return tries > 0 && (await ledger.head(stream))?.seq !== seq;
}

/** What the head's state asks for. Returns when to look again, if nothing else will happen by itself. */
async function work(deps: TendDeps, head: StoredEvent, { first }: Claim): Promise<Instant | undefined> {
  if (head.stream === MEMBERS) return tendMembers(deps, head);
  if (head.stream === FREEZES) return tendFreezes(deps, head);
  if (head.stream.startsWith('group#')) return refreshed(deps, head);
  if (head.stream.startsWith(PICTURE)) return tendPicture(deps, head);
  if (head.stream.startsWith(INQUIRY)) return tendInquiry(deps, head);
  if (head.stream.startsWith(BUDGET)) return tendBudget(deps, head);
  if (head.stream.startsWith(INCIDENT)) return workOnIncident(deps, head, { first });
  if (head.stream.startsWith('change#')) return workOnChange(deps, head, { first });
  if (head.stream.startsWith(TRACKED)) return workOnTracked(deps, head, { first });
  if (head.stream.startsWith(HEARD)) return workOnHeard(deps, head);
  if (head.stream.startsWith(CHANNEL)) return workOnChannel(deps, head);
  return head.stream.startsWith('run#') ? tendRun(deps, head, first) : workOnStory(deps, head, { first });
}

/** Streams that are read whole, of the head that they have then: what came after it is the next one's. */
async function workOnStory(deps: TendDeps, { stream, seq }: StoredEvent, look: { first: boolean }) {
  if (stream.startsWith(ESCALATION)) {
    const escalation = await readEscalation(deps.ledger, stream);
    return escalation?.head.seq === seq ? workOnEscalation(deps, escalation, look) : undefined;
  }
  if (stream.startsWith(SCHEDULE)) {
    const schedule = await readSchedule(deps.ledger, stream);
    return schedule?.head.seq === seq ? tendSchedule(deps, schedule, look) : undefined;
  }
  if (stream.startsWith(REPORT)) {
    const report = await readReport(deps.ledger, stream.slice(REPORT.length));
    return report?.head.seq === seq ? tendReport(deps, report, look) : undefined;
  }
  if (!stream.startsWith(DEPLOYMENT)) return undefined;
  const deployment = await readDeployment(deps.ledger, stream);
  return deployment?.head.seq === seq ? tendDeployment(deps, deployment, look) : undefined;
}

async function workOnChange(deps: TendDeps, { stream, seq }: StoredEvent, look: { first: boolean }) {
  const change = await readChange(deps.ledger, stream);
  if (change?.head.seq !== seq) return undefined;
  const log = { of: stream, written: logChange(deps, change), last: isOver(change.story.state) };
  return withLog(deps, tendChange(deps, change, look), log);
}

function workOnIncident(deps: TendDeps, head: StoredEvent, look: { first: boolean }) {
  const read = incidentIn(head);
  const log = { of: head.stream, written: logIncident(deps, read), last: read.state.is === 'resolved' };
  return withLog(deps, tendIncident(deps, head, look), log);
}

function workOnEscalation(deps: TendDeps, escalation: ReadEscalation, look: { first: boolean }) {
  const { story, head } = escalation;
  const log = { of: head.stream, written: logEscalation(deps, escalation), last: !isOpen(story.state) };
  return together(tellRequest(deps, escalation), withLog(deps, tendEscalation(deps, escalation, look), log));
}

async function workOnTracked(deps: TendDeps, { stream, seq }: StoredEvent, look: { first: boolean }) {
  const tracked = await readTracked(deps.ledger, stream);
  return tracked?.head.seq === seq ? tendTracked(deps, tracked, look) : undefined;
}

async function workOnHeard(deps: TendDeps, { stream, seq }: StoredEvent) {
  const heard = await readHeard(deps.ledger, stream);
  return heard?.head.seq === seq ? tendHeard(deps, heard) : undefined;
}

async function workOnChannel(deps: TendDeps, { stream, seq }: StoredEvent) {
  const news = await readNews(deps.ledger, stream);
  return news?.head.seq === seq ? tendChannel(deps, news) : undefined;
}
