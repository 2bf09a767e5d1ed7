import { type Actor, actorOf, sameActor } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { WaitingRun } from '../domain/run/state.ts';
import { firstAsked, MOST_ASKED, mayStillApprove, remindersOf } from '../domain/run/whom-to-ask.ts';
import type { Nudge } from '../ports/chat.ts';
import type { ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { everybodyNow } from './everybody.ts';
import { once } from './once.ts';

const ASKED = 'asked';

/**
 * Asks people to approve where they are, beside the card: some at once, the others when it has waited for half of its time.
 * Returns when to look again. Each message leaves a receipt; who is written to is on record before anybody is.
 */
export async function askApprovers(deps: TendDeps, run: ReadRun, state: WaitingRun): Promise<Instant> {
  const { policy } = await deps.records(run.story.by);
  const how = policy?.askDirectly ?? 'on-call';
  const times = remindersOf(state);
  const next = () => times.find((at) => at > deps.now()) ?? state.expiresAt;
  if (how === 'nobody') return next();
  const asked = await whoWasAsked(deps, run);
  if (!asked)
    await askThem(deps, run, { people: firstAsked(await candidates(deps, state), how, deps.now()), before: [] });
  else if (asked.left.length > 0) await askThem(deps, run, { people: asked.left, before: asked.users });
  await nudgeAnew(deps, run, state);
  const passed = times.filter((at) => at <= deps.now()).length;
  if (passed > 0) await remind(deps, run, { state, last: passed === 2 });
  await showDirectly(deps, run);
  return next();
}

async function candidates(deps: TendDeps, state: WaitingRun) {
  const now = deps.now();
  return mayStillApprove(state, await everybodyNow(deps.ledger, now), now);
}

/** Those who were to be written to, and of them those who were not yet: an attempt died before it came to them. */
async function whoWasAsked(deps: TendDeps, { head }: ReadRun) {
  const receipt = await deps.receipts.get(head.stream, ASKED);
  if (!receipt) return undefined;
  const users = readActors(receipt.value.users ?? '');
  const receipts = await Promise.all(users.map((user) => deps.receipts.get(head.stream, askOf(user))));
  return { users, left: users.filter((_user, at) => !receipts[at]) };
}

async function askThem(
  deps: TendDeps,
  { head, story }: ReadRun,
  { people, before }: { people: readonly Actor[]; before: readonly Actor[] },
): Promise<void> {
  const all = [...before, ...people.filter((one) => !before.some((other) => sameActor(one, other)))];
  await deps.receipts.put(head.stream, ASKED, { value: { users: writeActors(all) }, seq: head.seq });
  for (const person of people) {
    const posted = await deps.chat.askDirectly(person, story);
    const value: Record<string, string> = posted.is === 'posted' ? posted.ref : { gone: posted.why };
    await deps.receipts.put(head.stream, askOf(person), { value, seq: head.seq });
  }
}

/** To everybody who may still approve: a word below what they were sent, or the first that they hear of it. */
async function remind(
  deps: TendDeps,
  run: ReadRun,
  { state, last }: { state: WaitingRun; last: boolean },
): Promise<void> {
  const is = last ? 'last-reminder' : 'reminder';
  await once(deps, run, is, async () => {
    const { users = [] } = (await whoWasAsked(deps, run)) ?? {};
    const may = await candidates(deps, state);
    const isKnown = (person: Actor) => users.some((user) => sameActor(user, person));
    const others = may.filter((person) => !isKnown(person)).slice(0, Math.max(0, 2 * MOST_ASKED - users.length));
    for (const person of may.filter(isKnown)) await nudge(deps, run, person, { is, effect: is });
    if (others.length > 0) await askThem(deps, run, { people: others.map(actorOf), before: users });
  });
}

/** After something moved, who may approve is asked for what it is now: their card has changed without a sound. */
async function nudgeAnew(deps: TendDeps, run: ReadRun, state: WaitingRun): Promise<void> {
  const { replans } = state;
  if (replans === undefined) return;
  const effect = `asked-again-${replans}`;
  await once(deps, run, effect, async () => {
    const { users = [] } = (await whoWasAsked(deps, run)) ?? {};
    const may = await candidates(deps, state);
    for (const person of users.filter((user) => may.some((one) => sameActor(one, user)))) {
      await nudge(deps, run, person, { is: 'asked-again', effect });
    }
  });
}

async function nudge(deps: TendDeps, run: ReadRun, to: Actor, nudge: Nudge): Promise<void> {
  const receipt = await deps.receipts.get(run.head.stream, askOf(to));
  const { channel, ts } = receipt?.value ?? {};
  if (!channel || !ts) return;
  await once(deps, run, `${nudge.effect}:${to.user}`, () => deps.chat.nudge({ channel, ts }, run.story, nudge));
}

/** Shows the newest state wherever somebody was asked: a decided run has nothing to press there any more. */
export async function showDirectly(deps: TendDeps, { head, story }: ReadRun): Promise<void> {
  const receipt = await deps.receipts.get(head.stream, ASKED);
  for (const user of readActors(receipt?.value.users ?? '')) {
    const shown = await deps.receipts.get(head.stream, askOf(user));
    const { channel, ts } = shown?.value ?? {};
    if (!shown || !channel || !ts || shown.seq >= head.seq) continue;
    await deps.chat.updateCard({ channel, ts }, story);
    await deps.receipts.raise(head.stream, askOf(user), { seq: head.seq, at: deps.now() });
  }
}

function askOf({ team, user }: Actor): string {
  return `ask:${team}/${user}`;
}

function writeActors(actors: readonly Actor[]): string {
  return actors.map(({ team, user }) => `${team}/${user}`).join(' ');
}

function readActors(text: string): Actor[] {
  return text.split(' ').flatMap((one) => {
    const [team = '', user = ''] = one.split('/');
    return user === '' ? [] : [{ team, user }];
  });
}
