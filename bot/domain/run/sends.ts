import type { Instant } from '../instant.ts';
import type { Story } from './apply.ts';
import type { RunEvent } from './event.ts';
import { type HostOutcome, type Tally, tally } from './outcome.ts';
import type { PlannedHost } from './plan.ts';
import type { RunState } from './state.ts';
import { beforeSending, type Into, runningOf } from './steps.ts';

/** Hosts of the plan, by their places in it: from the first to before `to`. */
export type Piece = { from: number; to: number };

/** One command that was intended, and sent when it has an id. */
export type Send = Piece & { attempt: number; intentAt: Instant; notAfter: Instant; commandId?: string };

/** The send that is intended and of which nobody knows yet. */
export function pending({ sends, state }: Story): Send | undefined {
  return state.is === 'sending' ? sends.at(-1) : undefined;
}

/** How many hosts have had their turn, from the first of the plan on. */
export function begun({ sends }: Story): number {
  return sends.at(-1)?.to ?? 0;
}

export function hostsOf({ plan }: Story, { from, to }: Piece): PlannedHost[] {
  return plan?.hosts.slice(from, to) ?? [];
}

/** The command that a host got, of all that a run sent. */
export function sendTo({ sends, plan }: Story, host: string): Send | undefined {
  const at = plan?.hosts.findIndex(({ name }) => name === host) ?? -1;
  return sends.findLast(({ from, to }) => from <= at && at < to);
}

type Of<T extends RunEvent['type']> = RunEvent & { type: T };

/** A second attempt takes the place of the first. */
export function intended(story: Story, { data }: Of<'intended'>): Story {
  const { attempt, intentAt, notAfter, opens } = data;
  const piece = data.hosts ?? { from: 0, to: story.plan?.hosts.length ?? 0 };
  const last = story.sends.at(-1);
  const others =
    last && last.commandId === undefined && last.from === piece.from ? story.sends.slice(0, -1) : story.sends;
  const { sofar } = onRecord(story.state);
  const state: RunState = { ...beforeSending(story.state), ...sofar, attempt, intentAt, notAfter, is: 'sending' };
  const sends = [...others, { ...piece, attempt, intentAt, notAfter }];
  return { ...story, sends, opened: opens ?? story.opened ?? piece.to, state };
}

function onRecord(state: RunState): { sofar: { tally: Tally; cancelRequested: boolean; commandId?: string } } {
  if (!('tally' in state)) return { sofar: { tally: tally([]), cancelRequested: false } };
  const { tally: counts, commandId } = state;
  const cancelRequested = 'cancelRequested' in state && state.cancelRequested;
  return { sofar: { tally: counts, cancelRequested, ...(commandId !== undefined && { commandId }) } };
}

/** SSM has the command: its hosts wait for it. */
export function sent(story: Story, event: Of<'sent'>, into: Into): Story {
  const { state } = story;
  const send = pending(story);
  if (state.is !== 'sending' || !send) return story;
  const { commandId } = event.data;
  const waiting = hostsOf(story, send).filter(({ name }) => !story.outcomes.has(name));
  const outcomes = into(story.outcomes);
  for (const { name } of waiting) outcomes.set(name, waitingOn(name));
  const counts = { ...state.tally, waiting: state.tally.waiting + waiting.length };
  const sends = [...story.sends.slice(0, -1), { ...send, commandId }];
  const { putOff: _over, ...told } = story;
  return {
    ...told,
    sends,
    outcomes,
    sentAt: story.sentAt ?? event.at,
    state: runningOf({ ...state, commandId }, counts, event.at),
  };
}

function waitingOn(host: string): HostOutcome {
  return { host, status: 'waiting', detail: 'Pending', tail: '' };
}

/** The intent is taken back: SSM said clearly that it has nothing. */
export function putOff(story: Story, { data, at }: Of<'put-off'>): Story {
  const { state, sends } = story;
  if (state.is !== 'sending') return story;
  return { ...story, sends: sends.slice(0, -1), putOff: data, state: runningOf(state, state.tally, at) };
}
