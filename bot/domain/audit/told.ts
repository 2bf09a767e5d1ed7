import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { AuditedStream, AuditSearch } from '../language/inquiry-sentence.ts';
import type { Flaw } from '../ledger/examine.ts';
import type { RunEvidence } from '../run/evidence.ts';

/** How far a check of the whole record has come, and what it found. Times in milliseconds of work. */
export type Verified = {
  streams: number;
  events: number;
  copied: number;
  waiting: number;
  uncopied: number;
  ms: number;
  flawed: number;
  /** The first ones; `flawed` says of how many streams. */
  flaws: Flaw[];
};

/** One event of a stream. */
export type EventLine = { seq: number; type: string; at: Instant; by: Actor; hash: string };

/** One stream in which something was found. `last`: the type of its latest event. */
export type FoundLine = { stream: string; at: Instant; by: Actor; what: string; last: string; events: number };

export type ExportedFile = { name: string; events: number; sha256: string };

/** What an admin is told of the record. */
export type AuditTold =
  | ({ is: 'audit-verified'; over: boolean } & Verified)
  | { is: 'audit-stream'; of: AuditedStream; lines: EventLine[]; flaw?: Flaw; copied: number; evidence?: RunEvidence }
  /** `looked`: streams that were read, the newest first, back to `back`; `complete`: all that there are in that time. */
  | {
      is: 'audit-found';
      search: AuditSearch;
      lines: FoundLine[];
      found: number;
      looked: number;
      back: Instant;
      complete: boolean;
    }
  | { is: 'audit-exported'; files: ExportedFile[]; streams: number; complete: boolean };
