import type { Instant } from '../instant.ts';
import type { CalendarState } from '../policy/calendar.ts';
import type { ChangeHours } from '../policy/hours.ts';
import type { ChangeRule } from '../policy/policy.ts';
import type { Environment } from '../target.ts';
import type { EmergencyStop, Freeze, HostLock } from './standing.ts';

/** What is open in one environment now. `rule`: what the policy says of changes there. */
export type OpenNow = {
  environment: Environment;
  rule?: Omit<ChangeRule, 'environment'>;
  hours: ChangeHours;
  freezes: Freeze[];
  /** Those of the policy that close it, too; `state` where they could be asked. */
  calendars: { calendar: string; state?: CalendarState }[];
};

/** What opens or shuts next: changes by the hour, a freeze that thaws, a host that is given back. */
export type NextChange = { at: Instant } & (
  | { what: 'opens' | 'shuts'; environment: Environment }
  | { what: 'thaws'; freeze: Freeze }
  | { what: 'free'; lock: HostLock }
);

export type FreezeTold =
  | { is: 'frozen'; freeze: Freeze }
  | { is: 'thawed'; freezes: Freeze[]; because?: string }
  | { is: 'host-kept'; lock: HostLock }
  | { is: 'host-free'; lock: HostLock; because?: string }
  /** `already`: it stood before, by somebody's word. */
  | { is: 'everything-stopped'; stop: EmergencyStop; already?: true }
  /** `already`: that person's word was on record before. */
  | { is: 'lift-asked'; stop: EmergencyStop; already?: true }
  | { is: 'lifted'; stop: EmergencyStop; at: Instant }
  /** Ended by their own time. */
  | { is: 'over'; freezes: Freeze[]; locks: HostLock[] }
  | {
      is: 'calendar';
      zone: string;
      now: OpenNow[];
      locks: HostLock[];
      next: NextChange[];
      stop?: EmergencyStop;
      /** The same is on its way as a picture. */
      picture?: true;
    };
