import type { Role } from './actor.ts';
import type { Environment, Kind, Selector } from './target.ts';

/** `read` changes nothing, `change` alters a system for good, `disruptive` interrupts what runs and leaves it as it was. */
export type Risk = 'read' | 'change' | 'disruptive';

/** How many people, other than the one who asks, with which role. Policy may raise it, never lower it. */
export type ApprovalWanted = 'none' | { of: number; from: Role };

/** One value that the sentence carries: how it is checked, asked for in a form, explained, and given to the document. */
export type Field = {
  /** Anchored, in the common subset of Java's and RE2's regular expressions: SSM and its agent both check it again. */
  allowedPattern: string;
  /** Of what may be written here, in words: "a unit's name: lower-case letters, digits, `.`, `-`, `_`, `@`". */
  allowed: string;
  example: string;
  label: string;
  default?: string;
  /** Where the values that are known come from, for suggestions and forms. */
  known?: 'services';
};

/** A sentence as it was understood: which command, its fields, where, and why. */
export type Command = {
  name: string;
  fields: Record<string, string>;
  targets: Selector;
  because?: string;
};

/** The SSM document and how a command fills it. Its name on AWS gets the hash of its content: `Remit-Restart-3f9a1c2b`. */
export type Execution = {
  document: string;
  parameters: (fields: Record<string, string>) => Record<string, string[]>;
  /** Seconds that the script may take on a host. */
  timeoutSeconds: number;
  /** Bash, after the fence. Parameters are read as `"$SSM_Name"` only; no `{{ }}`. `fail` says why and exits 1. */
  script: string;
};

/**
 * A maintenance command: one value from which parser, help, form, authorization, plan, SSM document, IAM and the
 * reference are derived. `activity` is the stable id of the matrix row that decides whose task it is.
 */
export type CommandDefinition = {
  name: string;
  activity: string;
  summary: string;
  /** Words, `<field>`s, `[optional parts]`, and `<targets>` (many) or `<target>` (one). */
  pattern: string;
  examples: string[];
  fields: Record<string, Field>;
  /** Kinds of target that the document can work on; all four when absent. */
  kinds?: Kind[];
  risk: Risk;
  /** The role that may ask for it. */
  role: Role;
  /** A floor by environment. */
  approval: Record<Environment, ApprovalWanted>;
  /** Whether running it twice does no more than running it once. */
  repeatable: boolean;
  /** What the people on the host will notice: "brings nginx down for about 2 s; nothing else". */
  effect: (fields: Record<string, string>) => string;
  /** What the card's first line says when it is over ("Restarted nginx"); before that, `verb` ("Restart nginx"). */
  title: (fields: Record<string, string>) => { ask: string; doing: string; done: string };
  /** Whether what the host printed is the answer (a read command) and so shown open, not folded. */
  shows?: 'output';
  /** How it is undone, or why it cannot be. */
  undo: string;
  run: Execution;
};

/** A definition with its document as it stands on AWS. `documentName` ends in the content's hash. */
export type ShippedCommand = CommandDefinition & { documentName: string; documentContent: string };
