import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { ApprovalWanted } from '../need.ts';
import type { Story } from './apply.ts';
import type { RunEvent } from './event.ts';
import type { HostOutcome } from './outcome.ts';
import type { Review } from './review.ts';

/** What a run rests on: who asked for what, who approved which digest, which commands ran which document, and what came of it. */
export type RunEvidence = {
  asked: { by: Actor; at: Instant; typed: string; sentence: string };
  plan?: { digest: string; document: string; records: string };
  approvals: { by: Actor; at: Instant; digest: string }[];
  /** Nobody was asked first: why, and what an approver found in it afterwards, or until when that is due. */
  breakGlass?: { because: string; instead: ApprovalWanted; review?: Review; reviewBy?: Instant };
  commands: string[];
  state: string;
  outcomes: HostOutcome[];
};

export function evidenceOf(story: Story, events: readonly RunEvent[]): RunEvidence {
  const { asked, by, plan, state, outcomes } = story;
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
    ...brokenGlass(story),
    commands: events.flatMap((event) =>
      event.type === 'sent' || event.type === 'keep-sent' ? [event.data.commandId] : [],
    ),
    state: state.is === 'finished' ? state.verdict : state.is,
    outcomes: [...outcomes.values()],
  };
}

function brokenGlass({ asked, plan, review, state }: Story): Pick<RunEvidence, 'breakGlass'> {
  if (!plan?.breakGlass) return {};
  const due = 'reviewBy' in state && state.reviewBy !== undefined ? { reviewBy: state.reviewBy } : {};
  const { because = '' } = asked.command;
  return { breakGlass: { because, instead: plan.breakGlass.instead, ...(review && { review }), ...due } };
}
