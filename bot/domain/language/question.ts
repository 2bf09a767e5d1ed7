import type { Command } from '../command.ts';
import type { Kind, Selector } from '../target.ts';

/** What is asked of the matrix itself. Without `profile` the one in force is meant. */
export type MatrixQuestion =
  | { is: 'matrix'; show: 'list' | 'picture' | 'export' | 'history'; profile?: string }
  | { is: 'matrix'; show: 'row'; activity: string; profile?: string }
  /** `last`: how far back, as `30d`. */
  | { is: 'matrix'; show: 'replay'; profile?: string; last?: string }
  | { is: 'matrix'; show: 'diff'; profiles: [string, string] };

/** A command, whose fields may be left out since no right depends on them; or an activity in the matrix's own words. */
export type Deed = { command: string; fields: Record<string, string> } | { activity: string };

/** Named targets and groups, or a kind as a column of the matrix. */
export type Where = { targets: Selector } | { kinds: readonly Kind[] };

/** `sentence` is its canonical form, as of a command. */
export type WhoQuestion = { is: 'who'; what: Deed; where: Where; profile?: string; sentence: string };
export type WhatQuestion = { is: 'what'; targets: Selector; profile?: string };

/** What is asked of the policy. `change`: as that proposed change would have it. `sentence` is the command's canonical form. */
export type PolicyQuestion =
  | { is: 'policy'; show: 'now' | 'history' | 'export' }
  | { is: 'policy'; show: 'test'; command: Command; sentence: string; change?: string };

/** What to do about an activity, or about one command. */
export type RunbookQuestion = { is: 'runbook'; about: string };

/** A question to the records: who may do what, by the decision that a run would get. */
export type Question = MatrixQuestion | WhoQuestion | WhatQuestion | PolicyQuestion | RunbookQuestion;
