import type { EscalationStory } from '../../../domain/escalation/apply.ts';
import { actions, type Press, section } from './blocks.ts';
import { quoted } from './card-lines.ts';
import { renderEscalationCard } from './escalation-card.ts';
import { ofTheirs } from './escalation-talk.ts';
import { requestName } from './escalation-words.ts';
import type { Reading, Rendered } from './rendered.ts';

/**
 * What the vendor did, for whoever asked, below the card: its first line, or what they ask back, with a way to answer. Where others read along it is the first
 * line alone.
 */
export function renderNews(story: EscalationStory, reading: Reading): Rendered {
  const { text, metadata } = renderEscalationCard(story, reading);
  const question = reading.channelIsShared ? undefined : questionIn(story, reading);
  const words =
    story.ended?.because !== undefined && !reading.channelIsShared ? `: ${quoted(story.ended.because)}` : '';
  const said = `<@${story.by.user.replace(/[^A-Z0-9]/g, '')}> ${question ?? `${text}${words}`}`;
  const presses = question === undefined ? [] : [replyPress(story)];
  return { text: said.replaceAll('*', ''), blocks: [section(said), ...actions(presses)], metadata };
}

function questionIn(story: EscalationStory, reading: Reading): string | undefined {
  const last = story.said?.at(-1);
  if (last?.type !== 'asked-back' || last.seq !== story.seq) return undefined;
  const who = ofTheirs(last.by, { vendor: story.ask.receiver, reading });
  return `❓ ${who} asks about ${requestName(story.id)}: ${quoted(last.data.text)}`;
}

function replyPress({ id }: EscalationStory): Press {
  return { id: 'reply', label: 'Reply…', says: `form reply ${requestName(id)}` };
}
