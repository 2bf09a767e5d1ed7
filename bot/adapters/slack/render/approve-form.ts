import type { KnownBlock, ModalView } from '@slack/types';
import type { Story } from '../../../domain/run/apply.ts';
import type { Plan } from '../../../domain/run/plan.ts';
import { context, section, sections } from './blocks.ts';
import { INPUT, input, option, plain, textElement } from './form-inputs.ts';
import { runName, whereabouts } from './labels.ts';
import { movedLines } from './moved-words.ts';
import type { Reading } from './rendered.ts';
import { whatAndWhere } from './run-words.ts';
import { code, inline } from './text.ts';

export const APPROVE_FORM = 'approve';
export const APPROVE_HOSTS_BLOCK = 'only';
export const APPROVE_NAME_BLOCK = 'typed';

/** The plan in short, the hosts of which some can be left out, and the name that has to be typed where the risk is high. */
export function approveForm(story: Story, plan: Plan, reading: Reading): ModalView {
  const name = runName(story.id);
  return {
    type: 'modal',
    callback_id: APPROVE_FORM,
    private_metadata: `approve ${name} plan ${plan.digest.slice(0, 16)}`,
    title: plain(`Approve ${name}`, 24),
    submit: plain('Approve', 24),
    close: plain('Back', 24),
    blocks: [
      section(`*${whatAndWhere(story, 'ask', reading)}*`),
      ...sections([
        ...movedLines(story, reading),
        `${whereabouts(plan.hosts)} · ${plan.risk} · ${inline(plan.effect, 300)}`,
        `Undo: ${inline(plan.undo, 300)}`,
      ]),
      ...hosts(plan),
      ...typed(plan),
      context(`It runs as soon as enough people have approved it · plan ${code(plan.digest.slice(0, 16))}`),
    ],
  };
}

function hosts({ hosts }: Plan): KnownBlock[] {
  if (hosts.length < 2) return [];
  const options = hosts.map((host) => option(host.name, `${host.name} · ${host.environment}`));
  return [
    input({
      id: APPROVE_HOSTS_BLOCK,
      label: 'On',
      hint: 'Fewer hosts are another plan: who approved all of them has to approve again.',
      element: { type: 'multi_static_select', action_id: INPUT, options, initial_options: options },
    }),
  ];
}

function typed({ typed, hosts }: Plan): KnownBlock[] {
  if (!typed) return [];
  const label =
    hosts.length === 1 ? 'Type the name of the target' : `Type the name of one of the ${hosts.length} targets`;
  const hint = 'The risk is high: the name says that you looked where it runs.';
  return [input({ id: APPROVE_NAME_BLOCK, label, hint, element: textElement({ most: 63 }) })];
}
