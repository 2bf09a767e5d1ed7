import type { Actor, Role } from '../actor.ts';
import type { Group } from '../group.ts';
import type { Instant } from '../instant.ts';
import type { Ruling } from '../matrix/rule.ts';
import type { Stop } from '../run/gates.ts';
import type { FileMistake } from '../table/mistake.ts';
import type { VendorRefusal } from '../vendor/refusal.ts';

/** The records that somebody else changed first: somebody's roles, a profile of the matrix, or the policy. */
export type Moved =
  | { is: 'roles'; whom: Actor }
  | { is: 'matrix'; profile: string }
  | { is: 'policy' }
  | { is: 'host'; name: string }
  | { is: 'group'; group: Group }
  | { is: 'vendors'; vendor: string };

/** The first of the other mistakes in a file, and how many there are. */
export type OtherMistakes = { first: FileMistake[]; count: number };

/** As many as a message shows: a file can have thousands. */
const NAMED = 9;

/** What is said of a file with these mistakes; the list is not empty. */
export function refusedFile([mistake, ...more]: readonly FileMistake[]): ChangeRefusal {
  if (!mistake) throw new Error('a file without a mistake is not refused');
  return {
    reason: 'file',
    mistake,
    ...(more.length > 0 && { more: { first: more.slice(0, NAMED), count: more.length } }),
  };
}

/** Why a change is not proposed, or not applied. Closed, as a run's: `reason` goes on the audit record. */
export type ChangeRefusal =
  | { reason: 'no-role' }
  | { reason: 'already-has'; whom: Actor; role: Role; until?: Instant }
  | { reason: 'has-not'; whom: Actor; role: Role }
  | { reason: 'last-admin'; whom: Actor }
  | { reason: 'group-already-has'; group: Group; role: Role; until?: Instant }
  | { reason: 'group-has-not'; group: Group; role: Role }
  /** Slack has no such group, or one that is too large. */
  | {
      reason: 'group';
      group: Group;
      why: { reason: 'no-group' } | { reason: 'too-large'; count: number; most: number };
    }
  | { reason: 'over-already'; until: Instant }
  | { reason: 'account'; whom: Actor; flag: string }
  | { reason: 'nothing-changes'; profile: string }
  | { reason: 'same-policy' }
  /** What the change does is not ours to do there, by the matrix. */
  | { reason: 'not-ours'; ruling: Ruling }
  | { reason: 'no-region'; region: string; known: string[] }
  | { reason: 'no-host-group'; group: string; known: string[] }
  /** The name or the instance is there already; `why`: it has Remit's tag and is no target. */
  | { reason: 'host-there'; name: string; instanceId: string; why?: string }
  /** Nothing but reading runs: no host joins then, either. */
  | { reason: 'stopped'; stop: Extract<Stop, { gate: 'stop' }> }
  /** Systems Manager knows no agent of that instance. */
  | { reason: 'no-agent'; instanceId: string }
  | VendorRefusal
  | { reason: 'one-already'; whom: Actor; to: Actor }
  /** `others`: the accounts that it is one person with. */
  | { reason: 'linked-already' | 'others-linked' | 'not-linked'; whom: Actor; others: Actor[] }
  /** The file that it was to be read from is not there, or not as it has to be: the first mistake, and how many others. */
  | { reason: 'file'; mistake: FileMistake; more?: OtherMistakes }
  /** What it was previewed upon is not so any more. */
  | { reason: 'moved'; what: Moved }
  | { reason: 'rights-lost'; user: Actor }
  /** Of those who decided it, two are one person now. */
  | { reason: 'one-person'; users: Actor[] };

/** Why an act on a change that exists (confirm, deny, show) is not carried out. */
export type ChangeActRefusal =
  | { reason: 'no-role' }
  | { reason: 'unknown-change' }
  | { reason: 'own-change' }
  | { reason: 'gains-by-it' }
  | { reason: 'own-accounts' }
  | { reason: 'too-early' }
  /** It changes nothing that could be tried: neither the policy nor the profile in force. */
  | { reason: 'other-change' }
  | { reason: 'too-late'; state: string }
  | { reason: 'expired'; at: Instant };
