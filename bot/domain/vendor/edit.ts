import type { DayHours } from '../calendar/week.ts';
import { PRIORITIES, type Priority } from '../escalation/priority.ts';
import { type Contact, type Targets, USUAL_TARGETS, type Vendor } from './vendor.ts';

/**
 * What `vendor set` makes different, as it was said. `users` of contacts are accounts by Slack's ids, in the order of the step-up: whose people
 * they are is asked of Slack. Hours without any are around the clock; `activities` without any are all; a limit without any lets nothing be approved.
 */
export type VendorEdit =
  | { set: 'channel'; channel: string }
  | { set: 'organisations'; organisations: string[] }
  | { set: 'hours'; hours?: DayHours; zone?: string }
  | { set: 'zone'; zone: string }
  | { set: 'targets'; priority: Priority; targets: Partial<Targets> }
  | { set: 'contacts'; users: string[] }
  | { set: 'parties'; parties: string[] }
  | { set: 'activities'; activities?: string[] }
  | { set: 'cost limit'; limit?: { amount: number; currency: string } }
  | { set: 'runs'; runs: boolean }
  | { set: 'output'; output: boolean };

/** What a vendor begins with: everything else is said later, step by step. */
export type NewVendor = Pick<Vendor, 'name' | 'label' | 'organisations' | 'parties' | 'channel'>;

/** Whom it is with is said at once; nobody may run anything, and nothing may cost anything. */
export function newVendor(begun: NewVendor): Vendor {
  return { ...begun, targets: USUAL_TARGETS, contacts: [] };
}

/** The vendor after an edit. `team` is ours, as which the channel is known. The contacts are those that Slack vouched for. */
export function edited(
  vendor: Vendor,
  edit: VendorEdit,
  { team, contacts = [] }: { team: string; contacts?: Contact[] },
): Vendor {
  switch (edit.set) {
    case 'channel':
      return { ...vendor, channel: { team, channel: edit.channel } };
    case 'organisations':
      return withOrganisations(vendor, edit.organisations);
    case 'hours': {
      const { hours: _hours, ...rest } = vendor;
      return { ...rest, ...(edit.hours && { hours: edit.hours }), ...(edit.zone !== undefined && { zone: edit.zone }) };
    }
    case 'zone':
      return { ...vendor, zone: edit.zone };
    case 'targets': {
      const of = { ...vendor.targets[edit.priority], ...edit.targets };
      return { ...vendor, targets: { ...vendor.targets, [edit.priority]: of } };
    }
    case 'contacts':
      return { ...vendor, contacts };
    case 'parties':
      return { ...vendor, parties: edit.parties };
    case 'activities': {
      const { activities: _activities, ...rest } = vendor;
      return { ...rest, ...(edit.activities && { activities: edit.activities }) };
    }
    case 'cost limit': {
      const { costLimit: _limit, ...rest } = vendor;
      return { ...rest, ...(edit.limit && { costLimit: edit.limit }) };
    }
    case 'runs': {
      const { runs: _runs, ...rest } = vendor;
      return { ...rest, ...(edit.runs && { runs: true }) };
    }
    case 'output': {
      const { output: _output, ...rest } = vendor;
      return { ...rest, ...(edit.output && { output: true }) };
    }
    default:
      return edit satisfies never;
  }
}

/** Whoever is of an organisation that is theirs no more is nobody's contact: they would be written to of what is not theirs. */
function withOrganisations(vendor: Vendor, organisations: string[]): Vendor {
  const contacts = vendor.contacts.filter(({ who, side }) => side === 'ours' || organisations.includes(who.team));
  return { ...vendor, organisations, contacts };
}

/** Vendors after this one is as it is now; without it when it is gone. In their own order, a new one last. */
export function vendorsAfter(vendors: readonly Vendor[], name: string, after: Vendor | undefined): Vendor[] {
  if (after && !vendors.some((one) => one.name === name)) return [...vendors, after];
  return vendors.flatMap((one) => (one.name === name ? (after ? [after] : []) : [one]));
}

export function sameVendor(one: Vendor, other: Vendor): boolean {
  return canonical(one) === canonical(other);
}

/** Whatever order its parts came in, and its priorities. */
function canonical({ targets, ...rest }: Vendor): string {
  const parts = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  const times = PRIORITIES.map((priority) => {
    const { accept, reply, done } = targets[priority];
    return [accept, reply, done];
  });
  return JSON.stringify([parts, times]);
}
