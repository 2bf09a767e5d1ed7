import type { Actor } from '../../bot/domain/actor.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';

type Approval = { person: string; by: Actor; digest: string };

/** The approvals that count at the end of these events, told from the events alone: whoever narrowed the plan approved what was left, and what moved since left some of them or none. */
export function approvalsOf(events: readonly StoredEvent[]): Approval[] {
  return events.reduce<Approval[]>((before, { type, data, by }) => {
    const { person, digest, plan, left = [] } = JSON.parse(data);
    if (type === 'approved') return before.concat({ person, by: JSON.parse(by), digest });
    if (type === 'narrowed') return [{ person, by: JSON.parse(by), digest: plan.digest }];
    return type === 'replanned' ? before.filter((approval) => left.includes(approval.person)) : before;
  }, []);
}
