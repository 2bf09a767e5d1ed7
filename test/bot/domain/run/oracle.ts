import type { Role } from '../../../../bot/domain/actor.ts';
import { type Environment, KINDS, type Kind } from '../../../../bot/domain/target.ts';
import { MEANS, published } from '../../../data/published.ts';
import { OURS } from '../../flow/people.ts';

/**
 * What ought to be decided, written from the published tables and the table of roles alone: nothing of the matrix's data
 * files, of its rule or of the plan is used here.
 */
export type Ought = 'no-role' | 'vendor' | 'not-available' | 'unlisted' | 'at-once' | 'after-approval';

/** The rows of the tables to which the commands belong, in the tables' words. */
const ROW: Record<string, string> = {
  restart: 'Restarting Processes',
  reboot: 'Rebooting Host/Container',
  status: 'Platform and Underlying Hardware Monitoring',
  uptime: 'Platform and Underlying Hardware Monitoring',
  disk: 'Platform and Underlying Hardware Monitoring',
  logs: 'Platform and Underlying Hardware Monitoring',
};
/** Commands that interrupt what runs want an approver in production. */
const DISRUPTIVE = ['restart', 'reboot'];

const TABLES = { virtuozzo: published('virtuozzo'), jelastic: published('jelastic') };

export type Raise = { environment?: Environment; wants: { of: number; from: 'approver' | 'admin' } };
export type Case = {
  command: string;
  kind: Kind;
  environment: Environment;
  profile: keyof typeof TABLES;
  team: string;
  roles: readonly Role[];
  raises: readonly Raise[];
};

export function ought({ command, kind, environment, profile, team, roles, raises }: Case): Ought {
  if (!roles.includes('operator')) return 'no-role';
  const row = TABLES[profile].find(({ activity }) => activity === ROW[command]);
  if (!row) return 'unlisted';
  const means = MEANS[row.parties[KINDS.indexOf(kind)] ?? ''];
  if (means === 'not-available') return 'not-available';
  if (means !== 'ours' || team !== OURS) return 'vendor';
  return approvalOught({ command, environment, raises }).of > 0 ? 'after-approval' : 'at-once';
}

/** How many have to approve, and with which role: the most that the command's floor and the policy want. */
export function approvalOught({ command, environment, raises }: Pick<Case, 'command' | 'environment' | 'raises'>): {
  of: number;
  from: 'approver' | 'admin';
} {
  const floor = DISRUPTIVE.includes(command) && environment === 'production' ? 1 : 0;
  const apply = raises.filter((raise) => raise.environment === undefined || raise.environment === environment);
  const of = Math.max(floor, ...apply.map(({ wants }) => wants.of));
  return { of, from: apply.some(({ wants }) => wants.from === 'admin') ? 'admin' : 'approver' };
}
