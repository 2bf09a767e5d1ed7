import { type Person, rolesOf } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { DeploymentStory, StageTold } from './apply.ts';
import type { DeploymentStep } from './event.ts';
import { untilQuiet } from './quiet.ts';
import type { DeploymentRefusal } from './refusal.ts';
import type { Side } from './stage.ts';
import { isOver } from './state.ts';

/** What a person does about a deployment. `side`: of whom it is asked. `days`: working days. */
export type DeploymentAct =
  | { is: 'begin'; stage: number }
  | { is: 'done' | 'reopen'; stage: number; because?: string }
  | { is: 'skip'; stage: number; because: string }
  | { is: 'ask'; stage: number; side?: Side }
  | { is: 'snooze'; days: number }
  | { is: 'close'; because: string };

export type DeploymentActStep = Exclude<
  DeploymentStep,
  { type: 'started' | 'requested' | 'unasked' | 'reasked' | 'reminded' }
>;

type Decided = Result<DeploymentActStep, DeploymentRefusal>;

/** Whether somebody may have a hand in deployments: an operator, or an admin. */
export function mayDeploy(by: Person | undefined, now: Instant): boolean {
  return rolesOf(by, now).some((role) => role === 'operator' || role === 'admin');
}

/** Decides an act on a deployment: the one step that it comes to, or why not. */
export function decideAct(
  story: DeploymentStory,
  by: Person,
  { act, now }: { act: DeploymentAct; now: Instant },
): Decided {
  if (!mayDeploy(by, now)) return err({ reason: 'no-role', needed: 'operator' });
  const { is } = story.state;
  if (is === 'closed') return err({ reason: 'over-already', state: is });
  if (act.is === 'close') return ok({ type: 'closed', data: { because: act.because } });
  if (act.is === 'snooze') {
    if (is === 'finished') return err({ reason: 'over-already', state: is });
    return ok({ type: 'snoozed', data: { until: untilQuiet(now, act.days) } });
  }
  const stage = story.stages.find(({ order }) => order === act.stage);
  if (!stage) return err({ reason: 'no-such-stage', stage: act.stage, most: story.stages.length });
  return decideStage(stage, act, story.started.list.parties.vendor);
}

type StageAct = Extract<DeploymentAct, { stage: number }>;

function decideStage(stage: StageTold, act: StageAct, vendor: string): Decided {
  switch (act.is) {
    case 'begin':
      return begin(stage, vendor);
    case 'done':
      return done(stage, act.because, vendor);
    case 'skip':
      return skip(stage, act.because);
    case 'ask':
      return ask(stage, act.side, vendor);
    case 'reopen':
      return reopen(stage, act.because, vendor);
    default:
      return act satisfies never;
  }
}

/** Whose it is now; undefined of a shared stage of which nobody has said so. */
export function sideOf({ parties: [first, other], side }: Pick<StageTold, 'parties' | 'side'>): Side | undefined {
  return side ?? (other === undefined ? first : undefined);
}

function begin(stage: StageTold, vendor: string): Decided {
  const side = sideOf(stage);
  if (isOver(stage) || stage.is === 'begun') return err({ reason: 'already', stage });
  if (side === undefined) return err({ reason: 'which-party', stage });
  if (side === 'vendor') return err({ reason: 'not-ours', stage, vendor });
  return ok({ type: 'begun', data: { stage: stage.order } });
}

function done(stage: StageTold, because: string | undefined, vendor: string): Decided {
  if (isOver(stage)) return err({ reason: 'already', stage });
  const side = sideOf(stage);
  if (side === undefined) return err({ reason: 'which-party', stage });
  if (side === 'vendor' && because === undefined) return err({ reason: 'whose-word', stage, vendor });
  return ok({ type: 'done', data: { stage: stage.order, ...(because !== undefined && { because }) } });
}

function skip(stage: StageTold, because: string): Decided {
  if (isOver(stage)) return err({ reason: 'already', stage });
  if (stage.ifApplicable !== 'whole') return err({ reason: 'not-optional', stage });
  return ok({ type: 'skipped', data: { stage: stage.order, because } });
}

function ask(stage: StageTold, wanted: Side | undefined, vendor: string): Decided {
  if (isOver(stage)) return err({ reason: 'already', stage });
  const side = wanted ?? (stage.parties.length > 1 ? undefined : 'vendor');
  if (side === undefined) return err({ reason: 'which-party', stage });
  if (!stage.parties.includes(side)) {
    return err({ reason: side === 'owner' ? 'not-ours' : 'not-vendors', stage, vendor });
  }
  if (side === 'vendor') {
    return stage.is === 'asked'
      ? err({ reason: 'already', stage })
      : ok({ type: 'asked', data: { stage: stage.order } });
  }
  if (stage.is === 'asked') return err({ reason: 'still-asked', stage, vendor });
  // A stage that was ours alone from the beginning is ours already, as is one that was taken.
  if (sideOf(stage) === 'owner') return err({ reason: 'already', stage });
  return ok({ type: 'taken', data: { stage: stage.order } });
}

function reopen(stage: StageTold, because: string | undefined, vendor: string): Decided {
  if (stage.is === 'open') return err({ reason: 'already', stage });
  if (stage.is === 'asked') return err({ reason: 'still-asked', stage, vendor });
  return ok({ type: 'reopened', data: { stage: stage.order, ...(because !== undefined && { because }) } });
}
