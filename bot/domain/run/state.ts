import type { Actor, Role } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Need } from '../need.ts';
import type { Tally, Verdict } from './outcome.ts';

/** Where a request came from and where its answers go. `answerPath` is the path of Slack's response_url, never the URL. */
export type Place = { team: string; channel: string; thread?: string; answerPath?: string };

/** What every state of a run carries. `requester` is the person's id, `by` the account that typed. */
type Asked = { id: string; by: Actor; requester: string; place: Place; sentence: string; askedAt: Instant };
/** `wants` people, `from` a role; `needs` instead where that does not say it all. */
type Planned = Asked & {
  digest: string;
  hosts: number;
  expiresAt: Instant;
  wants: number;
  from?: Role;
  needs?: Need[];
  /** How often it has been planned anew since something moved after an approval. */
  replans?: number;
};
/** `meets`: which of the needs it counts for; all when absent. */
export type Approval = { by: Actor; person: string; at: Instant; meets?: number[] };
type Approved = Planned & { approvals: Approval[] };
type Sent = Approved & { attempt: number; intentAt: Instant; notAfter: Instant };
/** `commandId`: the one that was sent last. */
type OnHosts = Sent & { commandId?: string; tally: Tally; cancelRequested: boolean };

/** Why a run that goes in steps waits for somebody: it was asked to, hosts failed, or something forbids the next step now. */
export type PauseReason = 'between-waves' | 'failures' | 'refused';

/**
 * What the head of a run's stream says. At most 8 KB: hosts and outcomes are in the events' data, counted here.
 * `wakeAt` is when the clock has to look at the run again; terminal states have none. `keeping`: a guarded run is on its
 * hosts, and the document that keeps it is being sent to those where it was applied; once it is sent it is `running` again.
 * A run in steps is `sending` and `running` by turns; `sending` while others of its commands are under way.
 */
export type RunState =
  | (Asked & { is: 'asked' })
  | (Asked & { is: 'refused' })
  /** Of an unlisted activity: the vendor has to say first that it is safe. `request` is the one in which it is asked. */
  | (Approved & { is: 'unconfirmed'; request?: string; wakeAt: Instant })
  | (Approved & { is: 'waiting'; wakeAt: Instant })
  | (Approved & { is: 'approved' })
  /** Nobody is wanted any more: it waits for its time, and is decided again then. */
  | (Approved & { is: 'scheduled'; wakeAt: Instant })
  | (Approved & { is: 'denied' | 'expired' | 'cancelled' | 'halted' })
  | (OnHosts & { is: 'sending' })
  | (OnHosts & { is: 'running'; wakeAt: Instant })
  | (OnHosts & { is: 'keeping'; round: number })
  /** No host is at it; the others begin when somebody resumes it, and never when nobody does until `wakeAt`. */
  | (OnHosts & { is: 'paused'; why: PauseReason; wakeAt: Instant })
  /** `reviewBy`: somebody is to review it until then, and has not yet. */
  | (Sent & { is: 'finished'; commandId?: string; tally: Tally; verdict: Verdict; reviewBy?: Instant });

export type WaitingRun = Extract<RunState, { is: 'waiting' }>;
export type ScheduledRun = Extract<RunState, { is: 'scheduled' }>;
export type UnconfirmedRun = Extract<RunState, { is: 'unconfirmed' }>;
export type RunningRun = Extract<RunState, { is: 'running' }>;
export type KeepingRun = Extract<RunState, { is: 'keeping' }>;
export type SendingRun = Extract<RunState, { is: 'sending' }>;
export type PausedRun = Extract<RunState, { is: 'paused' }>;

const TERMINAL = new Set<RunState['is']>(['refused', 'denied', 'expired', 'cancelled', 'halted', 'finished']);

export function isTerminal(state: RunState): boolean {
  return TERMINAL.has(state.is);
}
