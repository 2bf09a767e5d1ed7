import type { Actor } from '../../../../bot/domain/actor.ts';
import { type EscalationStory, nextEscalation, tellEscalation } from '../../../../bot/domain/escalation/apply.ts';
import type { EscalationKind } from '../../../../bot/domain/escalation/ask.ts';
import type { EscalationEvent, EscalationStep } from '../../../../bot/domain/escalation/event.ts';
import type { Priority } from '../../../../bot/domain/escalation/priority.ts';
import type { Instant } from '../../../../bot/domain/instant.ts';
import { USUAL_TARGETS, type Vendor } from '../../../../bot/domain/vendor/vendor.ts';

export const OURS: Actor = { team: 'T1', user: 'U1' };
export const VERA: Actor = { team: 'T2', user: 'V1' };
/** Monday, by every clock of Europe. */
export const MONDAY = Date.UTC(2026, 10, 2, 9);

export function vendor(over: Partial<Vendor> = {}): Vendor {
  return {
    ...{ name: 'virtuozzo', label: 'Virtuozzo', parties: [], organisations: ['T2'], contacts: [] },
    targets: USUAL_TARGETS,
    ...over,
  };
}

/** Steps with when they are taken; of theirs what only they do. */
export type Steps = [EscalationStep, Instant][];

const THEIRS: EscalationStep['type'][] = ['accepted', 'declined', 'asked-back', 'progressed', 'estimated', 'done'];

/** A request that was sent to `virtuozzo` at `at`, and what came after. */
export function request(
  { id = '4KQ7M', kind = 'task', priority = 'major', at = MONDAY }: Partial<Asked> = {},
  steps: Steps = [],
): EscalationStory {
  const ask = {
    ...{ kind, receiver: 'Virtuozzo Team', activity: 'a', label: 'A', cells: [], task: 't', targets: [], custom: [] },
    priority,
  };
  const place = { team: 'T1', channel: 'C1' };
  const data = { source: 's', requester: 'p1', place, sentence: 'restart nginx on infra-gate', ask, expiresAt: at };
  const prepared = tellEscalation(id, [{ type: 'prepared', data, seq: 0, at, by: OURS }]);
  const sent: EscalationStep = { type: 'sent', data: { expiresAt: at + 30 * 86_400_000, vendor: 'virtuozzo' } };
  return goOn(prepared, [[sent, at], ...steps]);
}

type Asked = { id: string; kind: EscalationKind; priority: Priority; at: Instant };

export function goOn(story: EscalationStory, steps: Steps): EscalationStory {
  return steps.reduce((told, [step, at]) => {
    const by = THEIRS.includes(step.type) ? VERA : OURS;
    return nextEscalation(told, { ...step, seq: told.seq + 1, at, by } as EscalationEvent);
  }, story);
}
