import type { Actor } from '../actor.ts';
import type { AddHost } from './add-host.ts';
import type { SetCells } from './cells.ts';
import { type GroupChange, isGuardedGroup } from './group-role.ts';
import type { ImportCells } from './import-cells.ts';
import type { ImportPolicy } from './import-policy.ts';
import type { AccountChange } from './link.ts';
import { isGuarded, ownId, type RoleChange } from './role.ts';
import type { SetPolicy } from './set-policy.ts';
import type { SetVendor } from './set-vendor.ts';
import type { UseProfile } from './use-profile.ts';

/** What can be proposed: each kind changes one stream of records, by one event. */
export type Change =
  | RoleChange
  | GroupChange
  | SetCells
  | UseProfile
  | ImportCells
  | AccountChange
  | SetPolicy
  | ImportPolicy
  | AddHost
  | SetVendor;

/** How many other people with the role admin have to confirm it. */
export function confirmsWanted(change: Change): number {
  switch (change.kind) {
    case 'grant':
    case 'revoke':
      return isGuarded(change) ? 1 : 0;
    case 'grant-group':
    case 'revoke-group':
      return isGuardedGroup(change) ? 1 : 0;
    case 'set-cells':
    case 'use-profile':
    case 'import-cells':
    case 'set-policy':
    case 'import-policy':
    case 'add-host':
    case 'set-vendor':
      return 1;
    case 'link':
    case 'unlink':
      return change.guarded ? 1 : 0;
    default:
      return change satisfies never;
  }
}

/** Who gets a right by it, or whose accounts it is about, and so does not confirm it. */
export function concernedBy(change: Change): (Actor & { id: string })[] {
  switch (change.kind) {
    case 'grant':
      return [{ ...change.whom, id: change.person }];
    case 'link':
      return [
        { ...change.whom, id: change.person },
        { ...change.to, id: change.toPerson },
      ];
    case 'unlink':
      return [change.whom, ...change.from].map((account) => ({ ...account, id: change.person }));
    case 'grant-group': {
      const { team } = change.group;
      return (change.seen?.members ?? []).map(({ user, id }) => ({ team, user, id: id ?? ownId({ team, user }) }));
    }
    case 'revoke':
    case 'revoke-group':
    case 'set-cells':
    case 'use-profile':
    case 'import-cells':
    case 'set-policy':
    case 'import-policy':
    case 'add-host':
    case 'set-vendor':
      return [];
    default:
      return change satisfies never;
  }
}
