import { endOfChange, issueOfChange } from '../../domain/tracked/of-change.ts';
import { placeOfChange } from '../../domain/tracked/place.ts';
import type { ReadChange } from '../change/append-change.ts';
import type { TendDeps } from '../deps.ts';
import { closeIssue, logIssue } from './log-issue.ts';
import { policyNow } from './policy-now.ts';

/** Logs a proposed change of records, by the policy of the moment, and how it ended. */
export async function logChange(deps: TendDeps, { story, head }: ReadChange): Promise<void> {
  const end = endOfChange(story);
  if (head.type !== 'proposed' && !end) return;
  const of = head.stream;
  const place = placeOfChange(await policyNow(deps));
  if (place) await logIssue(deps, of, issueOfChange(story, place));
  if (end) await closeIssue(deps, of, end);
}
