import type { Entry } from '../domain/incident/entry.ts';
import type { TimelineHead, TimelineWindow } from '../domain/incident/window.ts';
import type { Instant } from '../domain/instant.ts';

export type { TimelineHead, TimelineWindow };

/**
 * The timelines of incidents: items that come and go, made of what the streams say and made again from them. Every write
 * names its source, so that writing twice is writing once.
 */
export type Timeline = {
  /**
   * Writes entries that are not there yet, whatever their version, and counts them. A higher version marks the one before it as
   * superseded afterwards: of a crash between the two, readers keep the highest. What was written and not counted yet, since
   * somebody died in between, is counted by whoever writes it again. Returns how many changed what is to be seen.
   */
  write(incident: string, entries: readonly Entry[]): Promise<number>;
  head(incident: string): Promise<TimelineHead>;
  /** The newest `limit` entries, of before `before` if given: one read, however long the timeline is. */
  latest(incident: string, ask: { limit: number; before?: Instant }): Promise<TimelineWindow>;
  /** All of them, oldest first, in pages of what one read gives. */
  all(incident: string): AsyncIterable<Entry[]>;
  /** The newest version that a source has. */
  entry(incident: string, source: string): Promise<Entry | undefined>;
  /** All versions of a source, the newest first: one read each. */
  versions(incident: string, source: string): Promise<Entry[]>;
  /** Which incident a channel is working on now; consistent. */
  incidentOf(where: { team: string; channel: string }): Promise<string | undefined>;
  /** The channel works on this incident, unless it works on another that is not over: then which. */
  attach(
    where: { team: string; channel: string },
    incident: string,
  ): Promise<{ is: 'attached' } | { is: 'taken'; by: string }>;
  detach(where: { team: string; channel: string }, incident: string): Promise<void>;
};

/** What whoever answers people may do with timelines. */
export type ReadTimeline = Pick<Timeline, 'head' | 'latest' | 'entry' | 'versions' | 'incidentOf'>;
