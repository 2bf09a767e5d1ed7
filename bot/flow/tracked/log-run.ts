import { doubtOfRun, endOfRun, issueOfRun } from '../../domain/tracked/of-run.ts';
import type { ReadRun } from '../append-run.ts';
import type { TendDeps } from '../deps.ts';
import { closeIssue, logIssue, noteOnIssue } from './log-issue.ts';

/**
 * Logs a run as the operations team's rule 3 wants it: what was planned and does more than read is an issue, and how it ended closes it.
 * Called for the plan and when it is over; between them nothing is said there.
 */
export async function logRun(deps: TendDeps, { story, head }: ReadRun): Promise<void> {
  const issue = issueOfRun(story);
  const [doubt, end] = [doubtOfRun(story), endOfRun(story)];
  if (!issue || (head.type !== 'planned' && !doubt && !end)) return;
  const of = head.stream;
  await logIssue(deps, of, issue);
  if (doubt) await noteOnIssue(deps, of, { topic: 'unknown', body: doubt });
  if (end) await closeIssue(deps, of, end);
}
