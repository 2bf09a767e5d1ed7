import type { Gap } from '../answer.ts';
import type { Command, CommandDefinition } from '../command.ts';
import type { Target } from '../target.ts';
import type { ChangeSentence } from './change-sentence.ts';
import type { CustomSentence } from './custom-sentence.ts';
import type { DeploymentSentence } from './deployment-sentence.ts';
import type { EscalationSentence, Sending } from './escalation-sentence.ts';
import type { FreezeSentence, StopSentence } from './freeze-sentence.ts';
import type { IncidentSentence } from './incident-sentence.ts';
import type { InquirySentence } from './inquiry-sentence.ts';
import type { Question } from './question.ts';
import type { SeldomReaders } from './read-sentence.ts';
import type { ScheduleSentence } from './schedule-sentence.ts';
import type { VendorQuestion } from './vendor-sentence.ts';

/** A sentence that was understood. `sentence` is its canonical form: what the card, the ledger and `again` use. */
export type Sentence =
  | { is: 'command'; command: Command; sentence: string }
  | { is: 'plan'; command: Command; sentence: string }
  | { is: 'form'; gap?: Gap; from?: FormFrom; send?: Sending }
  | { is: 'help'; about?: string }
  | { is: 'show' | 'why'; run: string }
  | { is: 'again'; run: string }
  /** `plan` is the beginning of the digest that the card showed. */
  /** `typed`: the name of a target, where that is wanted. `only`: the hosts that are left. */
  | { is: 'approve'; run: string; plan?: string; typed?: string; only?: string[] }
  /** Lets one run past what stops it: a freeze, the hours of changes. */
  | { is: 'except'; run: string; plan?: string; because: string }
  | { is: 'deny' | 'cancel'; run: string; because?: string }
  | { is: 'undo'; run: string; because?: string }
  /** Without `run`: the one of this conversation that it can only be about. No hosts: all that failed. */
  | { is: 'resume'; run?: string }
  | { is: 'retry'; run?: string; hosts: string[]; because?: string }
  | { is: 'settle'; run: string; host: string; as: 'done' | 'not-done'; because: string }
  | { is: 'review'; run: string; fine: boolean; because: string }
  | { is: 'runs' }
  | { is: 'waiting' }
  | { is: 'scheduled' }
  | { is: 'targets'; filter: string[] }
  | { is: 'health' }
  | ChangeSentence
  | EscalationSentence
  | CustomSentence
  | FreezeSentence
  | StopSentence
  | DeploymentSentence
  | ScheduleSentence
  | IncidentSentence
  | InquirySentence
  | VendorQuestion
  | Question;

/** The form of a command that rewrites a file, with the text that a run read. */
export type FormFrom = { command: string; run: string; because?: string };

/** A sentence that was not: never a guess that runs, always the next step. */
export type Misread =
  | { is: 'suggestion'; sentence: string }
  | { is: 'choice'; question: string; sentences: string[] }
  | { is: 'question'; gap: Gap }
  | { is: 'not-understood'; why: string; allowed: string; example: string };

/**
 * The words that can be meant. `targets` only when a typo is looked into, `seldom` only for a sentence that wants it: the
 * request path does without.
 */
export type Vocabulary = {
  commands: readonly CommandDefinition[];
  targets?: readonly Target[];
  seldom?: SeldomReaders;
};
