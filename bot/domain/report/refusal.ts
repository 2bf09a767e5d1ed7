import type { Actor, Role } from '../actor.ts';
import type { Part } from './parts.ts';
import type { ReportIs } from './story.ts';

/** Why an act on a report is not carried out. */
export type ReportRefusal =
  | { reason: 'no-role'; needed: Role }
  /** It is drafted when the incident is resolved. */
  | { reason: 'no-report' }
  | { reason: 'not-a-draft'; is: Exclude<ReportIs, 'draft'> }
  | { reason: 'already'; is: ReportIs }
  | { reason: 'not-in-review' }
  | { reason: 'incomplete'; missing: Part[] }
  /** Whoever asked for the review does not end it. */
  | { reason: 'own-report'; asked: Actor }
  | { reason: 'no-such-action'; number: number }
  | { reason: 'too-many-actions'; most: number };
