import type { Actor } from '../actor.ts';
import type { Command } from '../command.ts';
import type { CustomNoted } from '../custom/custom.ts';
import type { Instant } from '../instant.ts';
import type { ForVendor } from '../vendor/vendor-run.ts';
import type { Stop } from './gates.ts';
import type { KeepIntent } from './keep.ts';
import type { Move } from './moved.ts';
import type { HostOutcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Refusal } from './refusal.ts';
import type { Piece } from './sends.ts';
import type { PauseReason, Place } from './state.ts';

/** Event 0. `source` is the identity of the request, so that a second delivery of it finds this one. */
export type RunAsked = {
  type: 'asked';
  data: {
    source: string;
    typed: string;
    sentence: string;
    command: Command;
    place: Place;
    requester: string;
    /** The run that is asked for once more: on purpose, so that it is no slip if the first is not over yet. */
    again?: string;
    /** The run that this one takes back: its command's undo is run, on the hosts where that run succeeded. */
    undoes?: string;
    /** The schedule that asks for it at this one of its times. */
    schedule?: string;
    /** It is run by the vendor's engineer who accepted this request: their acceptance is their right. */
    forVendor?: ForVendor;
  };
};

/**
 * The vendor's word that it is safe, `condition` when only then. `by` gave it to Remit: one of ours who recorded it, and has to
 * have the right to when it counts, or the vendor's own people.
 */
export type Cleared = { request: string; because: string; condition?: string; by: Actor; heard: 'recorded' | 'given' };

/** Why the rest of a run does not begin: somebody cancelled it, nobody resumed it, or it may not run any more. */
export type StopReason = 'cancelled' | 'expired' | 'refused';

/** What happens to a run, in order: each is one item of its stream, with who did it and when around it. */
export type RunStep =
  | RunAsked
  | { type: 'refused'; data: { refusal: Refusal } & Partial<RunAsked['data']> }
  /** `custom`: configurations on the hosts that it may overwrite, as they stood then. */
  | { type: 'planned'; data: { plan: Plan; custom?: CustomNoted } }
  /** The request in which the vendor is asked whether it is safe. */
  | { type: 'linked'; data: { request: string } }
  | { type: 'cleared'; data: Cleared }
  /** `meets`: which of several needs it counts for. */
  | { type: 'approved'; data: { digest: string; person: string; meets?: number[] } }
  /** Somebody with the role for it lets this run past what stops it: `covers` are the keys of these stops. */
  | { type: 'excepted'; data: { digest: string; person: string; covers: string[]; because: string } }
  /** What stops a run that waits is not what it was: a freeze was put up, or is over. */
  | { type: 'gated'; data: { stops: Stop[] } }
  /** An approval of the plan on fewer hosts: `plan` is what is left of it. Approvals of the wider plan are void. */
  | { type: 'narrowed'; data: { plan: Plan; person: string; meets?: number[] } }
  /**
   * Something moved after it was approved: it waits for approval anew, of this plan. `left`: whose approvals still count (of the same
   * plan); none when absent.
   */
  | { type: 'replanned'; data: { plan: Plan; moves: Move[]; left?: string[] } }
  | { type: 'denied'; data: { because?: string } }
  | { type: 'expired'; data: Record<never, never> }
  | { type: 'cancelled'; data: { because?: string } }
  | { type: 'halted'; data: { refusal: Refusal } }
  /**
   * `hosts`: those of one command, of a run that sends several; all, when absent. `opens`: up to here the decision was taken
   * again and the hosts are held.
   */
  | {
      type: 'intended';
      data: { attempt: number; intentAt: Instant; notAfter: Instant; hosts?: Piece; opens?: number };
    }
  | { type: 'sent'; data: { attempt: number; commandId: string } }
  /** SSM was busy and did not take the command: it is intended anew. `times` in a row. */
  | { type: 'put-off'; data: { until: Instant; times: number } }
  /** The next step waits for somebody, until then. `refusal`: what forbids it now. */
  | { type: 'paused'; data: { why: PauseReason; until: Instant; refusal?: Refusal } }
  | { type: 'resumed'; data: { person: string } }
  /** What has not begun never will. */
  | { type: 'stopped'; data: { why: StopReason; because?: string; refusal?: Refusal } }
  | { type: 'progressed'; data: { outcomes: HostOutcome[] } }
  | { type: 'keep-intended'; data: KeepIntent }
  | { type: 'keep-sent'; data: { round: number; commandId: string } }
  | { type: 'cancel-requested'; data: { because?: string } }
  | { type: 'settled'; data: { outcome: HostOutcome; because: string } }
  /** An approver looked at a break-glass run when it was over. */
  | { type: 'reviewed'; data: { person: string; fine: boolean; because: string } }
  /** Another run took this one back on these hosts. */
  | { type: 'undone'; data: { by: string; hosts: string[] } };

/** A step with its place in the stream. */
export type RunEvent = RunStep & { seq: number; at: Instant; by: Actor };
