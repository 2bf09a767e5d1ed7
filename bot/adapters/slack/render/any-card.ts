import { type CardStory, isChange } from '../../../domain/card.ts';
import { renderCard } from './card.ts';
import { renderChangeCard } from './change-card.ts';
import type { Reading, Rendered } from './rendered.ts';

/** The card of a run or of a change. */
export function renderAnyCard(story: CardStory, reading: Reading): Rendered {
  return isChange(story) ? renderChangeCard(story, reading) : renderCard(story, reading);
}
