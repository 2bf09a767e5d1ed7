import type { Actor } from '../domain/actor.ts';
import type { Result } from '../domain/result.ts';
import type { Place } from '../domain/run/state.ts';
import type { MessageRef } from './chat.ts';

/** Bytes. Slack's own limit for a file in a form (docs.slack.dev, file input element), and enough for a table or a log. */
export const FILE_MOST = 10_000_000;

/** `alt` says in words what an image holds, for whoever does not see it: at most 1,000 characters, Slack's limit. */
export type NewFile = { name: string; title: string; bytes: Uint8Array; alt?: string };

/** Into a conversation, below a message of it, or into the direct messages with somebody. */
export type FilePlace = Pick<Place, 'channel' | 'thread'> | MessageRef | { person: Actor };

/**
 * `unreachable`: nobody may post there, and trying again would not help. `too-large`: the organisation takes no file of that
 * size, in bytes; nothing was posted.
 */
export type FilesPosted =
  | { is: 'posted'; ids: string[] }
  | { is: 'unreachable'; why: string }
  | { is: 'too-large'; name: string; size: number };

/** A file that somebody uploaded. What `name` and `type` say is theirs to say: look at the bytes. */
export type UploadedFile = { name: string; type: string; bytes: Uint8Array };

/**
 * Why a file is not read. `not-shared`: there is none by that id, or not for us, which Slack does not tell apart.
 * `not-ours`: not what this person put into Slack themselves. Sizes in bytes.
 */
export type FileRefusal =
  | { reason: 'too-large'; size: number; most: number }
  | { reason: 'gone' }
  | { reason: 'not-shared' }
  | { reason: 'not-ours'; because: 'another-person' | 'another-organisation' | 'kept-elsewhere' };

/** Files in conversations. Everything here may throw `ChatBusy`: the effect is tried again later. */
export type Files = {
  /** Posts files as one message, with `comment` as its text. Throws when Slack takes no files of ours at all. */
  post(to: FilePlace, files: readonly NewFile[], comment?: string): Promise<FilesPosted>;
  /**
   * Reads a file by Slack's id, when `from` uploaded it: an id is typed, and may be of somebody else's file that the bot
   * can see. More than `most` bytes (`FILE_MOST` if not given) are refused before they are read.
   */
  read(ask: { id: string; from: Actor; most?: number }): Promise<Result<UploadedFile, FileRefusal>>;
};
