import type { StageTold } from '../../../domain/deployment/apply.ts';
import type { DeploymentRefusal } from '../../../domain/deployment/refusal.ts';
import type { Press } from './blocks.ts';
import { partyPresses } from './deployment-card.ts';
import { deploymentName, stageName, stageState } from './deployment-words.ts';
import { requestName } from './escalation-words.ts';
import { oneWithRole } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { code, inline } from './text.ts';

const LIST: Press = { id: 'deployments', label: 'All deployments', says: 'deployments' };

/** Says why an act on a deployment is refused. */
export function deploymentRefusalWords(refusal: DeploymentRefusal, id: string | undefined, reading: Reading): No {
  const name = deploymentName(id ?? '');
  const all: Press = { id: 'all', label: 'All stages', says: `deployment ${name}` };
  switch (refusal.reason) {
    case 'no-role':
      return {
        why: `this needs the role of ${oneWithRole(refusal.needed)}, which you do not have`,
        whose: `Ask ${oneWithRole(refusal.needed)} to do it, or an admin for the role`,
        next: { id: 'help', label: 'What you may do', says: 'help' },
      };
    case 'unknown-deployment':
      return { why: `there is no deployment *${name}*`, whose: 'The list has those that there are', next: LIST };
    case 'name-taken': {
      const other = deploymentName(refusal.other);
      return {
        why: `*${inline(refusal.name, 70)}* is being deployed already, as *${other}*`,
        whose: 'Go on with that one, or give it up, or name the platform otherwise',
        next: { id: 'all', label: `Show ${other}`, says: `deployment ${other}` },
      };
    }
    case 'no-such-stage':
      return {
        why: `there is no stage ${refusal.stage}`,
        whose: `*${name}* has the stages 1 to ${refusal.most}`,
        next: all,
      };
    case 'over-already':
      return {
        why: `*${name}* is ${refusal.state === 'closed' ? 'given up' : 'finished'}`,
        whose:
          refusal.state === 'closed'
            ? 'Start it once more if it is wanted again'
            : 'A stage of it can be opened again: `deployment reopen`',
        next: all,
      };
    default:
      return stageRefusalWords(refusal, name, { all, reading });
  }
}

type OfStage = Extract<DeploymentRefusal, { stage: StageTold }>;

function stageRefusalWords(refusal: OfStage, name: string, { all, reading }: { all: Press; reading: Reading }): No {
  const { stage } = refusal;
  const which = `stage ${stageName(stage)}`;
  switch (refusal.reason) {
    case 'already':
      return { why: `${which} is ${stateOf(stage, reading)} already`, ...takeBack(stage, name), next: all };
    case 'which-party': {
      const [ours, theirs] = partyPresses(stage, name);
      return {
        why: `${which} is shared: nobody has said yet who does it here`,
        whose: 'Say whose it is, then go on',
        ...(ours && { next: ours }),
        ...(theirs && { other: theirs }),
      };
    }
    case 'not-ours':
      return {
        why: `${which} is a task of ${inline(refusal.vendor, 80)}`,
        whose: `Ask for it; when they have done it, ${code(`deployment done ${name} ${stage.order} because …`)} says who told you`,
        next: { id: 'ask', label: 'Ask the vendor', says: `deployment ask ${name} ${stage.order} vendor` },
        other: { id: 'told', label: 'They did it…', says: `form deployment done ${name} ${stage.order}` },
      };
    case 'not-vendors':
      return {
        why: `${which} is ours: ${inline(refusal.vendor, 80)} is not asked for it`,
        whose: 'Whoever does it marks it',
        next: { id: 'begin', label: 'Begin it', says: `deployment begin ${name} ${stage.order}` },
      };
    case 'not-optional':
      return {
        why: `${which} has to be done${stage.ifApplicable === 'part' ? ': “if applicable” is said of a part of it only' : ', whatever is applicable'}`,
        whose: 'Only what the list of stages calls “if applicable” as a whole may be left out',
        next: all,
      };
    case 'whose-word':
      return {
        why: `${which} is a task of ${inline(refusal.vendor, 80)}: it is on record with who of them said that it is done`,
        whose: `Typed: ${code(`deployment done ${name} ${stage.order} because "Vera, by phone at 14:10"`)}`,
        next: { id: 'told', label: 'Say who', says: `form deployment done ${name} ${stage.order}` },
      };
    case 'still-asked':
      return stillAsked(stage, { which, vendor: refusal.vendor, all });
    default:
      return refusal satisfies never;
  }
}

function stillAsked(stage: StageTold, { which, vendor, all }: { which: string; vendor: string; all: Press }): No {
  const why = `${inline(vendor, 80)} is asked for ${which}`;
  if (stage.request === undefined)
    return { why, whose: 'Its request is being prepared: withdraw that in a moment', next: all };
  const request = requestName(stage.request);
  return {
    why,
    whose: 'Withdraw the request first; the stage is open again then',
    next: { id: 'withdraw', label: `Withdraw ${request}`, says: `form withdraw ${request}` },
    other: { id: 'show', label: `Show ${request}`, says: `show ${request}` },
  };
}

/** Open and nothing to be taken back; or ours by now. */
function stateOf(stage: StageTold, reading: Reading): string {
  return stage.is === 'open' && stage.side === 'owner' ? 'ours' : stageState(stage, reading);
}

function takeBack({ is, order }: StageTold, name: string): Pick<No, 'whose' | 'other'> {
  if (is === 'open' || is === 'asked') return { whose: 'There is nothing to be done about that' };
  return {
    whose: 'If that is not so, take the mark back',
    other: { id: 'reopen', label: 'Take it back', says: `deployment reopen ${name} ${order}` },
  };
}
