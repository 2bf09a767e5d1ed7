import { type CardStory, isDeployment, isEscalation, ownerOf } from '../../../domain/card.ts';
import type { Story } from '../../../domain/run/apply.ts';
import type { Nudge } from '../../../ports/chat.ts';
import { renderAnyCard } from './any-card.ts';
import { actions, section, sections } from './blocks.ts';
import { dueWords, reviewPresses } from './break-glass-words.ts';
import { renderReminder } from './deployment-reminder.ts';
import { renderNews } from './escalation-news.ts';
import { movedLines } from './moved-words.ts';
import type { Reading, Rendered } from './rendered.ts';
import { when } from './when.ts';

/** The one mention: whoever asked is told, under the card, how it ended. The words are the card's own first line. */
export function renderAnnouncement(story: CardStory, reading: Reading): Rendered {
  if (isDeployment(story) && !story.over) return renderReminder(story, reading);
  if (isEscalation(story)) return renderNews(story, reading);
  const { text, metadata } = renderAnyCard(story, reading);
  const said = `<@${ownerOf(story).user}> ${text}`;
  return { text: said, blocks: [section(said)], metadata };
}

/** To somebody who was asked to approve: why they are written to again. The card above says the rest. */
export function renderNudge(story: Story, why: Nudge['is'], reading: Reading): Rendered {
  const { text, metadata } = renderAnyCard(story, reading);
  const said = [
    `${NUDGE[why]} ${text}${until(story, reading)}`,
    ...(why === 'asked-again' ? movedLines(story, reading) : []),
  ];
  const presses = why === 'review' || why === 'review-overdue' ? reviewPresses(story) : [];
  return { text: said[0] ?? text, blocks: [...sections(said), ...actions(presses)], metadata };
}

const NUDGE: Record<Nudge['is'], string> = {
  reminder: 'Still waiting:',
  'last-reminder': 'Soon too late:',
  'asked-again': 'Asked again:',
  review: 'To be reviewed:',
  'review-overdue': 'The review is overdue:',
};

function until({ state }: Story, { now }: Reading): string {
  if (state.is === 'finished' && state.reviewBy !== undefined) return ` · ${dueWords(state.reviewBy, { now })}`;
  return state.is === 'waiting' ? ` · until ${when(state.expiresAt, now)}` : '';
}

/** To whoever asked where the bot is not: the card stands in their direct messages. */
export function renderElsewhere(story: CardStory, reading: Reading): Rendered {
  const { text, metadata } = renderAnyCard(story, { ...reading, channelIsShared: true });
  const said = `${text} · I am not in that channel, so its card is in your direct messages. To have it there: \`/invite @ops\``;
  return { text: said, blocks: [section(said)], metadata };
}
