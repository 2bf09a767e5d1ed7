import { type Actor, actorOf, type Person, sameActor } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { WaitingRun } from '../domain/run/state.ts';
import { firstAsked, MOST_ASKED, mayStillApprove, remindersOf } from '../domain/run/whom-to-ask.ts';
import type { Nudge } from '../ports/chat.ts';
import { type ReadRun, readRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { everybodyNow } from './everybody.ts';
import { once } from './once.ts';
import { type Asked, askOf, putAsked, readAsked, showDirectly } from './show-directly.ts';

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
  const asked = await readAsked(deps, run.head.stream);
  const left = asked?.filter(({ receipt }) => !receipt) ?? []; // an attempt died before it came to them
  if (!asked)
    await askThem(deps, run, { people: firstAsked(await candidates(deps, state), how, deps.now()), before: [] });
  else if (left.length > 0) await askThem(deps, run, { people: usersOf(left), before: usersOf(asked) });
  await nudgeAnew(deps, run, state);
  const passed = times.filter((at) => at <= deps.now()).length;
  if (passed > 0) await remind(deps, run, { state, last: passed === 2 });
  await showDirectly(deps, await newestOf(deps, run));
  return next();
}

/** Who decided it while somebody was being asked found no message to show that on. */
async function newestOf({ ledger }: TendDeps, run: ReadRun): Promise<ReadRun> {
  const head = await ledger.head(run.head.stream);
  return head?.seq === run.head.seq ? run : ((await readRun(ledger, run.story.id)) ?? run);
}

function usersOf(asked: readonly Asked[] | undefined): Actor[] {
  return asked?.map(({ user }) => user) ?? [];
}

async function candidates(deps: TendDeps, state: WaitingRun) {
  const now = deps.now();
  return mayStillApprove(state, await everybodyNow(deps.ledger, now), now);
}

/** Tells people who are asked for nothing: once, those who are to be told when it is first told. */
export async function tellDirectly(deps: TendDeps, run: ReadRun, whom: () => Promise<Person[]>): Promise<void> {
  const told = await readAsked(deps, run.head.stream);
  const left = told?.filter(({ receipt }) => !receipt) ?? [];
  const people = told ? usersOf(left) : (await whom()).slice(0, MOST_ASKED).map(actorOf);
  if (people.length > 0) await askThem(deps, run, { people, before: usersOf(told) });
  await showDirectly(deps, await newestOf(deps, run));
}

/** A word to those of these people who were written to before. Once for each effect. */
export async function nudgeThose(
  deps: TendDeps,
  run: ReadRun,
  people: readonly Actor[],
  { is, effect }: Nudge,
): Promise<void> {
  const users = usersOf(await readAsked(deps, run.head.stream));
  for (const user of users.filter((one) => people.some((person) => sameActor(one, person)))) {
    await nudge(deps, run, user, { is, effect });
  }
}

async function askThem(
  deps: TendDeps,
  run: ReadRun,
  { people, before }: { people: readonly Actor[]; before: readonly Actor[] },
): Promise<void> {
  const all = [...before, ...people.filter((one) => !before.some((other) => sameActor(one, other)))];
  const asked = await putAsked(deps, run.head, { users: all, first: before.length === 0 });
  const ours = people.filter((one) => asked.some((other) => sameActor(one, other)));
  for (const person of ours) await askOne(deps, run, person);
}

/** Where two ask the same person at once, the message whose receipt was first stays. One of an earlier attempt may show an older state. */
async function askOne(deps: TendDeps, { head, story }: ReadRun, person: Actor): Promise<void> {
  const posted = await deps.chat.askDirectly(person, story);
  const value: Record<string, string> = posted.is === 'unreachable' ? { gone: posted.why } : posted.ref;
  const seq = posted.is === 'found' ? 0 : head.seq;
  const receipt = await deps.receipts.leave(head.stream, askOf(person), { value, seq });
  if (posted.is === 'posted' && receipt.value.ts !== posted.ref.ts) await deps.chat.removeCard(posted.ref);
}

/** To everybody who may still approve: a word below what they were sent, or the first that they hear of it. */
async function remind(
  deps: TendDeps,
  run: ReadRun,
  { state, last }: { state: WaitingRun; last: boolean },
): Promise<void> {
  const is = last ? 'last-reminder' : 'reminder';
  await once(deps, run, is, async () => {
    const users = usersOf(await readAsked(deps, run.head.stream));
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
    const users = usersOf(await readAsked(deps, run.head.stream));
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
