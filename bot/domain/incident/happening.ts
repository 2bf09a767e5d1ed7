import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';

/**
 * Who did something. Without `team`, Slack does not say of which organisation they are (reactions, entering a channel): they are
 * nobody's until their account was looked up.
 */
export type Witness = Actor | { user: string };

/** A file of a message, by Slack's id; what `name` and `type` say is theirs to say. */
export type WrittenFile = { id: string; name: string; type: string };

/** A message by its `ts`, the time that Slack names it by; `thread`: below which it stands. `text` as typed, people as `<@U…>`. */
export type Written = { ts: string; thread?: string; text: string; files: WrittenFile[] };

/**
 * Something that happened in a channel, as Slack tells it. `source` is its identity: retries and doubled deliveries have the
 * same one. `at`: when it happened, by Slack's clock. They may come late, and in another order than they happened in.
 */
export type Happening = { source: string; installedTeam: string; channel: string; at: Instant } & (
  | { is: 'wrote'; by: Witness; message: Written }
  /** `message` as it stands now. */
  | { is: 'edited'; by: Witness; message: Written }
  /** Slack does not say who did it. `author`: who had written it, where that was a person. */
  | { is: 'deleted'; ts: string; thread?: string; author?: Witness }
  /** `mark`: the reaction's name without colons and skin tone. What it is on is read by its `ts`. */
  | { is: 'marked' | 'unmarked'; by: Witness; ts: string; mark: string }
  /** By the message shortcut “Add to timeline”. */
  | { is: 'kept'; by: Actor; message: Written; author?: Witness }
  | { is: 'joined' | 'left'; by: Witness }
  | { is: 'archived' | 'unarchived'; by?: Witness }
  /** Slack does not say who did it. */
  | { is: 'renamed'; name: string }
);
