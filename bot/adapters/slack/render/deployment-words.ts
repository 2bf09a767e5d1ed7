import type { Actor } from '../../../domain/actor.ts';
import { sideOf } from '../../../domain/deployment/act.ts';
import type { DeploymentStory, StageTold } from '../../../domain/deployment/apply.ts';
import type { Progress } from '../../../domain/deployment/progress.ts';
import type { StageIs } from '../../../domain/deployment/state.ts';
import type { Instant } from '../../../domain/instant.ts';
import { writeDeploymentId } from '../../../domain/language/run-id.ts';
import { requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { inline } from './text.ts';
import { when } from './when.ts';

export const STAGE_SIGN: Record<StageIs, string> = {
  open: '☐',
  begun: '▶',
  asked: '⏸',
  done: '✔',
  'not-applicable': '–',
};

/** `D-4KQ7M`. */
export function deploymentName(id: string): string {
  return inline(writeDeploymentId(id), 20);
}

/** `▓▓▓▓░░░░░░░░ 11 of 31`. */
export function bar({ over, all }: Progress, cells = 12): string {
  const full = Math.floor((over / Math.max(1, all)) * cells);
  return `${'▓'.repeat(full)}${'░'.repeat(cells - full)} ${over} of ${all}`;
}

/** `*13* Storage configuration`. */
export function stageName({ order, stage }: Pick<StageTold, 'order' | 'stage'>): string {
  return `*${order}* ${inline(stage, 200)}`;
}

/** Whose it is, in the words of the source. */
export function partyWords(stage: StageTold, { started }: DeploymentStory): string {
  const { parties } = started.list;
  const side = sideOf(stage);
  return inline(side === undefined ? stage.parties.map((one) => parties[one]).join(' or ') : parties[side], 120);
}

function requestWords(request: string | undefined): string {
  return request === undefined ? '' : ` · ${requestName(request)}`;
}

/** Why it is asked of them again, after they said it was done. */
function againWords(asked: StageTold['asked']): string {
  return asked?.again === undefined ? '' : `: “${inline(asked.again, 300)}”`;
}

/** How a stage stands, who said so, and when: `done by <@U1> 14:32: “…”`. */
export function stageState({ is, begun, asked, ended, request }: StageTold, reading: Reading): string {
  const by = (done: { by: Actor; at: Instant }) => `${person(done.by, reading)} ${when(done.at, reading.now)}`;
  const why = ended?.because === undefined ? '' : `: “${inline(ended.because, 300)}”`;
  switch (is) {
    case 'open':
      return 'open';
    case 'begun':
      return `in progress${begun ? `, ${by(begun)}` : ''}`;
    case 'asked':
      return `asked${asked?.again === undefined ? '' : ' again'}${asked ? `, ${by(asked)}` : ''}${requestWords(request)}${againWords(asked)}`;
    case 'done':
      return `done${ended ? `, ${by(ended)}` : ''}${why}`;
    case 'not-applicable':
      return `not applicable${ended ? `, ${by(ended)}` : ''}${why}`;
    default:
      return is satisfies never;
  }
}
