import type { EscalationStory } from '../../../domain/escalation/apply.ts';
import type { EscalationState, OpenEscalation } from '../../../domain/escalation/state.ts';
import { ofTheirs } from './escalation-talk.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { inline } from './text.ts';

type Over = Exclude<EscalationState['is'], OpenEscalation['is']>;

/** How a request ended, behind the task's name: who of them said so, or who of ours put it on record. */
export function howItEnded(is: Over, { story, reading }: { story: EscalationStory; reading: Reading }): string {
  const { ask, ended } = story;
  const vendor = `*${inline(ask.receiver, 80)}*`;
  const by = ended ? ` by ${person(ended.by, reading)}` : '';
  const theirs = ended ? ofTheirs(ended.by, { vendor: ask.receiver, reading }) : vendor;
  switch (is) {
    case 'declined':
      return `· declined by ${theirs}`;
    case 'too-dear':
      return `· what ${vendor} wants for it was not approved${by}`;
    case 'withdrawn':
      return `· the request to ${vendor} was withdrawn${by}`;
    case 'expired':
      return `· the request to ${vendor} expired`;
    case 'done':
      return story.heard === 'given'
        ? `was done, says ${theirs}`
        : `was done by ${vendor}${by === '' ? '' : ` · recorded${by}`}`;
    case 'safe':
      return `is safe, says ${sayer(story, reading)}`;
    case 'safe-if':
      return `is safe under a condition, says ${sayer(story, reading)}`;
    case 'unsafe':
      return `is not safe, says ${sayer(story, reading)}`;
    default:
      return is satisfies never;
  }
}

function sayer({ ask, answered }: EscalationStory, reading: Reading): string {
  const vendor = `*${inline(ask.receiver, 80)}*`;
  if (!answered) return vendor;
  return answered.heard === 'given'
    ? ofTheirs(answered.by, { vendor: ask.receiver, reading })
    : `${vendor} · recorded by ${person(answered.by, reading)}`;
}
