import type { ChangeStory } from '../../domain/change/apply.ts';
import type { ChangeRefusal, Moved } from '../../domain/change/refusal.ts';
import type { Result } from '../../domain/result.ts';
import type { Place } from '../../domain/run/state.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { changingAccount } from './changing-account.ts';
import { changingCells } from './changing-cells.ts';
import { changingGroup } from './changing-group.ts';
import { changingHost } from './changing-host.ts';
import { changingImport } from './changing-import.ts';
import { changingPolicy } from './changing-policy.ts';
import { changingPolicyImport } from './changing-policy-import.ts';
import { changingProfile } from './changing-profile.ts';
import { changingRole } from './changing-role.ts';
import { changingVendor } from './changing-vendor.ts';

/** The event that a change becomes on the stream that it changes; the change's id and reason are added to `data`. */
export type Made = { type: string; data: Record<string, unknown>; state: unknown };

/** What the worker has to know of a change of some kind, to apply it. */
export type Changing = {
  /** The stream of records that it changes, by one event. */
  stream: string;
  /** What is said when somebody else changed that stream first. */
  moved: Moved;
  /** Whether it may follow a later event than its preview: then `make` says whether what it rests on is still so. */
  follows?: true;
  /** Held while it is applied, so that two such changes never are at once. */
  lock?: string;
  /** What forbids it now, whatever the records say: asked while it waits, and when it is applied. */
  refuse?(deps: TendDeps, place: Place): Promise<ChangeRefusal | undefined>;
  /** Decides again on what stands on the stream, and makes the event. */
  make(deps: TendDeps, head: StoredEvent | undefined): Promise<Result<Made, ChangeRefusal>>;
};

export function changing({ change, content }: Pick<ChangeStory['proposal'], 'change' | 'content'>): Changing {
  switch (change.kind) {
    case 'grant':
    case 'revoke':
      return changingRole(change);
    case 'grant-group':
    case 'revoke-group':
      return changingGroup(change);
    case 'link':
    case 'unlink':
      return changingAccount(change);
    case 'set-cells':
      return changingCells(change);
    case 'set-policy':
      return changingPolicy(change);
    case 'use-profile':
      return changingProfile(change);
    case 'import-cells':
      return changingImport(change, content);
    case 'import-policy':
      return changingPolicyImport(change, content);
    case 'add-host':
      return changingHost(change);
    case 'set-vendor':
      return changingVendor(change);
    default:
      return change satisfies never;
  }
}
