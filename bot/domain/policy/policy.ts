import type { Role } from '../actor.ts';
import type { DayHours, WeekStretch } from '../calendar/week.ts';
import type { Risk } from '../command.ts';
import type { AlarmRule } from '../incident/alarm.ts';
import type { IncidentRule } from '../incident/rule.ts';
import type { ImpactRule } from '../incident/severity.ts';
import { MINUTE } from '../instant.ts';
import { type ApprovalWanted, leastOf, type Need, needsOf, stricter } from '../need.ts';
import type { Environment } from '../target.ts';
import type { EnvironmentCalendar } from './calendar.ts';
import { applies, type Conditions, type Situation } from './conditions.ts';

export const RISKS = ['read', 'change', 'disruptive'] as const satisfies readonly Risk[];

/** How long an approval may be waited for. After a day it was given for another situation. */
export const WINDOW_MINUTES = { least: 1, most: 24 * 60 } as const;
/** How long a vendor's word may be waited for. After a week it was given of the hosts as they were. */
export const SAFETY_WINDOW_MINUTES = { least: 1, most: 7 * 24 * 60 } as const;
/** Working days without a move after which whoever a deployment waits for is reminded. */
export const QUIET_DAYS = { least: 1, most: 30 } as const;
/** How many people a rule may want. */
export const APPROVERS = { least: 1, most: 10 } as const;

/** Accounts of which a rule may want so many. */
export const PEOPLE_NAMED = 25;
/** Hosts from which on a rule may apply: more are not run at once. */
export const HOSTS_FROM = { least: 2, most: 50 } as const;

/** Of whom a rule may want an approval. Of a budget holder only for paid work, which is never a run. */
export const APPROVING = ['approver', 'admin', 'budget-holder'] as const satisfies readonly Role[];

/** A rule that raises the approval wanted where its conditions hold. `typed`: who approves types the name of a target. */
export type ApprovalRule = Conditions & { wants: Need & { from: (typeof APPROVING)[number] }; typed?: true };

/** How pressing a request to a vendor is unless somebody says so: the first rule that applies. */
export type PriorityRule = { environment?: Environment; risk?: Risk; priority: 'critical' | 'major' | 'minor' };

/**
 * When changes (commands that alter a system for good) may be made: never in a part of the week that is `closed`, only in
 * business hours with `hours`, and only after the same change succeeded on staging within so many days. Every rule that
 * applies to an environment holds. Repairs and reading are not stopped by it.
 */
export type ChangeRule = {
  environment?: Environment;
  closed?: WeekStretch[];
  hours?: 'business';
  stagingFirstDays?: number;
};

/** Within how many days a change may have been tried on staging. */
export const STAGING_DAYS = { least: 1, most: 90 } as const;

/** `on-call`: of those who may approve the ones who are on call, or all of them where none is. */
export const ASK_DIRECTLY = ['on-call', 'everybody', 'nobody'] as const;
export type AskDirectly = (typeof ASK_DIRECTLY)[number];

/** Hosts that belong together. `region`: where all of them stand, when they stand in one. */
export type HostGroup = { name: string; region?: string };

/**
 * Repositories of GitHub's as `owner/name`: `repository` for issues, `reports` for reports of incidents (`incident_reports` of the
 * same owner when absent). `labels`: what the priorities are called there, `Critical`, `Major` and `Minor` when absent. `circleOwners`:
 * the logins of those to whom what is critical is assigned. `logins`: who of ours has which login, by Slack's id.
 */
export type IssuesPolicy = {
  repository: string;
  reports?: string;
  labels?: { critical?: string; major?: string; minor?: string };
  circleOwners?: string[];
  logins?: { user: string; login: string }[];
};

/** People whose logins a policy says. */
export const LOGINS = 60;
/** GitHub assigns an issue to so many people at most. */
export const CIRCLE_OWNERS = 10;

export const INCIDENTS_TO_VENDORS = ['unnamed', 'named'] as const;
type IncidentsToVendors = (typeof INCIDENTS_TO_VENDORS)[number];

