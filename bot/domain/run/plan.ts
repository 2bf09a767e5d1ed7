import { createHash } from 'node:crypto';
import type { Guard, Risk } from '../command.ts';
import type { Instant } from '../instant.ts';
import type { Cell } from '../matrix/rule.ts';
import type { ApprovalWanted } from '../need.ts';
import type { Start } from '../schedule/timing.ts';
import type { Environment, Kind } from '../target.ts';
import type { IssuePlace } from '../tracked/place.ts';
import type { ForVendor } from '../vendor/vendor-run.ts';
import type { Exception, Stop } from './gates.ts';
import type { Unlisted } from './refusal.ts';
import type { PlannedRollout } from './waves.ts';

/** A host as it was resolved when the run was planned: the name people read and the id that SSM gets. */
export type PlannedHost = { name: string; instanceId: string; kind: Kind; environment: Environment };

/** What will happen, where, on whose right: shown word for word to the approver, and bound to the approval by `digest`. */
export type Plan = {
  command: string;
  fields: Record<string, string>;
  hosts: PlannedHost[];
  /** Absent: all at once, whatever becomes of each. */
  rollout?: PlannedRollout;
  documentName: string;
  parameters: Record<string, string[]>;
  timeoutSeconds: number;
  risk: Risk;
  repeatable: boolean;
  effect: string;
  /** Whether and how it can be undone. */
  undo: string;
  /** The document that would take it back, as it is shipped now. */
  undoDocument?: string;
  /** The run that this one takes back. */
  undoes?: string;
  /** The hosts take the change back by themselves, unless they are reached by this document within so many seconds. */
  guard?: Guard & { documentName: string };
  /** The record keeps a form's worth of the output, not its end alone. */
  keeps?: 'text';
  cells: Cell[];
  /** What no row of the matrix covers: the plan waits for the vendor's word on it before anybody approves. */
  unlisted?: Unlisted;
  policyVersion: number;
  /** A gate that the run's reason stands for, as the approver is shown. */
  exception?: Exception;
  /** What stops it as it is planned: it wants an exception first. Not bound: freezes come and go. */
  stops?: Stop[];
  approval: ApprovalWanted;
  /** When it begins; as soon as it may when absent. */
  start?: Start;
  /** Where the run is logged as an issue, for people; not bound: nothing rests on it. */
  issue?: IssuePlace;
  /** Nobody approves it, and no hours hold it: what would have been wanted `instead` of the key that was turned. */
  breakGlass?: { instead: ApprovalWanted };
  /** Whoever approves types the name of a target. */
  typed?: true;
  /** One of a vendor's people runs it, on the request that they accepted. */
  forVendor?: Pick<ForVendor, 'request' | 'vendor'>;
  /** How many hosts the plan had of which an approver left these. */
  narrowedFrom?: number;
  /** The end of the approval window. */
  expiresAt: Instant;
  digest: string;
};

/**
 * Binds an approval to what was approved: command, fields, hosts and their waves, document (whose name carries its content's hash),
 * versions of matrix and policy, and the end of the window. 64 hexadecimal digits; people read the first four.
 */
export function digestOf(plan: Omit<Plan, 'digest'>): string {
  const bound = [
    plan.command,
    sorted(plan.fields),
    plan.hosts.map(({ name, instanceId, kind, environment }) => [name, instanceId, kind, environment]),
    plan.documentName,
    sorted(plan.parameters),
    plan.timeoutSeconds,
    plan.cells.map(({ activity, kind, party, profile, version }) => [activity, kind, party.id, profile, version]),
    plan.policyVersion,
    plan.approval,
    plan.expiresAt,
    ...(plan.guard ? [[plan.guard.documentName, plan.guard.seconds]] : []),
    ...(plan.unlisted ? [unlistedKey(plan.unlisted)] : []),
    ...(plan.start ? [['start', plan.start.at]] : []),
    ...(plan.exception ? [['exception', plan.exception.gate, plan.exception.days, plan.exception.because]] : []),
    ...(plan.rollout ? [rolloutKey(plan.rollout)] : []),
    ...(plan.typed ? ['typed'] : []),
    ...(plan.breakGlass ? [['break-glass', plan.breakGlass.instead]] : []),
    ...(plan.forVendor ? [['for-vendor', plan.forVendor.request, plan.forVendor.vendor]] : []),
    ...(plan.narrowedFrom === undefined ? [] : [['narrowed-from', plan.narrowedFrom]]),
  ];
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex');
}

function rolloutKey({ ends, stopAfter, atOnce, pause }: PlannedRollout): unknown[] {
  return ['waves', ends, stopAfter ?? null, atOnce ?? null, pause ?? false];
}

function unlistedKey({ activity, kinds, profile, version, vendor }: Unlisted): unknown[] {
  return [activity, kinds, profile, version, vendor];
}

function sorted<T>(values: Record<string, T>): [string, T][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What changed between two plans of the same request, in the words of the plan's parts: empty when nothing moved. */
export function moved(before: Plan, after: Plan): string[] {
  const parts: [string, unknown, unknown][] = [
    ['the hosts', before.hosts, after.hosts],
    ['the waves', before.rollout, after.rollout],
    ['the document', [before.documentName, before.guard], [after.documentName, after.guard]],
    ['the parameters', before.parameters, after.parameters],
    ['the matrix', cellsKey(before), cellsKey(after)],
    ['the policy', before.policyVersion, after.policyVersion],
    ['the approval wanted', before.approval, after.approval],
    ['what was tried on staging', before.exception, after.exception],
  ];
  return parts.filter(([, a, b]) => JSON.stringify(a) !== JSON.stringify(b)).map(([part]) => part);
}

/** On what of the matrix a plan rests, to be compared. */
export function cellsKey({ cells, unlisted }: Plan): unknown[] {
  return [cells.map(cellKey), ...(unlisted ? [unlistedKey(unlisted)] : [])];
}

function cellKey({ activity, kind, party, profile, version }: Cell): unknown[] {
  return [activity, kind, party.id, profile, version];
}
