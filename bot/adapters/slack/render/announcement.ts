import { type CardStory, isDeployment } from '../../../domain/card.ts';
import { renderAnyCard } from './any-card.ts';
import { section } from './blocks.ts';
import { renderReminder } from './deployment-reminder.ts';
import type { Reading, Rendered } from './rendered.ts';

/** The one mention: whoever asked is told, under the card, how it ended. The words are the card's own first line. */
export function renderAnnouncement(story: CardStory, reading: Reading): Rendered {
  if (isDeployment(story) && !story.over) return renderReminder(story, reading);
  const { text, metadata } = renderAnyCard(story, reading);
  const said = `<@${story.by.user}> ${text}`;
  return { text: said, blocks: [section(said)], metadata };
}

/** To whoever asked where the bot is not: the card stands in their direct messages. */
export function renderElsewhere(story: CardStory, reading: Reading): Rendered {
  const { text, metadata } = renderAnyCard(story, { ...reading, channelIsShared: true });
  const said = `${text} · I am not in that channel, so its card is in your direct messages. To have it there: \`/invite @ops\``;
  return { text: said, blocks: [section(said)], metadata };
}
