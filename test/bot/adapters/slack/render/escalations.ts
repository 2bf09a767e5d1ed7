import type { Actor } from '../../../../../bot/domain/actor.ts';
import type { CustomNote } from '../../../../../bot/domain/custom/custom.ts';
import { type EscalationStory, tellEscalation } from '../../../../../bot/domain/escalation/apply.ts';
import type { Ask, EscalationKind } from '../../../../../bot/domain/escalation/ask.ts';
import type { EscalationEvent, EscalationStep } from '../../../../../bot/domain/escalation/event.ts';
import type { Word } from '../../../../../bot/domain/escalation/state.ts';
import { HOUR, MINUTE } from '../../../../../bot/domain/instant.ts';
import type { Unlisted } from '../../../../../bot/domain/run/refusal.ts';
import { APPROVER, NOON, OPERATOR } from './stories.ts';

export const ADMIN: Actor = { team: 'T1ACME', user: 'U3ADMIN' };

export const NOTE: CustomNote = {
  id: '7F3KA',
  what: 'raised worker_connections to 4096',
  on: ['infra-gate'],
  because: 'load',
  agreed: 'vendor-1',
};

export function asking(kind: EscalationKind, more: Partial<Ask> = {}): Ask {
  return {
    kind,
    receiver: 'Virtuozzo Team',
    activity: 'editing-system-files',
    label: 'Editing System Files',
    cells: [
      {
        label: 'Editing System Files',
        kind: 'infrastructure-container',
        ...(kind !== 'safety' && { party: 'Virtuozzo Team' }),
        profile: 'virtuozzo',
        version: 3,
      },
    ],
    task: 'edit /etc/hosts on infra-gate',
    because: 'new gateway',
    targets: [{ name: 'infra-gate', kind: 'infrastructure-container', environment: 'production' }],
    priority: 'major',
    custom: [],
    ...more,
  };
}

type Making = { kind?: EscalationKind; ask?: Partial<Ask>; waits?: boolean };

/** A request to a vendor that these steps lead to, told from its events as the flow tells it. */
export function requestStory(steps: (EscalationStep & { by?: Actor })[], making: Making = {}): EscalationStory {
  const { kind = 'task', ask = {}, waits = false } = making;
  const first: EscalationStep = {
    type: 'prepared',
    data: {
      source: 'request of run#8C2MX',
      run: '8C2MX',
      requester: 'p-operator',
      place: { team: 'T1ACME', channel: 'C1OPS' },
      sentence: 'edit /etc/hosts on infra-gate because "new gateway"',
      ask: asking(kind, ask),
      ...(waits && { digest: '9af3c1d2' }),
      expiresAt: NOON + HOUR,
    },
  };
  const events = [{ ...first, by: OPERATOR }, ...steps].map(
    (step, seq): EscalationEvent => ({ by: ADMIN, ...step, seq, at: NOON + seq * MINUTE }),
  );
  return tellEscalation('4KQ7M', events);
}

export const sentRequest: EscalationStep & { by: Actor } = {
  type: 'sent',
  data: { expiresAt: NOON + 24 * HOUR },
  by: APPROVER,
};
export const withdrawn = (because?: string): EscalationStep & { by: Actor } => ({
  type: 'withdrawn',
  data: because === undefined ? {} : { because },
  by: OPERATOR,
});
export const word = (said: Word, condition?: string, because = 'ticket 4711'): EscalationStep => ({
  type: 'answered',
  data: { word: said, because, heard: 'recorded', ...(condition !== undefined && { condition }) },
});

/** One request in every state that a card can show, by a name for it. */
export const REQUESTS: Record<string, EscalationStory> = {
  'a task, prepared': requestStory([]),
  'paid work, prepared': requestStory([], { kind: 'paid' }),
  'safety of a plan, prepared': requestStory([], { kind: 'safety', waits: true }),
  'safety by hand, prepared': requestStory([], { kind: 'safety' }),
  'a task, sent': requestStory([sentRequest]),
  'paid work, sent': requestStory([sentRequest], { kind: 'paid' }),
  'safety, sent': requestStory([sentRequest], { kind: 'safety', waits: true }),
  withdrawn: requestStory([withdrawn('done by hand')]),
  expired: requestStory([{ type: 'expired', data: {} }]),
  safe: requestStory([word('safe')], { kind: 'safety', waits: true }),
  'safe-if': requestStory([word('safe-if', 'the gate is drained first')], { kind: 'safety', waits: true }),
  unsafe: requestStory([word('unsafe')], { kind: 'safety', waits: true }),
};

export const UNLISTED: Unlisted = {
  reason: 'unlisted',
  activity: 'moving-racks',
  kind: 'user-host',
  kinds: ['user-host'],
  profile: 'virtuozzo',
  version: 3,
  vendor: 'Virtuozzo Team',
};
