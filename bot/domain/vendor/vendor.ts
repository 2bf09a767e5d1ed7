import type { Actor } from '../actor.ts';
import type { DayHours } from '../calendar/week.ts';
import type { InviteStep } from '../channel/news.ts';
import type { Priority } from '../escalation/priority.ts';
import type { Instant } from '../instant.ts';

/** Minutes, of the vendor's support hours, within which they accept, answer first and are done. */
export type Targets = { accept: number; reply: number; done: number };

/** Whom to write to when a target is missed, in this order: somebody of theirs, or of ours. */
export type Contact = { who: Actor; side: 'vendor' | 'ours' };

/**
 * A vendor as it is registered. `name` is what is typed (`virtuozzo`), `label` how they are called. `parties`: what the matrix calls them, word for
 * word (`Virtuozzo Team (paid)`), by which its cells are theirs; `activities`: of these cells the only ones they take, all when absent.
 * `organisations`: the Slack teams, or Enterprise organisations, whose people are theirs. `channel` is the one that is shared with them, the only place where they may act. `zone` of `hours`; without
 * `hours` their support never sleeps. `runs`: whether their engineers may run, through us, what they accepted: off unless said. `output`: whether they
 * see what such a run printed, redacted; only how it ended, unless said.
 * `costLimit`: what may be approved in a calendar month, in the minor unit of `currency`; nothing is approved without. `invited`: whom an invitation to
 * the channel was sent to last.
 */
export type Vendor = {
  name: string;
  label: string;
  parties: string[];
  activities?: string[];
  organisations: string[];
  channel?: { team: string; channel: string };
  zone?: string;
  hours?: DayHours;
  targets: Record<Priority, Targets>;
  contacts: Contact[];
  runs?: true;
  output?: true;
  costLimit?: { amount: number; currency: string };
  invited?: { address: string; at: Instant; step?: InvitedStep };
};

/** How far Slack says that the invitation has come. `organisation`: whose people answered. `waits`: an admin has to agree yet. */
export type InvitedStep = { is: InviteStep; at: Instant; organisation?: string; waits?: true };

/** Where nobody has said anything: half an hour for what is critical, working days for the rest. */
export const USUAL_TARGETS: Record<Priority, Targets> = {
  critical: { accept: 30, reply: 30, done: 4 * 60 },
  major: { accept: 2 * 60, reply: 4 * 60, done: 2 * 24 * 60 },
  minor: { accept: 24 * 60, reply: 24 * 60, done: 10 * 24 * 60 },
};

/** The vendor that is asked for what the matrix gives to `receiver`. Undefined where none is registered for it: then people tell them by hand. */
export function vendorFor(
  vendors: readonly Vendor[],
  { receiver, activity }: { receiver: string; activity: string },
): Vendor | undefined {
  return vendors.find(
    ({ parties, activities }) => parties.includes(receiver) && (activities?.includes(activity) ?? true),
  );
}

/** The vendor that an organisation belongs to. Several vendors are blind to each other: one team is of one of them. */
export function vendorOfTeam(vendors: readonly Vendor[], team: string): Vendor | undefined {
  return vendors.find(({ organisations }) => organisations.includes(team));
}

/** The ids of an account's organisation: its workspace's, and the Enterprise organisation's that this is part of. */
export type Organisation = { team: string; enterprise?: string | undefined };

/** By which of its ids an account's organisation is known: a vendor may register its Enterprise organisation (`E…`) instead of each workspace. */
export function teamKnown(vendors: readonly Vendor[], { team, enterprise }: Organisation): string {
  if (enterprise === undefined || vendorOfTeam(vendors, team)) return team;
  return vendorOfTeam(vendors, enterprise) ? enterprise : team;
}

export type Stranger = 'unknown-team' | 'wrong-channel' | 'wrong-request';

/**
 * Whether somebody may act on a request of this vendor, in this channel: people of its organisations, in its channel, on its own requests.
 * Whether the account is a person at all (no guest, no bot, not deactivated) is the caller's to ask Slack.
 */
export function mayActForVendor(
  vendors: readonly Vendor[],
  by: Actor,
  at: { team: string; channel: string; request?: { vendor?: string } },
): { ok: true; vendor: Vendor } | { ok: false; why: Stranger } {
  const vendor = vendorOfTeam(vendors, by.team);
  if (!vendor) return { ok: false, why: 'unknown-team' };
  if (vendor.channel?.channel !== at.channel) return { ok: false, why: 'wrong-channel' };
  if (at.request && at.request.vendor !== vendor.name) return { ok: false, why: 'wrong-request' };
  return { ok: true, vendor };
}
