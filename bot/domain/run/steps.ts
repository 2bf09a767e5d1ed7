import type { Role } from '../actor.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { leastOf } from '../need.ts';
import type { Story } from './apply.ts';
import type { Cleared, RunEvent } from './event.ts';
import type { Stop } from './gates.ts';
import { type HostOutcome, overIn, supersedes, type Tally, tally, verdict } from './outcome.ts';
import type { Plan } from './plan.ts';
import { reviewDue } from './review.ts';
import type { Approval, KeepingRun, PausedRun, RunningRun, RunState, SendingRun } from './state.ts';
import { stillWanted, wantedBy } from './wanted.ts';

/** Who sees to the condition under which a vendor calls something safe. */
const CONDITIONS: Role = 'approver';

/** While a run is on its hosts, SSM is asked at least this often: its events may never come. */
const LOOK_AGAIN = MINUTE;

export function base({ id, by, requester, place, sentence, askedAt }: RunState) {
  return { id, by, requester, place, sentence, askedAt };
}

type Approved = Extract<RunState, { is: 'approved' }>;

export function beforeSending(state: RunState): Omit<Approved, 'is'> {
  if (!('digest' in state)) throw new Error(`run ${state.id} is ${state.is}: it has no plan`);
  const { digest, hosts, expiresAt, wants, approvals, needs, replans } = state;
  const from = state.from === undefined ? {} : { from: state.from };
  return {
    ...base(state),
    digest,
    hosts,
    expiresAt,
    wants,
    approvals,
    ...from,
    ...(needs && { needs }),
    ...(replans && { replans }),
  };
}

export function change(story: Story, to: (state: RunState) => RunState): Story {
  return { ...story, state: to(story.state) };
}

export function planned(story: Story, plan: Plan): Story {
  const { digest, expiresAt } = plan;
  const wanted = wantedBy(plan.approval);
  const common = { ...base(story.state), digest, hosts: plan.hosts.length, expiresAt, ...wanted, approvals: [] };
  const { stops } = plan;
  const first = plan.unlisted
    ? ({ is: 'unconfirmed', wakeAt: expiresAt } as const)
    : wantedOf({ wants: wanted.wants, stops, plan }, expiresAt);
  return { ...story, plan, ...(stops && { stops }), state: { ...common, ...first } };
}

type Anew = { plan: Plan; approvals: Approval[]; replans?: number };

/** The run with this plan in the place of the one before it, for as long as that one could be waited for. */
export function planAnew(story: Story, { plan, approvals, replans }: Anew): Story {
  const { needs: _needs, from: _from, ...before } = beforeSending(story.state);
  const again = { ...(replans && { replans }) };
  const state = {
    ...before,
    digest: plan.digest,
    hosts: plan.hosts.length,
    ...wantedBy(plan.approval),
    ...again,
    approvals,
  };
  const wants = leastOf(stillWanted(state));
  return { ...story, plan, state: { ...state, ...wantedOf({ wants, plan }, before.expiresAt) } };
}

/** What is stopped waits, even where nobody has to approve it: for an exception. */
function wantedOf(
  { wants, stops = [], plan }: { wants: number; stops?: readonly Stop[] | undefined; plan: Plan | undefined },
  expiresAt: Instant,
) {
  return wants === 0 && stops.length === 0 ? ready(plan) : ({ is: 'waiting', wakeAt: expiresAt } as const);
}

/** Nobody is wanted any more: it begins, or waits for its time. */
export function ready(plan: Plan | undefined) {
  return plan?.start ? ({ is: 'scheduled', wakeAt: plan.start.at } as const) : ({ is: 'approved' } as const);
}

export function linked(story: Story, request: string): Story {
  return change(story, (state) => (state.is === 'unconfirmed' ? { ...state, request } : state));
}

/** The vendor's word is there: the usual approvals follow. A condition is seen to by an approver, even where none was wanted. */
export function cleared(story: Story, word: Cleared): Story {
  const { state } = story;
  if (state.is !== 'unconfirmed') return story;
  const { wants, from, ...before } = beforeSending(state);
  const wanted = { wants: word.condition === undefined ? wants : Math.max(wants, 1), from: from ?? CONDITIONS };
  const role = wanted.wants === 0 ? {} : { from: wanted.from };
  const next = wantedOf({ wants: wanted.wants, stops: story.stops, plan: story.plan }, state.expiresAt);
  return { ...story, cleared: word, state: { ...before, wants: wanted.wants, ...role, ...next } };
}

