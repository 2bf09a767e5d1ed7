import { type CardStory, isChange, isDeployment, isEscalation, isSchedule, isStop } from '../../../domain/card.ts';
import { renderCard } from './card.ts';
import { renderChangeCard } from './change-card.ts';
import { renderDeploymentCard } from './deployment-card.ts';
import { renderEscalationCard } from './escalation-card.ts';
import type { Reading, Rendered } from './rendered.ts';
import { renderScheduleCard } from './schedule-card.ts';
import { renderStopCard } from './stop-card.ts';

/** The card of a run, a change, a request to a vendor, a deployment, what repeats or an emergency stop. */
export function renderAnyCard(story: CardStory, reading: Reading): Rendered {
  if (isStop(story)) return renderStopCard(story, reading);
  if (isSchedule(story)) return renderScheduleCard(story, reading);
  if (isDeployment(story)) return renderDeploymentCard(story, reading);
  if (isEscalation(story)) return renderEscalationCard(story, reading);
  return isChange(story) ? renderChangeCard(story, reading) : renderCard(story, reading);
}
