import type { Actor } from './actor.ts';
import type { RunLine } from './answer.ts';
import type { ChangeStory } from './change/apply.ts';
import type { DeploymentStory } from './deployment/apply.ts';
import type { EscalationStory } from './escalation/apply.ts';
import type { VendorStory } from './escalation/to-vendor.ts';
import type { EmergencyStop } from './freeze/standing.ts';
import type { IncidentStory } from './incident/story.ts';
import type { Instant } from './instant.ts';
import type { ReportStory } from './report/story.ts';
import type { Story } from './run/apply.ts';
import type { Place } from './run/state.ts';
import type { ScheduleStory } from './schedule/apply.ts';

/** An emergency stop as one channel is told of it. `going`: runs that were on their hosts at `now`. */
export type StopStory = {
  id: string;
  by: Actor;
  at: Instant;
  seq: number;
  stop: EmergencyStop;
  where: Place;
  going: RunLine[];
  now: Instant;
  state: { is: 'stopped' | 'lifted' };
};

/** What has a card of its own in the channel, edited in place as its stream goes on. */
export type CardStory =
  | Story
  | ChangeStory
  | EscalationStory
  | VendorStory
  | DeploymentStory
  | ScheduleStory
  | StopStory
  | IncidentStory
  | ReportStory;

export function isIncident(story: CardStory): story is IncidentStory {
  return 'timeline' in story;
}

export function isReport(story: CardStory): story is ReportStory {
  return 'about' in story;
}

export function isStop(story: CardStory): story is StopStory {
  return 'going' in story;
}

export function isChange(story: CardStory): story is ChangeStory {
  return 'proposal' in story;
}

export function isEscalation(story: CardStory): story is EscalationStory {
  return 'prepared' in story;
}

/** Of a request, what the vendor's people see: a card in their channel. */
export function isToVendor(story: CardStory): story is VendorStory {
  return 'toVendor' in story;
}

export function isDeployment(story: CardStory): story is DeploymentStory {
  return 'started' in story;
}

export function isSchedule(story: CardStory): story is ScheduleStory {
  return 'repeats' in story;
}

/** Where the card stands. */
export function placeOf(story: CardStory): Place {
  if (isStop(story)) return story.where;
  if (isToVendor(story)) return story.toVendor;
  if (isSchedule(story)) return story.repeats.place;
  if (isIncident(story)) return story.card.place;
  if (isReport(story)) return story.place;
  if (isDeployment(story)) return story.started.place;
  if (isEscalation(story)) return story.prepared.place;
  return isChange(story) ? story.proposal.place : story.asked.place;
}

/** Who hears of it directly: whoever asked, and of what a vendor runs whoever of ours had asked them. */
export function ownerOf(story: CardStory): Actor {
  return 'asked' in story ? (story.asked.forVendor?.on ?? story.by) : story.by;
}

/** The stream that the card tells: what a message's mark names, too. */
export function streamOf(story: CardStory): string {
  if (isStop(story)) return `stop#${story.id}`;
  if (isSchedule(story)) return `schedule#${story.id}`;
  if (isIncident(story)) return `incident#${story.id}`;
  if (isReport(story)) return `report#${story.id}`;
  if (isDeployment(story)) return `deployment#${story.id}`;
  if (isEscalation(story) || isToVendor(story)) return `escalation#${story.id}`;
  return `${isChange(story) ? 'change' : 'run'}#${story.id}`;
}

/**
 * What is said under the card, by a name that it has once: of a run that it is over. A deployment is reminded of more than
 * once, and is over again after a stage was reopened; a schedule may miss more than one of its times; of a request each thing is told that
 * the vendor did.
 */
export function announcementOf(story: CardStory): string {
  if (isSchedule(story)) return `said-${story.seq}`;
  if (isEscalation(story)) return `news-${story.seq}`;
  if (!isDeployment(story)) return 'announcement';
  return story.over ? `over-${story.over.at}` : `reminder-${story.reminders.length}`;
}
