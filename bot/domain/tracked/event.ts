import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Line } from './line.ts';
import type { IssuePlace } from './place.ts';

/** An issue to be: all of it has been through `asCode` and `asTitle`. */
export type IssueDraft = IssuePlace & { title: string; body: Line[] };

/** How an issue ends: done, or not planned, which GitHub tells apart. */
export type IssueEnd = { as: 'completed' | 'not-planned'; body: Line[] };

/** What of an issue is another now: labels that it has, `instead` of which; who else has it, that it is open again. Labels that people gave it stay. */
export type IssueNow = { labels?: string[]; instead?: string[]; assignees?: string[]; open?: true };

/** A file to be in a repository. One of `text` and `base64`. */
export type FileDraft = { repository: string; path: string; message: string; text?: string; base64?: string };

/**
 * What is to stand in the tracker, and what stands there: asked for first, done after, so that a tracker that is down delays and
 * loses nothing. `topic`: each is said once. `of`: the sequence of the wish that was done.
 */
export type TrackedStep =
  | { type: 'issue-wanted'; data: IssueDraft }
  | { type: 'comment-wanted'; data: { topic: string; body: Line[]; now?: IssueNow } }
  | { type: 'end-wanted'; data: IssueEnd }
  | { type: 'file-wanted'; data: FileDraft }
  | { type: 'opened'; data: { of: number; number: number; url: string } }
  | { type: 'commented'; data: { of: number } }
  | { type: 'closed'; data: { of: number } }
  | { type: 'committed'; data: { of: number; url: string } };

export type Wish = Extract<TrackedStep, { type: 'issue-wanted' | 'comment-wanted' | 'end-wanted' | 'file-wanted' }>;
export type Done = Exclude<TrackedStep, Wish>;
export type TrackedEvent = TrackedStep & { seq: number; at: Instant; by: Actor };
