import type { ChangeStory } from './change/apply.ts';
import type { EscalationStory } from './escalation/apply.ts';
import type { Story } from './run/apply.ts';
import type { Place } from './run/state.ts';

/** What has a card of its own in the channel, edited in place as its stream goes on. */
export type CardStory = Story | ChangeStory | EscalationStory;

export function isChange(story: CardStory): story is ChangeStory {
  return 'proposal' in story;
}

export function isEscalation(story: CardStory): story is EscalationStory {
  return 'prepared' in story;
}

/** Where the card stands. */
export function placeOf(story: CardStory): Place {
  if (isEscalation(story)) return story.prepared.place;
  return isChange(story) ? story.proposal.place : story.asked.place;
}

/** The stream that the card tells: what a message's mark names, too. */
export function streamOf(story: CardStory): string {
  if (isEscalation(story)) return `escalation#${story.id}`;
  return `${isChange(story) ? 'change' : 'run'}#${story.id}`;
}
