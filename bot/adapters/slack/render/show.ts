import type { ActionsBlock } from '@slack/types';
import type { Story } from '../../../domain/run/apply.ts';
import { isTerminal } from '../../../domain/run/state.ts';
import { section } from './blocks.ts';
import { renderCard } from './card.ts';
import { OPEN } from './hosts.ts';
import { planBlocks } from './plan.ts';
import { answerMetadata, type Reading, type Rendered } from './rendered.ts';

/** `/ops show`: the run as its card has it, with more of the output; before it is over, with the plan word for word. */
export function showRun(story: Story, reading: Reading): Rendered {
  const card = renderCard(story, { ...reading, channelIsShared: false, look: OPEN });
  const plan = story.plan && !isTerminal(story.state) ? planBlocks(story.plan, reading) : [];
  const [last] = card.blocks.slice(-1);
  const presses = last?.type === 'actions' ? [last] : [];
  const facts = card.blocks.slice(0, card.blocks.length - presses.length);
  const title = plan.length > 0 ? [section('*The plan, word for word*')] : [];
  return {
    text: card.text,
    blocks: [...facts, ...title, ...plan, ...presses.flatMap(withoutShow)],
    metadata: answerMetadata('information', `run#${story.id}`),
  };
}

/** What this already shows needs no button. */
function withoutShow(row: ActionsBlock): ActionsBlock[] {
  const elements = row.elements.filter(({ action_id }) => action_id !== 'show');
  return elements.length > 0 ? [{ ...row, elements }] : [];
}
