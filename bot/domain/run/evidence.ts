import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Story } from './apply.ts';
import type { RunEvent } from './event.ts';
import type { HostOutcome } from './outcome.ts';

/** What a run rests on: who asked for what, who approved which digest, which commands ran which document, and what came of it. */
export type RunEvidence = {
  asked: { by: Actor; at: Instant; typed: string; sentence: string };
  plan?: { digest: string; document: string; records: string };
  approvals: { by: Actor; at: Instant; digest: string }[];
  commands: string[];
  state: string;
  outcomes: HostOutcome[];
};

export function evidenceOf({ asked, by, plan, state, outcomes }: Story, events: readonly RunEvent[]): RunEvidence {
  const cell = plan?.cells[0];
  const matrix = cell === undefined ? 'no row of the matrix' : `${cell.profile} v${cell.version}`;
  const [first] = events;
  return {
    asked: { by, at: first?.at ?? 0, typed: asked.typed, sentence: asked.sentence },
    ...(plan && {
      plan: { digest: plan.digest, document: plan.documentName, records: `${matrix}, policy v${plan.policyVersion}` },
    }),
    approvals: events.flatMap((event) =>
      event.type === 'approved' ? [{ by: event.by, at: event.at, digest: event.data.digest }] : [],
    ),
    commands: events.flatMap((event) =>
      event.type === 'sent' || event.type === 'keep-sent' ? [event.data.commandId] : [],
    ),
    state: state.is === 'finished' ? state.verdict : state.is,
    outcomes: [...outcomes.values()],
  };
}
