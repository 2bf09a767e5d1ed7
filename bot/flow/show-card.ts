import { type CardStory, isChange, isEscalation, isReport, isToVendor, streamOf } from '../domain/card.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { isLogged } from '../domain/tracked/of-escalation.ts';
import { type Beside, ChatBusy, type MessageRef } from '../ports/chat.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import type { Receipt } from '../ports/receipts.ts';
import { readRun } from './append-run.ts';
import { budgetAbout } from './budget/budget-now.ts';
import { readChange } from './change/append-change.ts';
import { anyAtWork } from './claim.ts';
import { runId } from './decode.ts';
import { DEPLOYMENT, readDeployment } from './deployment/append-deployment.ts';
import type { TendDeps } from './deps.ts';
import { ESCALATION, readEscalation } from './escalation/append-escalation.ts';
import { vendorLossOf } from './escalation/vendor-loss.ts';
import { INCIDENT, incidentIn } from './incident/append-incident.ts';
import { showIncidentAgain } from './incident/show-incident.ts';
import { REPORT, readReport } from './report/append-report.ts';
import { filingOf } from './report/filing.ts';
import { readSchedule, SCHEDULE } from './schedule/append-schedule.ts';
import { issueAbout } from './tracked/log-issue.ts';
import { dueNow } from './vendor/remind-vendor.ts';

/**
 * One of the cards that a stream can have. `effect`: its receipt. `posts`: the events whose worker posts it; no other can have posted it before.
 * `shows`: what it tells of what the stream tells. `again`: one that is gone is posted anew.
 */
export type Kind = {
  effect: string;
  posts: readonly string[];
  shows(story: CardStory): CardStory;
  again?: true;
};

/** Where it was asked. */
const OURS: Kind = {
  effect: 'card',
  posts: ['planned', 'proposed', 'linked', 'prepared', 'started', 'drafted'],
  shows: (story) => story,
};
/** Crossed workers settle in a round or two; more means that the run moves faster than Slack. */
const ROUNDS = 5;

/** What has a card, as it was read. */
type Read = { story: CardStory; head: StoredEvent; events: StoredEvent[] };

/**
 * Makes the card of a run or a change show the newest state: posts it once, then edits it in place.
 *
 * An attempt that finds no receipt looks for the card in the channel before it posts, unless nobody can have posted
 * yet; and waits while another worker is at it, whose card may be on its way. After each edit the head is read again, so
 * that of two crossed workers the newest state is what remains.
 */
export async function showCard(
  deps: TendDeps,
  run: Read,
  { first, live, kind = OURS }: { first: boolean; live?: true; kind?: Kind },
): Promise<void> {
  const { stream } = run.head;
  const receipt = await deps.receipts.get(stream, kind.effect);
  if (!receipt || (kind.again && receipt.value.gone !== undefined)) return post(deps, run, { kind, first });
  await showOn(deps, run, { effect: kind.effect, shows: kind.shows, receipt, ...(live && { live }) });
}

/** A card that is edited while it goes on changes at most this often: Slack takes some fifty edits a minute, of everybody. */
const LIVE = 2 * SECOND;

/** Shows how a run on its hosts stands, unless its card was edited a moment ago: then says when it may be again. */
export async function showLive(deps: TendDeps, run: Read): Promise<Instant | undefined> {
  const { stream, seq } = run.head;
  const receipt = await deps.receipts.get(stream, OURS.effect);
  const again = (receipt?.at ?? 0) + LIVE;
  if (receipt?.value.gone || (receipt && receipt.seq >= seq)) return undefined;
  if (!receipt || deps.now() >= again) {
    await showCard(deps, run, { first: false, live: true });
    return undefined;
  }
  await deps.soon(stream, Math.ceil((again - deps.now()) / SECOND));
  return again;
}

/** Shows the newest state on a card that says it shows it already. */
export async function showAgain(deps: TendDeps, run: Read, { effect, shows }: Kind = OURS): Promise<void> {
  const receipt = await deps.receipts.get(run.head.stream, effect);
  if (receipt) await showOn(deps, run, { effect, shows, receipt: { ...receipt, seq: -1 } });
}

/** The card of a run or a change, now that it is logged: its link is put on. */
export async function showLinked(deps: TendDeps, stream: string): Promise<void> {
  const incident = stream.startsWith(INCIDENT) ? await deps.ledger.head(stream) : undefined;
  if (incident) return showIncidentAgain(deps, incidentIn(incident));
  const read = await readShown(deps, stream);
  if (read) await showAgain(deps, read);
}

/** What has one card of its own that is edited in place, as it stands now; undefined for any other stream. */
export async function readShown({ ledger }: Pick<TendDeps, 'ledger'>, stream: string): Promise<Read | undefined> {
  if (stream.startsWith('run#')) return readRun(ledger, runId(stream));
  if (stream.startsWith('change#')) return readChange(ledger, stream);
  if (stream.startsWith(SCHEDULE)) return readSchedule(ledger, stream);
  if (stream.startsWith(DEPLOYMENT)) return readDeployment(ledger, stream);
  if (stream.startsWith(REPORT)) return readReport(ledger, stream.slice(REPORT.length));
  return stream.startsWith(ESCALATION) ? readEscalation(ledger, stream) : undefined;
}

