import type { Instant } from '../domain/instant.ts';
import type { IssueNow } from '../domain/tracked/event.ts';
import type { IssuePlace } from '../domain/tracked/place.ts';
import type { IssueRef } from '../domain/tracked/story.ts';

/** An issue to open. `key` is its own and nobody else's: by it an earlier attempt is found. */
export type NewIssue = IssuePlace & { title: string; text: string; key: string };

/** Whether an attempt may have been made before, whose answer was lost: then what it left is looked for, since `since`. */
export type Earlier = { tried: boolean; since: Instant };

export type CommittedFile = { repository: string; path: string; message: string; bytes: Uint8Array };

/**
 * Issues and files for people, outside: nothing is ever decided on them. Texts are Markdown.
 *
 * Everything here may throw `TrackerBusy` (rate limit, time-out, 5xx, no right any more): it is tried again later, never slept on.
 * Each call may be made again after its answer was lost: what was done once is not done twice.
 */
export type Tracker = {
  /** Opens the issue, unless one of this key is there. Somebody who cannot be assigned is left out. */
  open(issue: NewIssue, earlier: Earlier): Promise<IssueRef>;
  comment(issue: IssueRef, comment: { text: string; key: string }, earlier: Earlier): Promise<void>;
  close(issue: IssueRef, as: 'completed' | 'not-planned'): Promise<void>;
  /** Adds labels and takes off those that they stand `instead` of, adds people, opens it again. Somebody who cannot be assigned is left out. */
  change(issue: IssueRef, now: IssueNow): Promise<void>;
  /** Puts the file there, unless it holds these bytes already. Returns where people read it. */
  commit(file: CommittedFile): Promise<string>;
};

/** The tracker does not take it now. `retryAfter` in milliseconds; `why` is a code for the log. */
export class TrackerBusy extends Error {
  override readonly name = 'TrackerBusy';
  readonly retryAfter: number;
  readonly why: string;
  constructor(retryAfter: number, why: string, options?: ErrorOptions) {
    super(`the tracker is to be asked again in ${retryAfter} ms: ${why}`, options);
    this.retryAfter = retryAfter;
    this.why = why;
  }
}
