import type { composeBootstrap } from '../bot/compose.ts';
import type { Role } from '../bot/domain/actor.ts';
import { USUAL_TARGETS, type Vendor } from '../bot/domain/vendor/vendor.ts';
import { readPolicy } from '../data/read-policy.ts';
import { readProfiles } from '../data/read-profile.ts';
import { CHANNELS, TEAMS, USERS } from './slack/seed.ts';

/** The repositories of the local GitHub, and who is assigned what is critical. */
export const REPOSITORIES = { operations: 'acme/operations', reports: 'acme/incident_reports' };
export const CIRCLE_OWNER = 'acme-circle-owner';

/** Who is what in the local workspace, by the names of the accounts. `guest` has no role, the vendor's people none of ours. */
const GRANTS: Partial<Record<keyof typeof USERS, Role[]>> = {
  operator: ['operator'],
  approver: ['operator', 'approver'],
  'approver-2': ['operator', 'approver', 'freeze-approver'],
  'admin-2': ['admin'],
  budget: ['budget-holder'],
  developer: ['developer'],
  breaker: ['operator', 'break-glass', 'on-call'],
};

const VIRTUOZZO = (name: keyof typeof USERS) => ({ team: TEAMS.virtuozzo, user: USERS[name] });

/** The vendor of the local workspace, whose channel is shared with us. Whether its people may run anything is off, as everywhere. */
const VENDOR: Vendor = {
  name: 'virtuozzo',
  label: 'Virtuozzo',
  parties: ['Virtuozzo Team', 'Virtuozzo Team (paid)', 'Virtuozzo Operations', 'Jelastic Operations'],
  organisations: [TEAMS.virtuozzo],
  channel: { team: TEAMS.acme, channel: CHANNELS['ext-virtuozzo'] },
  targets: USUAL_TARGETS,
  contacts: [
    { who: VIRTUOZZO('vendor-2'), side: 'vendor' },
    { who: { team: TEAMS.acme, user: USERS.approver }, side: 'ours' },
  ],
  costLimit: { amount: 500_000, currency: 'EUR' },
};

/** Loads matrices, policy and people, once: a table that has them is left alone. */
export async function seedRecords({ bootstrap }: ReturnType<typeof composeBootstrap>): Promise<void> {
  const of = (name: string) => ({ team: TEAMS.acme, user: USERS[name as keyof typeof USERS] });
  await bootstrap({
    admin: of('admin'),
    others: Object.entries(GRANTS).map(([name, roles]) => ({ to: of(name), roles })),
    profiles: readProfiles({ owner: [TEAMS.acme], vendor: [TEAMS.virtuozzo] }),
    vendors: [VENDOR],
    policy: {
      ...readPolicy(),
      mayCheck: ['shop.acme.example'], // each isolated host has it: its own nginx
      issues: { repository: REPOSITORIES.operations, reports: REPOSITORIES.reports, circleOwners: [CIRCLE_OWNER] },
      alarms: [{ match: 'checkout-*', severity: 'critical', channel: CHANNELS.ops }],
    },
  });
}
