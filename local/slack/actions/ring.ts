/** Lets an alarm of CloudWatch's ring: Slack has no such thing, whoever tries Remit out has. */
import type { Slack } from '../context.ts';
import { type Outcome, refused } from '../outcome.ts';
import type { Account, Ring } from '../wire.ts';

export async function ring(slack: Slack, _me: Account, { name, state }: Ring): Promise<Outcome> {
  if (!slack.ring) return refused('alarms_not_here');
  await slack.ring(name, state);
  return { ok: true };
}
