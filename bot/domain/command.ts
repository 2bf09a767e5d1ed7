import type { Role } from './actor.ts';
import type { ApprovalWanted } from './need.ts';
import type { Rollout } from './rollout.ts';
import type { Timing } from './schedule/timing.ts';
import type { Environment, Kind, Selector } from './target.ts';

/** `read` changes nothing, `change` alters a system for good, `disruptive` interrupts what runs and leaves it as it was. */
export type Risk = 'read' | 'change' | 'disruptive';

/** One value that the sentence carries: how it is checked, asked for in a form, explained, and given to the document. */
export type Field = {
  /** Anchored, in the common subset of Java's and RE2's regular expressions: SSM and its agent both check it again. */
  allowedPattern: string;
  /** Of what may be written here, in words: "a unit's name: lower-case letters, digits, `.`, `-`, `_`, `@`". */
  allowed: string;
  example: string;
  label: string;
  default?: string;
  /** Values that the pattern takes and that are refused all the same: names, with `*` for any characters, and why. */
  except?: { names: readonly string[]; why: string };
  /** Where the values that are known come from, for suggestions and forms. */
  known?: 'services';
  /** Which list of the policy has to hold the value: none there, and nothing is allowed. */
  listed?: 'may-check' | 'may-edit';
  /** The pattern of what the document is given, where `parameters` encodes the value: anchored as `allowedPattern` is. */
  sent?: string;
};

/** A sentence as it was understood: which command, its fields, where, in which steps, and why. */
export type Command = {
  name: string;
  fields: Record<string, string>;
  targets: Selector;
  rollout?: Rollout;
  /** When it is to run; at once when absent. */
  when?: Timing;
  /** Nobody is asked first; afterwards somebody looks at it. For those who were granted it. */
  breakGlass?: true;
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
  /** For what may lock the host out. The command has to have an undo, and its script says `arm` before the change. */
  guard?: Guard;
};

/**
 * The change is taken back by the host itself, `seconds` after the script said `arm`, unless a second document reaches the
 * host before: that it does is the proof that the host was not locked out. Enough time for the script, for its report
 * and for a worker that dies on the way.
 */
export type Guard = { seconds: number };

/**
 * How a run of the command is taken back. With a script, `undo R-…` plans a run of it on the hosts where the command
 * succeeded; without, `words` says why nothing can, before anyone approves.
 */
export type Undo = {
  /** What the undo does, or why there is none. A whole sentence. */
  words: string;
  /**
   * Bash, after the fence, with the parameters of the run that is taken back. `$saved` is the directory that the
   * command's own script filled. It fails in words when what stands there is not what the run left.
   */
  script?: string;
};

/** What every command is, whether a document of ours does it or a request to the vendor. */
type Described = {
  /** One word or several (`firewall allow`): the words that its sentences begin with. */
  name: string;
  /** The stable id of the matrix row that decides whose task it is. */
  activity: string;
  summary: string;
  /** Words, `<field>`s, `[optional parts]`, and `<targets>` (many) or `<target>` (one). */
  pattern: string;
  examples: string[];
  fields: Record<string, Field>;
  /** Kinds of target that it is about; all four when absent. */
  kinds?: Kind[];
  risk: Risk;
  /** The role that may ask for it. */
  role: Role;
  /** What the people on the host will notice: "brings nginx down for about 2 s; nothing else". */
  effect: (fields: Record<string, string>) => string;
  /** The first line of its card: before ("Restart nginx"), during, and when it is over ("Restarted nginx"). */
  title: (fields: Record<string, string>) => { ask: string; doing: string; done: string };
  /** What it would change, for whoever approves: lines that go (`-`), come (`+`) and stay, as in a diff. */
  preview?: (fields: Record<string, string>) => string[];
  /** It writes what somebody made of a file that a run of another command read; its form holds the whole text. */
  rewrites?: Rewriting;
};

/** `read`: the command that reads the file. `fields`: those of the sentence that stands for what was changed. */
export type Rewriting = {
  read: string;
  fields: (change: { file: string; version: string; edits: string }) => Record<string, string>;
};

/** A command that a document of ours does. */
export type MaintenanceDefinition = Described & {
  /** A floor by environment: policy may raise it, never lower it. */
  approval: Record<Environment, ApprovalWanted>;
  /** Whether running it twice does no more than running it once. */
  repeatable: boolean;
  /** A host on which it succeeded is no target any more: the inventory forgets it. */
  retires?: true;
  /** Whether what the host printed is the answer (a read command) and so shown open, not folded. */
  shows?: 'output';
  /** Hosts stand in the order of what they printed, not of their names: its first line says what needs somebody soonest. */
  hostsBy?: 'output';
  /** The record keeps as much of its output as a form can hold: what is done next is made of it. One target only. */
  keeps?: 'text';
  undo: Undo;
  run: Execution;
};

/** A task that no document of ours does: where it is the vendor's, the words of the request; where it is ours, by hand. */
export type TaskDefinition = Described & { run?: never };

/** One value from which parser, help, form, authorization, plan, SSM document, IAM and the reference are derived. */
export type CommandDefinition = MaintenanceDefinition | TaskDefinition;

/** A document as it stands on AWS: its name ends in its content's hash. */
export type ShippedDocument = { readonly name: string; readonly content: string };

/** A maintenance command with its documents: its own, and the one that takes it back where there is one. */
export type ShippedMaintenance = MaintenanceDefinition & {
  readonly documentName: string;
  readonly documentContent: string;
  readonly undoDocument: ShippedDocument | undefined;
  /** Of a guarded command: the document that keeps what a run of it changed, the same for all of them. */
  readonly keepDocument: ShippedDocument | undefined;
};

export type ShippedCommand = ShippedMaintenance | TaskDefinition;