/** What an organisation decides beyond the matrix. `version` is the sequence of the event that made it so. */
export type Policy = {
  version: number;
  /** The matrix profile that is in force. */
  profile: string;
  /** Minutes that an approval may be waited for. */
  approvalMinutes: number;
  approvals: ApprovalRule[];
  /** Who is asked to approve in their direct messages, beside the card: those on call first when absent. */
  askDirectly?: AskDirectly;
  /** Minutes that a vendor's word on safety, and the approvals after it, may be waited for. */
  safetyMinutes?: number;
  priorities?: PriorityRule[];
  /** Activities before which the custom configuration on the targets is listed to both sides. */
  customListedBefore?: string[];
  /** What a vendor hears of the incident that a request is part of: its number and severity, or only that there is one. */
  incidentsToVendors?: IncidentsToVendors;
  /** Hosts whose web addresses may be asked from a target: `shop.acme.example`, `*.acme.example`, with `:port`. None when absent. */
  mayCheck?: string[];
  /** Working days without a move after which a deployment reminds of whom it waits for. */
  deploymentQuietDays?: number;
  /** When incidents are brought to mind, by severity; as ships where it says nothing. */
  incidents?: IncidentRule[];
  /** How severe an incident is by whom and what it hits; as ships where no rule fits. */
  impact?: ImpactRule[];
  /** The zone of all hours below, by its name in the zone database; UTC when absent. */
  zone?: string;
  businessHours?: DayHours;
  /** When somebody is on call for critical matters. It stops nothing. */
  onCall?: DayHours;
  changes?: ChangeRule[];
  /** Calendars of AWS that close an environment to all but reading, beside what is frozen here. No answer is closed. */
  calendars?: EnvironmentCalendar[];
  /** Files that may be read and edited: `/etc/hosts`, `/etc/nginx/conf.d/*.conf`. None when absent. */
  mayEdit?: string[];
  /** Hosts that a command may change at once when its sentence does not say how: 50 when absent. More go in waves. */
  atOnce?: number;
  /** Regions that hosts stand in, by name. */
  regions?: string[];
  /** The groups that a host may join. */
  hostGroups?: HostGroup[];
  /** Which alarms open an incident, and how severe it is. None do when absent. */
  alarms?: AlarmRule[];
  /** Reactions that put a message on an incident's timeline, by their names without colons: `pushpin` when absent. */
  marks?: string[];
  /** Where tasks and changes are logged as issues: nowhere when absent. */
  issues?: IssuesPolicy;
};

/** A policy as it is on file: its version is the event that will make it so. */
export type PolicyBody = Omit<Policy, 'version'>;

/** A vendor answers in its support hours: a day, unless the policy says otherwise. */
const SAFETY_MINUTES = 24 * 60;

export function approvalWindow(policy: Policy): number {
  return policy.approvalMinutes * MINUTE;
}

/** How long a plan that waits for a vendor's word may be waited for: never shorter than for an approval alone. */
export function safetyWindow({ safetyMinutes = SAFETY_MINUTES, approvalMinutes }: Policy): number {
  return Math.max(safetyMinutes, approvalMinutes) * MINUTE;
}

type Asked = {
  floor: Record<Environment, ApprovalWanted>;
  situation: Situation;
  policy: Pick<Policy, 'approvals'>;
};

/** Whether who approves types the name of a target: a rule says so, or the command itself wants more than one approver there. */
export function nameWanted({ floor, situation, policy }: Asked): boolean {
  const floors = situation.hosts.map(({ environment }) => leastOf(needsOf(floor[environment])));
  return floors.some((of) => of > 1) || policy.approvals.some((rule) => rule.typed && applies(rule, situation));
}

/**
 * The approval that a command wants on its hosts: the command's floor for each environment and every rule that applies,
 * all of them together. Policy raises; nothing lowers.
 */
export function approvalWanted(ask: Asked): ApprovalWanted {
  const environments = [...new Set(ask.situation.hosts.map(({ environment }) => environment))];
  const rules = ask.policy.approvals.filter((rule) => applies(rule, ask.situation));
  return [
    ...environments.map((environment) => ask.floor[environment]),
    ...rules.map(({ wants }) => wants),
  ].reduce<ApprovalWanted>(stricter, 'none');
}
