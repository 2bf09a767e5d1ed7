import { PRIORITIES } from '../../domain/escalation/priority.ts';
import type { IncidentState } from '../../domain/incident/state.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { endOfIncident, issueOfIncident, reopenedNote, severityNote } from '../../domain/tracked/of-incident.ts';
import { placeFor } from '../../domain/tracked/place.ts';
import type { TendDeps } from '../deps.ts';
import type { ReadIncident } from '../incident/append-incident.ts';
import { closeIssue, logIssue, noteOnIssue } from './log-issue.ts';
import { policyNow } from './policy-now.ts';

/** The receipt of what the issue says: a burst of events is told by its end. */
const LOGGED = 'logged';

/**
 * Logs an incident when it is declared, what changed its severity, with another label, and that it is resolved or open again. A drill is
 * logged nowhere: nobody outside is to take it for real. What is said is named by what was told before: after a crash it is said under the same name,
 * whatever came meanwhile.
 */
export async function logIncident(deps: TendDeps, { id, state, head }: ReadIncident): Promise<void> {
  const policy = await policyNow(deps);
  const place = state.drill ? undefined : placeFor(policy, state.severity);
  if (!place) return;
  const of = head.stream;
  const { value: before, seq: since = 0 } = (await deps.receipts.get(of, LOGGED)) ?? {};
  if (before && before.severity === state.severity && before.is === state.is) return;
  await logIssue(deps, of, issueOfIncident(id, state, place));
  const { labels, assignees } = place;
  if (before?.is === 'resolved' && state.is !== 'resolved') {
    await noteOnIssue(deps, of, { topic: `reopened-since-${since}`, body: reopenedNote(), now: { open: true } });
  }
  if (before && before.severity !== state.severity) {
    const body = severityNote(state);
    await noteOnIssue(deps, of, {
      topic: `severity-${state.severity}-since-${since}`,
      body,
      now: { labels, instead: labelsOf(policy, before.severity), assignees },
    });
  }
  if (state.is === 'resolved') await closeIssue(deps, of, endOfIncident(state));
  await deps.receipts.put(of, LOGGED, { value: toldOf(state), seq: head.seq });
}

function labelsOf(policy: Policy | undefined, severity: string | undefined): string[] {
  const before = PRIORITIES.find((one) => one === severity);
  return (before && placeFor(policy, before)?.labels) ?? [];
}

function toldOf({ severity, is }: IncidentState): Record<string, string> {
  return { severity, is };
}
