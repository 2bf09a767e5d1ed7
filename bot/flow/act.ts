import type { Person } from '../domain/actor.ts';
import type { Answer } from '../domain/answer.ts';
import type { Sentence } from '../domain/language/sentence.ts';
import { leastOf } from '../domain/need.ts';
import type { Request } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import { approve, cancel, deny, settle } from '../domain/run/act.ts';
import type { Story } from '../domain/run/apply.ts';
import type { RunStep } from '../domain/run/event.ts';
import type { ActRefusal } from '../domain/run/refusal.ts';
import { stillWanted } from '../domain/run/wanted.ts';
import type { Ledger } from '../ports/ledger.ts';
import { appendStep, readRun } from './append-run.ts';
import type { ReadRecords } from './records.ts';

type Act = Extract<Sentence, { is: 'approve' | 'deny' | 'cancel' | 'settle' }>;

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

const DONE = {
  approved: 'approved',
  denied: 'denied',
  cancelled: 'cancelled',
  'cancel-requested': 'cancel-requested',
  settled: 'settled',
} as const;

/** Decides and appends an act on a run that exists: approve, deny, cancel, settle. */
export async function actOn(
  deps: { ledger: Pick<Ledger, 'read' | 'append'>; records: ReadRecords },
  request: Request,
  act: Act,
): Promise<Answer> {
  const refused = (refusal: ActRefusal): Answer => ({ is: 'act-refused', act: act.is, run: act.run, refusal });
  const { person } = await deps.records(request.actor);
  if (!person) return refused({ reason: 'no-role', needed: act.is === 'cancel' ? 'operator' : 'approver' });
  for (let round = 0; round < ROUNDS; round += 1) {
    const run = await readRun(deps.ledger, act.run);
    if (!run) return refused({ reason: 'unknown-run', id: act.run });
    const step = decideAct(run.story, person, { act, now: request.at });
    if (!step.ok) return refused(step.error);
    const after = await appendStep(deps.ledger, run, { step: step.value, by: request.actor, at: request.at });
    if (after) return { is: 'acted', act: DONE[step.value.type], run: act.run, more: moreWanted(after.story) };
  }
  throw new Error(`run ${act.run} changed ${ROUNDS} times while ${act.is} was decided`);
}

type ActStep = Extract<RunStep, { type: keyof typeof DONE }>;

function decideAct(story: Story, by: Person, ask: { act: Act; now: number }): Result<ActStep, ActRefusal> {
  const { act, now } = ask;
  const because = 'because' in act && act.because !== undefined ? { because: act.because } : {};
  switch (act.is) {
    case 'approve':
      return approve(story.state, by, { now, ...(act.plan === undefined ? {} : { plan: act.plan }) });
    case 'deny':
      return deny(story.state, by, { now, ...because });
    case 'cancel':
      return cancel(story.state, by, { now, ...because });
    case 'settle': {
      const { host, because } = act;
      return settle(story.state, by, { now, host, outcome: story.outcomes.get(host), as: act.as, because });
    }
    default:
      return act satisfies never;
  }
}

/** How many more approvals the run waits for, at least: somebody may count for several needs. */
function moreWanted({ state }: Story): number {
  return state.is === 'waiting' ? leastOf(stillWanted(state)) : 0;
}
