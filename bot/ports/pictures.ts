import type { DeploymentStory } from '../domain/deployment/apply.ts';
import type { CalendarWeek } from '../domain/freeze/week.ts';
import type { Names } from '../domain/incident/chart.ts';
import type { Entry } from '../domain/incident/entry.ts';
import type { Figures } from '../domain/incident/figures.ts';
import type { IncidentState } from '../domain/incident/state.ts';
import type { Instant } from '../domain/instant.ts';
import type { MatrixTold } from '../domain/matrix/told.ts';
import type { VendorFigures } from '../domain/vendor/figures.ts';

/**
 * A picture that can be posted: `name` as a file's, `title` above it, `alt` what it holds in words, for whoever does not
 * see it: at most 1,000 characters, Slack's limit.
 */
export type Picture = { name: string; title: string; alt: string; png: Uint8Array };

/** One thing in one or more pictures. `caption` is the line above them, which a notification shows. */
export type Drawn = { caption: string; pictures: Picture[] };

/** An incident with its timeline, as it is drawn: `name` is how people call it, `zone` whose clocks its hours are by. */
export type TimelineTold = {
  name: string;
  state: IncidentState;
  entries: readonly Entry[];
  names: Names;
  zone: string;
  now: Instant;
};

/** What Remit can draw. The same thing gives the same bytes on every machine: nothing of the machine's fonts is used. */
export type Pictures = {
  /** The table of a profile, in as many pictures as are readable on a phone, in the order of its rows. */
  matrix(told: Extract<MatrixTold, { is: 'matrix' }>): Promise<Drawn>;
  /** How far a deployment is: one picture for a phone. */
  deployment(story: DeploymentStory): Promise<Drawn>;
  /** What may run in the next days, and what changes next: one picture for a phone. */
  calendar(week: CalendarWeek): Promise<Drawn>;
  /** An incident over time: one picture for a phone, however many entries there are. */
  timeline(told: TimelineTold): Promise<Drawn>;
  /** What a vendor was asked, over time: one picture for a phone, of the latest requests. */
  vendor(figures: VendorFigures): Promise<Drawn>;
  /** Incidents counted, and how long each step took: one picture for a phone. */
  figures(figures: Figures): Promise<Drawn>;
};
