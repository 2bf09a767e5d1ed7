import type { Actor } from '../actor.ts';
import type { Command, ShippedCommand } from '../command.ts';
import type { Instant } from '../instant.ts';
import type { ApprovalWanted } from '../need.ts';
import { approvalWindow } from '../policy/policy.ts';
import type { Target } from '../target.ts';
import { anyFields } from './any-fields.ts';
import { planRun } from './plan-run.ts';
import type { Records } from './records.ts';
import type { Refusal } from './refusal.ts';

/** What would become of a command, in one word. `refused`: for another reason than whose task it is. */
export type Verdict = 'at-once' | 'after-approval' | 'vendor' | 'not-available' | 'unlisted' | 'refused';

/** One command on some targets: what would become of it if this person asked now. */
export type Prospect = { command: string; verdict: Verdict; approval: ApprovalWanted; refusal?: Refusal };

/** Decides each command for one person on these targets, as the run would be. */
export function whatCan(ask: {
  actor: Actor;
  definitions: readonly ShippedCommand[];
  targets: Target[];
  records: Records;
  now: Instant;
}): Prospect[] {
  const { actor, targets, records, now } = ask;
  const expiresAt = now + (records.policy ? approvalWindow(records.policy) : 0);
  return ask.definitions.map((definition): Prospect => {
    const fields = anyFields(definition, { targets, policy: records.policy });
    const names = targets.map(({ name }) => name);
    const command: Command = { name: definition.name, fields, targets: { names, groups: [] } };
    const plan = planRun({ actor, command, definition, targets, records, now, expiresAt, gates: 'unasked' });
    if (!plan.ok) {
      return { command: definition.name, verdict: verdictOf(plan.error), approval: 'none', refusal: plan.error };
    }
    const { approval } = plan.value;
    return { command: definition.name, verdict: approval === 'none' ? 'at-once' : 'after-approval', approval };
  });
}

function verdictOf({ reason }: Refusal): Verdict {
  switch (reason) {
    case 'vendor-task':
      return 'vendor';
    case 'not-available':
    case 'unlisted':
      return reason;
    default:
      return 'refused';
  }
}
