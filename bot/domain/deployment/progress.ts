import { sideOf } from './act.ts';
import type { DeploymentStory, StageTold } from './apply.ts';
import type { Side } from './stage.ts';
import { isOver, type StageState } from './state.ts';

type Staged = Pick<DeploymentStory, 'stages'>;

/** How far it is: stages that need nothing more, of all. */
export type Progress = { over: number; all: number };

export function progressOf({ stages }: { stages: readonly StageState[] }): Progress {
  return { over: stages.filter(isOver).length, all: stages.length };
}

/** What is left, in order, by who is to do it; `undecided` waits for a word on who that is. */
export type Left = Record<Side | 'undecided', StageTold[]>;

export function leftOf({ stages }: Staged): Left {
  const left: Left = { owner: [], vendor: [], undecided: [] };
  for (const stage of stages.filter((one) => !isOver(one))) left[sideOf(stage) ?? 'undecided'].push(stage);
  return left;
}

/** How far one party is with what is its own now. */
export function progressBy({ stages }: Staged, side: Side): Progress {
  return progressOf({ stages: stages.filter((stage) => sideOf(stage) === side) });
}

/** Stages before this one of which something is left: the source has an order, which may have reasons. */
export function earlierOf({ stages }: Staged, order: number): number[] {
  return stages.filter((stage) => stage.order < order && !isOver(stage)).map((stage) => stage.order);
}
