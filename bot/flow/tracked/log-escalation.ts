import { endOfEscalation, isLogged, issueOfEscalation } from '../../domain/tracked/of-escalation.ts';
import { placeFor } from '../../domain/tracked/place.ts';
import type { TendDeps } from '../deps.ts';
import type { ReadEscalation } from '../escalation/append-escalation.ts';
import { closeIssue, logIssue } from './log-issue.ts';
import { policyNow } from './policy-now.ts';

/** Logs a request that was sent to a vendor, under the priority that it was sent with, and how it ended. */
export async function logEscalation(deps: TendDeps, { story, head }: ReadEscalation): Promise<void> {
  const end = endOfEscalation(story);
  if (!isLogged(story) || (head.type !== 'sent' && !end)) return;
  const place = placeFor(await policyNow(deps), story.ask.priority);
  if (place) await logIssue(deps, head.stream, issueOfEscalation(story, place));
  if (end) await closeIssue(deps, head.stream, end);
}
