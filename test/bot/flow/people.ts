import type { Actor, Role } from '../../../bot/domain/actor.ts';

export const OURS = 'T0ACME';
export const VENDORS = 'T0VIRTUOZZO';

/** Every kind of account that can reach Remit. */
export const PEOPLE = {
  operator: { team: OURS, user: 'U0OPERATOR' },
  approver: { team: OURS, user: 'U0APPROVER' },
  'approver-2': { team: OURS, user: 'U0APPROVER2' },
  admin: { team: OURS, user: 'U0ADMIN' },
  'admin-2': { team: OURS, user: 'U0ADMIN2' },
  budget: { team: OURS, user: 'U0BUDGET' },
  developer: { team: OURS, user: 'U0DEVELOPER' },
  freezer: { team: OURS, user: 'U0FREEZER' },
  guest: { team: OURS, user: 'U0GUEST' },
  vendor: { team: VENDORS, user: 'U0VENDOR' },
  stranger: { team: 'T0ZETA', user: 'U0STRANGER' },
} as const satisfies Record<string, Actor>;

export type Who = keyof typeof PEOPLE;

/** Who is not here has no role. */
export const GRANTS: Partial<Record<Who, Role[]>> = {
  operator: ['operator'],
  approver: ['operator', 'approver'],
  'approver-2': ['operator', 'approver'],
  admin: ['admin'],
  'admin-2': ['admin'],
  budget: ['budget-holder'],
  developer: ['developer'],
  freezer: ['freeze-approver'],
};
