import type { Role } from '../../../../bot/domain/actor.ts';
import { type Environment, KINDS, type Kind } from '../../../../bot/domain/target.ts';
import { MEANS, published } from '../../../data/published.ts';
import { OURS } from '../../flow/people.ts';

/**
 * What ought to be decided, written from the published tables and the table of roles alone: nothing of the matrix's data
 * files, of its rule or of the plan is used here.
 */
export type Ought =
  | 'no-role'
  | 'staging-only'
  | 'vendor'
  | 'not-available'
  | 'unlisted'
  | 'wrong-kind'
  | 'no-document'
  | 'at-once'
  | 'after-approval';

/** The rows of the tables to which each activity belongs, in the tables' own words: of either table. */
const ROWS: Record<string, string[]> = {
  'adding-new-host': ['Adding New Host'],
  'user-host-decommission': ['User Host Decommission'],
  'additional-software': ['Additional Software'],
  'adding-new-regions': ['Adding new Regions'],
  'adding-new-host-groups': ['Adding new Host Groups'],
  'ssh-access-management': ['SSH Access Management', 'SSH Configuration'],
  uploader: ['Uploader Configuration'],
  'host-firewall': ['Host Firewall Configuration'],
  'container-firewall': ["End-Users' Container Firewall Configuration", 'Container Firewall Configuration'],
  'ip-and-routing': ['IP Configuration and Routing'],
  'zabbix-agent': ['Zabbix Agent Configuration'],
  logrotate: ['Logrotate Configuration'],
  'infrastructure-container-limits': ['Infrastructure Container Limits Configuration'],
  'infrastructure-container-resources': ['Infra Container Resources'],
  'users-vpn': ["VPN for users' containers and environments"],
  'jca-accounts': ['Managing JCA Accounts'],
  'os-user-accounts': ['Managing OS User Accounts'],
  'file-access-settings': ['File Access Settings'],
  'platform-and-hardware-monitoring': ['Platform and Underlying Hardware Monitoring'],
  'rebooting-host-or-container': ['Rebooting Host/Container'],
  'restarting-processes': ['Restarting Processes'],
  'editing-system-files': ['Editing System Files'],
  'backup-management': ['Backup Management', 'Backup and Restore'],
  'restoring-from-backup': ['Restoring from Backup', 'Backup and Restore'],
  'software-and-kernel-update': ['Virtuozzo Software and Kernel Update'],
  'ssl-certificates': ['SSL Certificates Update'],
  'infrastructure-migration': ['Infrastructure Migration to a New Host'],
  'outdated-data-removal': ['Outdated Data Removal from Database'],
  'platform-upgrade': ['Virtuozzo Application Platform Upgrade'],
  'initial-assessment': ['Initial Assessment of End-User Issues'],
  'infrastructure-incidents': ['Resolution of the Incidents Related to Infrastructure Problems'],
  'product-incidents': ['Resolution of the Incidents Related to Platform Product Issues'],
  'disaster-recovery': ['Disaster Recovery due to Customer neglect'],
  'windows-host-software-update': ['Windows Host Software Update'],
};

const TABLES = { virtuozzo: published('virtuozzo'), jelastic: published('jelastic') };

export type Raise = { environment?: Environment; wants: { of: number; from: 'approver' | 'admin' } };
export type Case = {
  activity: string;
  /** Whether a document of ours does it. */
  document: boolean;
  /** How many have to approve it at least, by the command itself. */
  floor: number;
  kinds?: readonly Kind[] | undefined;
  kind: Kind;
  environment: Environment;
  profile: keyof typeof TABLES;
  team: string;
  roles: readonly Role[];
  raises: readonly Raise[];
};

/** Operators act everywhere, developers on staging, nobody else anywhere. */
function refusedByRole(roles: readonly Role[], environment: Environment): Ought | undefined {
  if (roles.includes('operator')) return undefined;
  if (!roles.includes('developer')) return 'no-role';
  return environment === 'production' ? 'staging-only' : undefined;
}

export function ought(asked: Case): Ought {
  const { activity, document, floor, kinds, kind, environment, profile, team, roles, raises } = asked;
  const no = refusedByRole(roles, environment);
  if (no) return no;
  const labels = ROWS[activity] ?? [];
  const row = TABLES[profile].find((one) => labels.includes(one.activity));
  if (!row) return 'unlisted';
  const means = MEANS[row.parties[KINDS.indexOf(kind)] ?? ''];
  if (means === 'not-available') return 'not-available';
  if (means !== 'ours' || team !== OURS) return 'vendor';
  if (kinds && !kinds.includes(kind)) return 'wrong-kind';
  if (!document) return 'no-document';
  const { approver, admin } = approvalOught({ floor, environment, raises });
  return approver + admin > 0 ? 'after-approval' : 'at-once';
}

/** How many of each role have to approve: the most that the command's floor and the policy want of that role. */
export function approvalOught({ floor, environment, raises }: Pick<Case, 'floor' | 'environment' | 'raises'>): {
  approver: number;
  admin: number;
} {
  const apply = raises.filter((raise) => raise.environment === undefined || raise.environment === environment);
  const most = (role: string) => apply.map(({ wants }) => (wants.from === role ? wants.of : 0));
  return { approver: Math.max(floor, ...most('approver')), admin: Math.max(0, ...most('admin')) };
}
