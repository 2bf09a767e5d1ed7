import type { Actor } from '../actor.ts';
import type { ApprovalWanted } from '../need.ts';
import { cellsKey, type Plan, type PlannedHost } from './plan.ts';

/**
 * One thing that is not as it was when the plan was approved. `other`: hosts of the same name that are another machine, kind or
 * environment now. `approver`: somebody whose approval does not count any more.
 */
export type Move =
  | { part: 'hosts'; gone: string[]; come: string[]; other: string[] }
  | { part: 'document' | 'matrix' | 'policy'; from: string; to: string }
  | { part: 'parameters' | 'exception' | 'waves' }
  | { part: 'approval'; from: ApprovalWanted; to: ApprovalWanted }
  | { part: 'approver'; user: Actor; why: 'no-right' | 'one-person' };

/** What changed between two plans of the same request, before and after: empty when nothing moved. */
export function movesBetween(before: Plan, after: Plan): Move[] {
  const [was, is] = [matrixOf(before), matrixOf(after)];
  return [
    ...hostsBetween(before.hosts, after.hosts),
    ...ifOther(before.rollout, after.rollout, { part: 'waves' }),
    ...ifOther([before.documentName, before.guard], [after.documentName, after.guard], {
      ...{ part: 'document', from: before.documentName, to: after.documentName },
    }),
    ...ifOther(before.parameters, after.parameters, { part: 'parameters' }),
    ...ifOther(cellsKey(before), cellsKey(after), { part: 'matrix', from: was, to: is }),
    ...ifOther(before.policyVersion, after.policyVersion, {
      ...{ part: 'policy', from: `v${before.policyVersion}`, to: `v${after.policyVersion}` },
    }),
    ...ifOther(before.exception, after.exception, { part: 'exception' }),
    ...ifOther(before.approval, after.approval, { part: 'approval', from: before.approval, to: after.approval }),
  ];
}

function ifOther(a: unknown, b: unknown, move: Move): Move[] {
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [move];
}

function hostsBetween(before: readonly PlannedHost[], after: readonly PlannedHost[]): Move[] {
  const [was, is] = [byName(before), byName(after)];
  const gone = [...was.keys()].filter((name) => !is.has(name));
  const come = [...is.keys()].filter((name) => !was.has(name));
  const other = [...was].filter(([name, host]) => is.has(name) && is.get(name) !== host).map(([name]) => name);
  return gone.length + come.length + other.length > 0 ? [{ part: 'hosts', gone, come, other }] : [];
}

function byName(hosts: readonly PlannedHost[]): Map<string, string> {
  return new Map(
    hosts.map(({ name, instanceId, kind, environment }) => [name, JSON.stringify([instanceId, kind, environment])]),
  );
}

/** `virtuozzo v3 (Platform Owner)`. */
function matrixOf({ cells, unlisted }: Plan): string {
  const parts = cells.map(({ profile, version, party }) => `${profile} v${version} (${party.label})`);
  return [...new Set(parts), ...(unlisted ? [`${unlisted.profile} v${unlisted.version ?? 0} (not listed)`] : [])].join(
    ', ',
  );
}
