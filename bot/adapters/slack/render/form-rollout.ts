import type { InputBlock, InputBlockElement } from '@slack/types';
import type { CommandDefinition } from '../../../domain/command.ts';
import { cutRollout, readRollout, takesRollout } from '../../../domain/language/read-rollout.ts';
import { cut } from '../../../domain/language/tokens.ts';
import { type Rollout, writeShare } from '../../../domain/rollout.ts';
import { INPUT, input, option, textElement } from './form-inputs.ts';

export const WAVES_BLOCK = 'waves';
export const STEPS_BLOCK = 'steps';
export const FAILURES_BLOCK = 'failures';

/** The steps are the words of the sentence. */
const ONE = 'one at a time';
const PAUSE = 'pause between waves';

/** How a command that changes many targets goes over them, filled with what a sentence said of it; no inputs of another one. */
export function rolloutBlocks(definition: CommandDefinition, written: string | undefined): InputBlock[] {
  if (!takesRollout(definition)) return [];
  const { waves = [], oneAtATime, pause, stopAfter } = rolloutIn(definition, written);
  const steps = [...(oneAtATime ? [ONE] : []), ...(pause ? [PAUSE] : [])];
  return [
    input({
      id: WAVES_BLOCK,
      label: 'In waves',
      hint: 'How much of the hosts has begun when a wave is over: 1, 25%, 100%. Empty: all at once.',
      optional: true,
      element: textElement({ value: waves.map(writeShare).join(', '), placeholder: '1, 25%, 100%', most: 200 }),
    }),
    input({ id: STEPS_BLOCK, label: 'Steps', optional: true, element: stepsElement(steps) }),
    input({
      id: FAILURES_BLOCK,
      label: 'Stop after so many failures',
      optional: true,
      element: textElement({ value: stopAfter === undefined ? '' : String(stopAfter), placeholder: '1', most: 10 }),
    }),
  ];
}

function stepsElement(chosen: readonly string[]): InputBlockElement {
  const options = [option(ONE, 'One host at a time'), option(PAUSE, 'Pause between waves, until somebody goes on')];
  const initial = options.filter(({ value }) => value !== undefined && chosen.includes(value));
  return {
    type: 'checkboxes',
    action_id: INPUT,
    options,
    ...(initial.length > 0 && { initial_options: initial }),
  };
}

/** Read as the sentence is; what it would refuse is not filled in. */
function rolloutIn(definition: CommandDefinition, written: string | undefined): Rollout {
  if (written === undefined) return {};
  const read = readRollout(definition, cutRollout(cut(`${definition.name} ${written}`).tokens).said);
  return (read.ok && read.value.rollout) || {};
}

/** The words of a sentence for what came back, to be read like typed ones. `steps`: those chosen, with commas. */
export function rolloutWords(said: { waves: string; steps: string; failures: string }): string {
  const { waves, steps, failures } = said;
  const chosen = steps.split(', ');
  return [
    waves && `in waves ${waves}`,
    ...[ONE, PAUSE].filter((step) => chosen.includes(step)),
    failures && `stop after ${failures} ${failures === '1' ? 'failure' : 'failures'}`,
  ]
    .filter(Boolean)
    .join(' ');
}
