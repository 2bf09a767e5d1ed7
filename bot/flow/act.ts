import type { Person, Role } from '../domain/actor.ts';
import type { Answer, Form } from '../domain/answer.ts';
import { NOTHING } from '../domain/freeze/standing.ts';
import type { Sentence } from '../domain/language/sentence.ts';
import { leastOf } from '../domain/need.ts';
import type { Request } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import { approveOf, cancel, deny, notWaiting, resume, settle } from '../domain/run/act.ts';
import type { Story } from '../domain/run/apply.ts';
import type { RunStep } from '../domain/run/event.ts';
import { except } from '../domain/run/except.ts';
import type { Stop } from '../domain/run/gates.ts';
import type { ActRefusal } from '../domain/run/refusal.ts';
import { review } from '../domain/run/review.ts';
import { stillWanted } from '../domain/run/wanted.ts';
import type { Ledger } from '../ports/ledger.ts';
import { appendStep, readRun } from './append-run.ts';
import { readStanding } from './freeze/read-standing.ts';
import { stopsNow } from './freeze/stops-now.ts';
import { showRun } from './look.ts';
import type { ReadRecords } from './records.ts';
import { decidedAt } from './start-of-run.ts';

type Act =
  | Extract<Sentence, { is: 'approve' | 'deny' | 'cancel' | 'settle' | 'except' | 'review' }>
  | { is: 'resume'; run: string };

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

const DONE = {
  approved: 'approved',
  narrowed: 'approved',
  denied: 'denied',
  cancelled: 'cancelled',
  'cancel-requested': 'cancel-requested',
  settled: 'settled',
  excepted: 'excepted',
  stopped: 'stopped',
  resumed: 'resumed',
  reviewed: 'reviewed',
} as const;

/** Decides and appends an act on a run that exists: approve, deny, cancel, settle, resume. */
export async function actOn(
  deps: { ledger: Pick<Ledger, 'read' | 'append' | 'head'>; records: ReadRecords },
  request: Request,
  act: Act,
): Promise<Answer> {
  const refused = (refusal: ActRefusal): Answer => ({ is: 'act-refused', act: act.is, run: act.run, refusal });
  const gated = act.is === 'approve' || act.is === 'except' || act.is === 'resume';
  const [{ person, policy }, standing] = await Promise.all([
    deps.records(request.actor),
    gated ? readStanding(deps.ledger) : NOTHING,
  ]);
  if (!person) return refused({ reason: 'no-role', needed: NEEDED[act.is] });
  for (let round = 0; round < ROUNDS; round += 1) {
    const run = await readRun(deps.ledger, act.run);
    if (!run) return refused({ reason: 'unknown-run', id: act.run });
    const stops = gated ? stopsNow(run.story, { policy, standing, now: decidedAt(run.story.plan, request.at) }) : [];
    const step = decideAct(run.story, person, { act, now: request.at, stops });
    if (!step.ok) return refused(step.error);
    const after = await appendStep(deps.ledger, run, { step: step.value, by: request.actor, at: request.at });
    if (after) return { is: 'acted', act: DONE[step.value.type], run: act.run, more: moreWanted(after.story) };
  }
  throw new Error(`run ${act.run} changed ${ROUNDS} times while ${act.is} was decided`);
}

type ActStep = Extract<RunStep, { type: keyof typeof DONE }>;

const NEEDED: Record<Act['is'], Role> = {
  approve: 'approver',
  deny: 'approver',
  cancel: 'operator',
  settle: 'approver',
  except: 'freeze-approver',
  resume: 'operator',
  review: 'approver',
};

type Deciding = { act: Act; now: number; stops: readonly Stop[] };

function decideAct(story: Story, by: Person, { act, now, stops }: Deciding): Result<ActStep, ActRefusal> {
  const because = 'because' in act && act.because !== undefined ? { because: act.because } : {};
  switch (act.is) {
    case 'approve':
      return approveOf(story, by, { ...act, now, stop: stops[0] });
    case 'except': {
      const { plan, because: why } = act;
      return except(story, by, { now, stops, because: why, ...(plan !== undefined && { plan }) });
    }
    case 'deny':
      return deny(story.state, by, { now, ...because });
    case 'cancel':
      return cancel(story.state, by, { now, ...because });
    case 'resume':
      return resume(story.state, by, { now, stop: stops[0] });
    case 'review':
      return review(story, by, { now, fine: act.fine, because: act.because });
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

/** The form of an approval shows the run as it is now: of one that does not wait it says why. */
export async function approveForm(
  deps: Parameters<typeof showRun>[0],
  request: Request,
  run: string,
): Promise<Answer | Form> {
  const shown = await showRun(deps, request, { is: 'show', run });
  if (shown.is !== 'run') return shown.is === 'act-refused' ? { ...shown, act: 'approve' } : shown;
  const { story } = shown;
  if (story.state.is !== 'waiting') return { is: 'act-refused', act: 'approve', run, refusal: notWaiting(story.state) };
  return { is: 'form', commands: [], targets: [], story };
}
