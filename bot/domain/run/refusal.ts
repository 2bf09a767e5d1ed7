import type { Actor, Role } from '../actor.ts';
import type { Spot } from '../escalation/ask.ts';
import type { Instant } from '../instant.ts';
import type { Cell, Ruling } from '../matrix/rule.ts';
import type { Need } from '../need.ts';
import type { StartRefusal } from '../schedule/timing.ts';
import type { Kind } from '../target.ts';
import type { VendorRunRefusal } from '../vendor/vendor-run.ts';
import type { GateRefusal, Stop } from './gates.ts';
import type { RetryRefusal } from './retry.ts';
import type { UndoRefusal } from './undo.ts';

/**
 * Why a request is not carried out. A closed list: `reason` is stable and goes on the audit record, its words live with
 * the surface that shows them.
 */
export type Refusal =
  | { reason: 'outsider' }
  | { reason: 'no-role'; needed: Role }
  /** A developer acts on staging alone: these hosts are not. */
  | { reason: 'staging-only'; hosts: string[] }
  | GateRefusal
  /** A break-glass run of high risk: the sentence has to name a target, since nobody else types a name. */
  | { reason: 'name-targets'; hosts: string[] }
  | { reason: 'account'; flag: string }
  | { reason: 'records-missing'; what: 'matrix' | 'policy' }
  | { reason: 'not-available'; cell: Cell; availableFor: Kind[]; hosts: string[] }
  /** `also`: cells of the same party for the other kinds among the targets. `targets`: what a request to it is made of. */
  | { reason: 'vendor-task'; cell: Cell; paid: boolean; hosts: string[]; also?: Cell[]; targets?: Spot[] }
  | Unlisted
  /** Some targets are one party's and some another's: each part is one sentence of its own, where it can be asked for at all. */
  | { reason: 'mixed'; activity: string; parts: MixedPart[] }
  /** The vendor said that it is not safe. `request` is the one in which it was asked. */
  | { reason: 'unsafe'; request: string; because: string }
  /** What one of a vendor's people may run rests on the request that they accepted. */
  | { reason: 'vendor-right'; request: string; why: VendorRunRefusal | 'not-theirs' | 'other-hosts' }
  /** The task is ours, and only people do it: Remit has no document for it. */
  | { reason: 'no-document'; cell: Cell; hosts: string[] }
  | { reason: 'not-undone'; run: string; why: UndoRefusal }
  | { reason: 'unknown-targets'; unknown: string[]; suggestion?: string }
  | { reason: 'no-targets'; group: string }
  | { reason: 'too-many-targets'; count: number; limit: number }
  | { reason: 'wrong-kind'; hosts: string[]; kind: Kind; kinds: Kind[] }
  | { reason: 'unknown-service'; service: string; host: string; services: string[]; suggestion?: string }
  /** The policy does not list this value of a field. */
  | { reason: 'not-listed'; value: string; listed: string[]; list?: 'may-edit' }
  | { reason: 'not-managed'; hosts: string[] }
  | { reason: 'offline'; hosts: string[]; lastPing?: Instant }
  | { reason: 'agent-too-old'; hosts: string[]; version: string; needed: string }
  | { reason: 'document-missing'; document: string }
  | { reason: 'already-asked'; run: string }
  | { reason: 'locked'; host: string; holder: string; since: Instant }
  | { reason: 'moved'; what: string[] }
  | { reason: 'rights-lost'; who: 'requester' | 'approver' | 'recorder' | 'excepter'; user: Actor }
  /** Of those who asked and approved, two are one person now. */
  | { reason: 'one-person'; users: Actor[] }
  /** It was asked too long ago: what was meant for then is not run now. */
  | { reason: 'stale'; asked: Instant }
  /** The time that was said never comes, or is too far off. `now`: when it was said, in whose zone. */
  | { reason: 'no-such-time'; why: StartRefusal; now: Instant; zone: string }
  /** It was to begin then, and could not: it is not run late. */
  | { reason: 'missed'; start: Instant; zone: string }
  /** Something that the decision needs did not answer, or broke: no answer, no action. */
  | { reason: 'fault' };

/** Nobody's task yet. `vendor` is who has to say first whether it is safe. */
export type Unlisted = {
  reason: 'unlisted';
  activity: string;
  kind: Kind;
  profile: string;
  version?: number;
  vendor?: string;
  kinds?: Kind[];
  targets?: Spot[];
};

/** `is`: whose the targets of this part are. */
export type MixedPart = { is: Ruling['is']; party?: string; hosts: string[]; kinds: Kind[]; sentence?: string };

/** Why an act on a run that exists (approve, deny, cancel, settle, again) is not carried out. */
export type ActRefusal =
  | { reason: 'outsider' }
  | { reason: 'no-role'; needed: Role }
  | { reason: 'unknown-run'; id: string; suggestion?: string }
  | { reason: 'own-request' }
  /** They have a role, and not what is still wanted: another role, a user group, or being one of those who are named. */
  | { reason: 'not-asked'; wanted: Need[] }
  /** A plan is narrowed, never widened: these are none of its hosts. */
  | { reason: 'not-in-plan'; hosts: string[]; has: string[] }
  /** High risk: the name of one of these hosts has to be typed. */
  | { reason: 'name-needed'; hosts: string[] }
  | { reason: 'wrong-name'; typed: string; hosts: string[] }
  | { reason: 'already-approved'; by: Actor }
  | { reason: 'too-late'; state: string }
  | { reason: 'too-early'; state: string }
  | { reason: 'other-plan' }
  | { reason: 'expired'; at: Instant }
  | { reason: 'not-unknown'; host: string }
  /** A gate stops the run now, and nobody let it past. */
  | { reason: 'stopped'; stop: Stop }
  | { reason: 'nothing-to-except' }
  | { reason: 'nothing-to-review' }
  | { reason: 'already-reviewed'; by: Actor }
  | UndoRefusal
  | RetryRefusal;
