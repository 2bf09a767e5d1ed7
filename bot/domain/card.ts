import type { ChangeStory } from './change/apply.ts';
import type { Story } from './run/apply.ts';
import type { Place } from './run/state.ts';

/** What has a card of its own in the channel, edited in place as its stream goes on. */
export type CardStory = Story | ChangeStory;

export function isChange(story: CardStory): story is ChangeStory {
  return 'proposal' in story;
}

/** Where the card stands. */
export function placeOf(story: CardStory): Place {
  return isChange(story) ? story.proposal.place : story.asked.place;
}

/** The stream that the card tells: what a message's mark names, too. */
export function streamOf(story: CardStory): string {
  return `${isChange(story) ? 'change' : 'run'}#${story.id}`;
}
