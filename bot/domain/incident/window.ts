import type { Instant } from '../instant.ts';
import type { Entry } from './entry.ts';

/** How many entries there are, the taken back ones too, and how often the timeline has changed: what a card shows is compared by it. */
export type TimelineHead = { entries: number; changes: number; lastAt?: Instant };

/** Entries before `before` in time, newest first; or all, oldest first. Superseded versions are left out. */
export type TimelineWindow = { entries: Entry[]; more: boolean };