export function approved(story: Story, event: RunEvent & { type: 'approved' }): Story {
  return change(story, (state) => {
    if (state.is !== 'waiting') return state;
    const { person, meets } = event.data;
    const approvals = [...state.approvals, { by: event.by, person, at: event.at, ...(meets && { meets }) }];
    if (stillWanted({ ...state, approvals }).length > 0) return { ...state, approvals };
    return { ...beforeSending(state), approvals, ...ready(story.plan) };
  });
}

export function ended(story: Story, event: RunEvent & { type: 'denied' | 'cancelled' | 'expired' | 'halted' }): Story {
  const because = 'because' in event.data && event.data.because ? { because: event.data.because } : {};
  const state: RunState =
    'digest' in story.state
      ? { ...beforeSending(story.state), is: event.type }
      : { ...base(story.state), is: 'refused' };
  return { ...story, state, ended: { by: event.by, at: event.at, ...because } };
}

/** How a step gets at the outcomes that it changes: a copy of them, or those of a story that nobody else has. */
export type Into = (outcomes: Story['outcomes']) => Story['outcomes'];

export function progressed(story: Story, news: HostOutcome[], { at, into }: { at: Instant; into: Into }): Story {
  const { state } = story;
  if (!isOnItsWay(state)) return story;
  const outcomes = into(story.outcomes);
  const counts = { ...state.tally };
  for (const outcome of news) {
    const before = outcomes.get(outcome.host);
    if (!supersedes(outcome, before)) continue;
    if (before) counts[before.status] -= 1;
    counts[outcome.status] += 1;
    outcomes.set(outcome.host, outcome);
  }
  return conclude({ ...story, outcomes }, state, { at, counts });
}

function conclude(story: Story, state: OnItsWay, { at, counts }: { at: Instant; counts: Tally }): Story {
  if (overIn(counts) === state.hosts) {
    const { attempt, intentAt, notAfter, commandId } = state;
    const sent = commandId === undefined ? {} : { commandId };
    const common = { ...beforeSending(state), attempt, intentAt, notAfter, ...sent };
    const review = reviewDue(story, story.outcomes.values(), at);
    const over = { ...common, is: 'finished' as const, tally: counts, verdict: verdict(counts), ...review };
    return { ...story, finishedAt: at, state: over };
  }
  if (state.is !== 'sending') return { ...story, state: runningOf(state, counts, at) };
  // What is being sent has an answer when each of its hosts has one: SSM refused it, or nobody will ever know.
  const { sends, plan, outcomes } = story;
  const first = plan?.hosts[sends.at(-1)?.from ?? 0];
  const answered = first !== undefined && outcomes.has(first.name);
  return { ...story, state: answered ? runningOf(state, counts, at) : { ...state, tally: counts } };
}

type OnItsWay = Extract<RunState, { is: 'sending' | 'running' | 'keeping' }>;

function isOnItsWay(state: RunState): state is OnItsWay {
  return state.is === 'running' || state.is === 'sending' || state.is === 'keeping';
}

type OnHosts = RunningRun | KeepingRun | SendingRun | PausedRun;

/** What a run on its hosts carries, whether or not they are being told to keep it. */
export function onHosts(state: OnHosts): Omit<SendingRun, 'is'> {
  const { attempt, intentAt, notAfter, commandId, tally, cancelRequested } = state;
  const sent = commandId === undefined ? {} : { commandId };
  return { ...beforeSending(state), attempt, intentAt, notAfter, ...sent, tally, cancelRequested };
}

export function runningOf(state: OnHosts, counts: Tally, at: Instant): RunningRun {
  return { ...onHosts(state), is: 'running', tally: counts, wakeAt: at + LOOK_AGAIN };
}

export function settled(story: Story, outcome: HostOutcome): Story {
  const { state } = story;
  if (state.is !== 'finished' || story.outcomes.get(outcome.host)?.status !== 'unknown') return story;
  const outcomes = new Map(story.outcomes).set(outcome.host, outcome);
  const counts = tally(outcomes.values());
  return { ...story, outcomes, state: { ...state, tally: counts, verdict: verdict(counts) } };
}

export function undone(story: Story, { by, hosts }: { by: string; hosts: readonly string[] }): Story {
  return { ...story, undone: new Map([...story.undone, ...hosts.map((host) => [host, by] as const)]) };
}
