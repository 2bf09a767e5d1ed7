import {
  type CardStory,
  isChange,
  isDeployment,
  isEscalation,
  isIncident,
  isReport,
  isSchedule,
  isStop,
  isToVendor,
} from '../../../domain/card.ts';
import type { IssueRef } from '../../../domain/tracked/story.ts';
import { context, LIMIT } from './blocks.ts';
import { renderCard } from './card.ts';
import { renderChangeCard } from './change-card.ts';
import { renderDeploymentCard } from './deployment-card.ts';
import { renderEscalationCard } from './escalation-card.ts';
import { renderIncidentCard } from './incident-card.ts';
import type { Reading, Rendered } from './rendered.ts';
import { renderReportCard } from './report-card.ts';
import { renderScheduleCard } from './schedule-card.ts';
import { renderStopCard } from './stop-card.ts';
import { renderVendorCard } from './vendor-card.ts';

/** The card of a run, a change, a request to a vendor, a deployment, an incident, what repeats or an emergency stop. */
export function renderAnyCard(story: CardStory, reading: Reading): Rendered {
  const card = cardOf(story, reading);
  return reading.issue && !reading.channelIsShared ? withIssue(card, reading.issue) : card;
}

function cardOf(story: CardStory, reading: Reading): Rendered {
  if (isStop(story)) return renderStopCard(story, reading);
  if (isSchedule(story)) return renderScheduleCard(story, reading);
  if (isIncident(story)) return renderIncidentCard(story, reading);
  if (isReport(story)) return renderReportCard(story, reading);
  if (isDeployment(story)) return renderDeploymentCard(story, reading);
  if (isToVendor(story)) return renderVendorCard(story, reading);
  if (isEscalation(story)) return renderEscalationCard(story, reading);
  return isChange(story) ? renderChangeCard(story, reading) : renderCard(story, reading);
}

/** An address that means nothing in mrkdwn but itself. */
const ADDRESS = /^https?:\/\/[^\s<>|]{1,500}$/;

/** Above the buttons, where a card ends in some; left out of a card that is full. */
function withIssue(card: Rendered, { repository, number, url }: IssueRef): Rendered {
  if (!ADDRESS.test(url) || card.blocks.length >= LIMIT.blocks) return card;
  const line = context(`Logged as <${url}|${repository}#${number}>`);
  const last = card.blocks.at(-1);
  const blocks = last?.type === 'actions' ? [...card.blocks.slice(0, -1), line, last] : [...card.blocks, line];
  return { ...card, blocks };
}
