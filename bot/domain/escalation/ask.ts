import { createHash } from 'node:crypto';
import type { CustomNote } from '../custom/custom.ts';
import type { Severity } from '../incident/state.ts';
import { HOUR, type Instant } from '../instant.ts';
import type { Cell } from '../matrix/rule.ts';
import type { Policy } from '../policy/policy.ts';
import { ENVIRONMENTS, type Environment, type Kind, type Target } from '../target.ts';
import { outward } from './outward.ts';
import type { Priority } from './priority.ts';

/**
 * What is asked of a vendor. `task`: to do it. `paid`: to do it as paid work, of which a budget holder approves the cost
 * first. `safety`: to say whether it is safe that we do it. `other`: anything that no command is for, in words. `inner` is that of our own circle owners.
 */
export type EscalationKind = 'task' | 'paid' | 'safety' | 'other' | 'inner';

/** A target as somebody of another organisation may know it: by name, without the id that AWS has for it. */
export type Spot = Pick<Target, 'name' | 'kind' | 'environment'>;

/** What a reading of ours printed on targets of the request, masked and cut: chosen by whoever sends it. `at`: when it was over. */
export type Diagnosis = { task: string; at: Instant; outputs: { host: string; text: string }[] };

/** A cell in the words of the matrix. Without `party` no row covers it: it is unlisted. */
export type AskedCell = { label: string; kind: Kind; party?: string; profile: string; version: number };

/**
 * What the vendor will see, whole: nothing else of ours reaches them. `task` is the command as a sentence, `typed` what
 * was typed; both and `because` have been through `redact`.
 */
export type Ask = {
  kind: EscalationKind;
  receiver: string;
  activity: string;
  label: string;
  cells: AskedCell[];
  task: string;
  /** As it was typed, where that says it in other words than `task` and `because`. */
  typed?: string;
  because?: string;
  targets: Spot[];
  /** Of a stage of a deployment, which has no targets yet: the platform that is deployed. */
  platform?: string;
  priority: Priority;
  wantedBy?: Instant;
  /** Custom configuration on the targets, where the activity may overwrite it. */
  custom: CustomNote[];
  /** It is part of an incident of ours: which, and how severe, only where the policy lets that out. */
  incident?: { id?: string; severity?: Severity };
  /** A word of whoever sends it. */
  note?: string;
  diagnosis?: Diagnosis;
};

/** Custom configuration that was recorded, and that was taken off the list, since the request was prepared: by id. */
export type CustomMoved = { added: string[]; removed: string[] };

/** What the task of a request begins with that is to take a run of ours back. */
export const TAKE_BACK = 'take back: ';

/** What is said when it is sent, beside what was prepared. */
export type SaidAtSend = Partial<Pick<Ask, 'priority' | 'wantedBy' | 'custom' | 'note' | 'diagnosis'>>;

/** What they will see once it is sent so. */
export function asSent(ask: Ask, said: SaidAtSend): Ask {
  return { ...ask, ...said };
}

type By = { name: string; channel?: { channel: string } | undefined };

/**
 * A short name of all that will be seen, and by whom, in which channel, so that what is sent is what was looked at. `named`: names of ours in it that were
 * said to be there.
 */
export function seenAs(ask: Ask, by?: By, named: readonly string[] = []): string {
  const asked = Object.entries(ask).sort(([one], [other]) => (one < other ? -1 : 1));
  const whose = by ? [['by', by.name, by.channel?.channel ?? '']] : [];
  const parts = [...asked, ...whose, ...(named.length > 0 ? [['named', ...named]] : [])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** Of a day the last moment, as it is told: the day ends where the next begins. A time is told as it is. */
export function lastMoment(wantedBy: Instant): Instant {
  return wantedBy % (24 * HOUR) === 0 ? wantedBy - 1 : wantedBy;
}

/** An incident as a vendor hears of it: that there is one; which, and how severe, where the policy lets that out. */
export function partOf(
  incident: { id: string; severity: Severity } | undefined,
  policy: Pick<Policy, 'incidentsToVendors'> | undefined,
): Pick<Ask, 'incident'> {
  if (!incident) return {};
  const { id, severity } = incident;
  return { incident: policy?.incidentsToVendors === 'named' ? { id, severity } : {} };
}

/** Makes what the vendor will see of what is known here: the one place where something of ours is let out. */
export function askOf(of: Omit<Ask, 'targets'> & { targets: readonly Spot[] }): Ask {
  const { because, typed, ...rest } = of;
  return {
    ...rest,
    task: outward(of.task),
    ...(typed !== undefined && { typed: outward(typed) }),
    ...(because !== undefined && { because: outward(because) }),
    custom: of.custom.map((note) => outwardNote(note, of.targets)),
    targets: of.targets.map(({ name, kind, environment }) => ({ name, kind, environment })),
  };
}

/** A custom configuration as the vendor reads it: what was typed there may hold anything, and of the hosts that it is on they know those of the request. */
export function outwardNote({ id, what, on, because, agreed }: CustomNote, targets: readonly Spot[]): CustomNote {
  const known = on.filter((host) => targets.some(({ name }) => name === host));
  return { id, what: outward(what), on: known, because: outward(because), agreed: outward(agreed) };
}

export function askedCell({ label, kind, party, profile, version }: Cell): AskedCell {
  return { label, kind, party: party.label, profile, version };
}

/** The environments of a request, each once, in their own order. */
export function environmentsOf({ targets }: { targets: readonly Spot[] }): Environment[] {
  return ENVIRONMENTS.filter((environment) => targets.some((target) => target.environment === environment));
}
