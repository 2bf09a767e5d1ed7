/**
 * The workspace that a fresh start shows: three organisations, their people, and the channels they share.
 *
 * Ids follow Slack's patterns and never change, so that tests, the local matrix and the bootstrap can name them.
 */
import type { Account, Channel, Organisation, UserGroup } from './wire.ts';

export const TEAMS = { acme: 'T0ACME0001', virtuozzo: 'T0VIRTUOZ1', zeta: 'T0ZETA0001' } as const;

export const USERS = {
  operator: 'U0OPERATOR',
  approver: 'U0APPROVER',
  'approver-2': 'U0APPROVER2',
  admin: 'U0ADMIN001',
  'admin-2': 'U0ADMIN002',
  budget: 'U0BUDGET01',
  developer: 'U0DEVELOP1',
  breaker: 'U0BREAKER1',
  guest: 'U0GUEST001',
  'vendor-1': 'U0VENDOR01',
  'vendor-2': 'U0VENDOR02',
  stranger: 'U0STRANGER',
} as const;

export const BOT = { user: 'U0REMITBOT', bot: 'B0REMITBOT', handle: 'ops', displayName: 'Remit' } as const;

export const CHANNELS = {
  ops: 'C0OPS00001',
  general: 'C0GENERAL1',
  'ext-virtuozzo': 'C0EXTVIRT1',
  'ext-zeta': 'C0EXTZETA1',
  zeta: 'C0ZETA0001',
} as const;

/** A channel with its members' user ids, who made it, and the organisations that are invited to it; the page is told the channel alone. */
export type Room = Channel & { members: string[]; creator?: string; pending?: string[] };
/** An account with what Slack tells apps of it besides: one that has left, or a guest of a few channels. */
export type Person = Account & { deleted?: true; restricted?: true };
export type Seed = { organisations: Organisation[]; accounts: Person[]; userGroups: UserGroup[]; rooms: Room[] };

/** The direct channel between one person and the bot. */
export function directRoom(account: Account): Room {
  const teams = [...new Set([TEAMS.acme, account.team])];
  const members = [account.id, BOT.user];
  return { id: `D${account.id.slice(1)}`, name: BOT.displayName, teams, topic: '', kind: 'direct', members };
}

const person = (name: keyof typeof USERS, team: string, realName: string, timeZone: string): Account => ({
  id: USERS[name],
  name,
  team,
  realName,
  isBot: false,
  timeZone,
});

const ACME: Account[] = [
  person('operator', TEAMS.acme, 'Olive Operator', 'Europe/Berlin'),
  person('approver', TEAMS.acme, 'Amir Approver', 'Europe/Berlin'),
  person('approver-2', TEAMS.acme, 'Ada Approver', 'America/New_York'),
  person('admin', TEAMS.acme, 'Alma Admin', 'Europe/Berlin'),
  person('admin-2', TEAMS.acme, 'Anton Admin', 'Asia/Tokyo'),
  person('budget', TEAMS.acme, 'Bea Budget', 'Europe/London'),
  person('developer', TEAMS.acme, 'Dora Developer', 'Europe/Berlin'),
  person('breaker', TEAMS.acme, 'Boris Breaker', 'Europe/Berlin'),
  person('guest', TEAMS.acme, 'Gus Guest', 'Europe/Berlin'),
];
const VIRTUOZZO: Account[] = [
  person('vendor-1', TEAMS.virtuozzo, 'Vera Vendor', 'Europe/Sofia'),
  person('vendor-2', TEAMS.virtuozzo, 'Viktor Vendor', 'America/Los_Angeles'),
];
const ZETA: Account[] = [person('stranger', TEAMS.zeta, 'Sam Stranger', 'UTC')];
const REMIT: Account = {
  id: BOT.user,
  name: BOT.handle,
  team: TEAMS.acme,
  realName: BOT.displayName,
  isBot: true,
  timeZone: 'UTC',
};

function room(name: keyof typeof CHANNELS, topic: string, accounts: Account[]): Room {
  const teams = [...new Set(accounts.map((account) => account.team))];
  return { id: CHANNELS[name], name, teams, topic, kind: 'channel', members: accounts.map((account) => account.id) };
}

export const SEED: Seed = {
  organisations: [
    { id: TEAMS.acme, name: 'Acme' },
    { id: TEAMS.virtuozzo, name: 'Virtuozzo' },
    { id: TEAMS.zeta, name: 'Zeta' },
  ],
  accounts: [...ACME, ...VIRTUOZZO, ...ZETA, REMIT],
  userGroups: [
    {
      ...{ id: 'S0PLATFORM', team: TEAMS.acme, handle: 'platform-team', name: 'Platform team' },
      members: [USERS.operator, USERS.guest],
    },
  ],
  rooms: [
    room('ops', 'Maintenance of the platform', [...ACME, REMIT]),
    room('general', 'Everything else', [...ACME, REMIT]),
    room('ext-virtuozzo', 'Acme and Virtuozzo', [...ACME, REMIT, ...VIRTUOZZO]),
    { ...room('ext-zeta', 'Acme and Zeta', [...ACME, REMIT, ...ZETA]), limited: [TEAMS.zeta] },
    room('zeta', 'Zeta alone', ZETA),
    ...ACME.map(directRoom),
  ],
};
