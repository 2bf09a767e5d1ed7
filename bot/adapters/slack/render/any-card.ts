import { type CardStory, isChange, isEscalation } from '../../../domain/card.ts';
import { renderCard } from './card.ts';
import { renderChangeCard } from './change-card.ts';
import { renderEscalationCard } from './escalation-card.ts';
import type { Reading, Rendered } from './rendered.ts';

/** The card of a run, a change or a request to a vendor. */
export function renderAnyCard(story: CardStory, reading: Reading): Rendered {
  if (isEscalation(story)) return renderEscalationCard(story, reading);
  return isChange(story) ? renderChangeCard(story, reading) : renderCard(story, reading);
}
