import type { DeploymentAct } from '../deployment/act.ts';
import { writeDeploymentId } from './run-id.ts';

/** Sentences about deployments: an act on one, or a look at it. */
export type DeploymentSentence =
  | { is: 'deployments' }
  | { is: 'deployment-start'; name: string }
  | { is: 'deployment'; deployment: string; as: 'list' | 'picture' | 'report' }
  | { is: 'deployment-act'; deployment: string; act: DeploymentAct };

export function writeDeploymentSentence(sentence: DeploymentSentence): string {
  switch (sentence.is) {
    case 'deployments':
      return 'deployments';
    case 'deployment-start':
      return `deployment start ${sentence.name}`;
    case 'deployment': {
      const as = sentence.as === 'list' ? '' : `${sentence.as} `;
      return `deployment ${as}${writeDeploymentId(sentence.deployment)}`;
    }
    case 'deployment-act':
      return writeAct(writeDeploymentId(sentence.deployment), sentence.act);
    default:
      return sentence satisfies never;
  }
}

function writeAct(id: string, act: DeploymentAct): string {
  switch (act.is) {
    case 'begin':
      return `deployment begin ${id} ${act.stage}`;
    case 'done':
    case 'reopen':
    case 'skip':
      return `deployment ${act.is} ${id} ${act.stage}${reason(act.because)}`;
    case 'ask':
      return `deployment ask ${id} ${act.stage}${act.side === undefined ? '' : ` ${WORD[act.side]}`}`;
    case 'snooze':
      return `deployment snooze ${id} for ${act.days}d`;
    case 'close':
      return `deployment close ${id}${reason(act.because)}`;
    default:
      return act satisfies never;
  }
}

/** A party as a sentence names it. */
export const WORD = { owner: 'us', vendor: 'vendor' } as const;

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