/** What its card shows that its own events do not tell. */
export async function besideOf(deps: TendDeps, story: CardStory): Promise<Beside> {
  if (isReport(story)) {
    const filing = await filingOf(deps, story);
    return filing ? { filing } : {};
  }
  if (isToVendor(story)) return {};
  const issue = mayBeLogged(story) ? await issueAbout(deps, streamOf(story)) : undefined;
  if (!isEscalation(story)) return issue ? { issue } : {};
  const [lost, due] = [await vendorLossOf(deps, streamOf(story)), await dueNow(deps.ledger, story.state)];
  const budget = await budgetAbout(deps, story);
  return { ...(issue && { issue }), ...(lost && { lost }), ...(due && { due }), ...(budget && { budget }) };
}

function mayBeLogged(story: CardStory): boolean {
  if (isEscalation(story)) return isLogged(story);
  return isChange(story) || ('plan' in story && story.plan?.issue !== undefined);
}

/**
 * Where two posted it, since one of them slept past its claim, the card whose receipt was first is the run's: the other one is taken
 * away, for nobody would edit it any more.
 */
async function post(deps: TendDeps, run: Read, { kind, first }: { kind: Kind; first: boolean }): Promise<void> {
  const { stream, seq } = run.head;
  const { effect, shows } = kind;
  const story = shows(run.story);
  const fresh = first && kind.posts.includes(run.head.type);
  const found = fresh ? undefined : await deps.chat.findCard(story);
  if (found) {
    const receipt = await leave(deps, stream, { kind, receipt: { value: found, seq: 0 } });
    return showOn(deps, run, { effect, shows, receipt });
  }
  if (!fresh && anyAtWork(run.events.slice(0, -1), deps.now())) throw new ChatBusy(2 * SECOND);
  const posted = await deps.chat.postCard(story, await besideOf(deps, story));
  const value: Record<string, string> = posted.is === 'posted' ? posted.ref : { gone: posted.why };
  const receipt = await leave(deps, stream, { kind, receipt: { value, seq } });
  if (posted.is === 'posted' && receipt.value.ts !== posted.ref.ts) await deps.chat.removeCard(posted.ref);
  await showOn(deps, run, { effect, shows, receipt });
}

async function leave(
  { receipts }: Pick<TendDeps, 'receipts'>,
  stream: string,
  { kind: { effect, again }, receipt }: { kind: Kind; receipt: Receipt },
): Promise<Receipt> {
  const standing = await receipts.leave(stream, effect, receipt);
  if (!again || standing.value.gone === undefined) return standing;
  await receipts.put(stream, effect, receipt);
  return receipt;
}

/** A message that shows a story, by its receipt. `live`: what goes on moving is shown when it may be edited again. */
type Shown = { effect: string; receipt: Receipt; shows?: Kind['shows']; live?: true };

/** Edits a message until it shows the newest state, if it shows less. */
export async function showOn(deps: TendDeps, run: Read, shown: Shown): Promise<void> {
  const { channel, ts } = shown.receipt.value;
  if (channel && ts) await update(deps, run, { ...shown, ref: { channel, ts } });
}

async function update(
  deps: TendDeps,
  run: Read,
  { effect, receipt, shows = OURS.shows, live, ref }: Shown & { ref: MessageRef },
): Promise<void> {
  let { story, head } = run;
  let shown = receipt.seq;
  for (let round = 0; round < ROUNDS && shown < head.seq; round += 1) {
    const told = shows(story);
    if ((await deps.chat.updateCard(ref, told, await besideOf(deps, told))) === 'gone') {
      await deps.receipts.put(head.stream, effect, { value: { gone: 'deleted' }, seq: head.seq });
      return;
    }
    shown = head.seq;
    const shownMoves = goesOn(story);
    await deps.receipts.raise(head.stream, effect, { seq: shown, at: deps.now() });
    const newest = await deps.ledger.head(head.stream);
    if (newest && newest.seq > shown) ({ story, head } = (await readShown(deps, head.stream)) ?? { story, head });
    if (live && shownMoves && goesOn(story)) return;
  }
  // The last edit of ours may have landed after somebody's of a newer state: whoever finds this work undone shows it again.
  if (shown < head.seq) throw new ChatBusy(2 * SECOND);
}

function goesOn(story: CardStory): boolean {
  return story.state.is === 'sending' || story.state.is === 'running';
}

/** Where the card is, if it is anywhere. */
export async function cardOf(
  deps: Pick<TendDeps, 'receipts'>,
  stream: string,
  { effect }: Pick<Kind, 'effect'> = OURS,
): Promise<MessageRef | undefined> {
  const receipt = await deps.receipts.get(stream, effect);
  const { channel, ts } = receipt?.value ?? {};
  return channel && ts ? { channel, ts } : undefined;
}
