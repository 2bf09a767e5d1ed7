import type { Actor } from '../actor.ts';
import type { SetCells } from './cells.ts';
import { isGuarded, type RoleChange } from './role.ts';
import type { UseProfile } from './use-profile.ts';

/** What can be proposed: each kind changes one stream of records, by one event. */
export type Change = RoleChange | SetCells | UseProfile;

/** How many other people with the role admin have to confirm it. */
export function confirmsWanted(change: Change): number {
  switch (change.kind) {
    case 'grant':
    case 'revoke':
      return isGuarded(change) ? 1 : 0;
    case 'set-cells':
    case 'use-profile':
      return 1;
    default:
      return change satisfies never;
  }
}

/** Who gets a right by it, and so does not confirm it. */
export function gainsBy(change: Change): (Actor & { id: string }) | undefined {
  return change.kind === 'grant' ? { ...change.whom, id: change.person } : undefined;
}
