import type { WrittenFile } from '../domain/incident/happening.ts';
import type { Instant } from '../domain/instant.ts';
import type { Result } from '../domain/result.ts';
import type { InviteFailure } from '../domain/vendor/refusal.ts';
import type { MessageRef } from './chat.ts';

/** Why a channel takes nothing of ours: archived, the bot is not in it, there is none by that id, or Slack's settings forbid it. */
export type RoomLoss = { reason: 'archived' | 'left-out' | 'absent' | 'forbidden' };
/** Of a message besides: it was deleted, or never was. */
export type MessageLoss = RoomLoss | { reason: 'no-message' };

/**
 * `made`: whether this bot made it. `shared`: people of other organisations read along, or soon will. `organisations`: all whose people are in it or
 * are invited, by their ids, ours among them, as far as Slack tells; of a channel that is not shared it may be empty. `own`: by which ids it names our own: the
 * workspace's, and on Enterprise Grid the organisation's and those of its other workspaces. `pending`: those of the organisations that have not come yet; `awaited`: an
 * invitation to another organisation is open, whichever that is; `limited`: those that may post and nothing else. `canvas`: the id of its canvas, if it has one.
 */
export type Room = {
  channel: string;
  name: string;
  is: 'open' | 'archived';
  member: boolean;
  shared: boolean;
  made: boolean;
  organisations: string[];
  own: string[];
  pending: string[];
  awaited: boolean;
  limited: string[];
  canvas?: string;
};

/**
 * Who of those invited is in the channel now: who `joined` by this, who was `there`, and whom Slack `refused`: `unknown` to it,
 * or left the organisation; `not-allowed`, such as a guest or somebody of another organisation.
 */
export type Invited = {
  joined: string[];
  there: string[];
  refused: { user: string; why: 'unknown' | 'not-allowed' }[];
};

/** Slack's limits, in characters. */
export const ROOM_NAME_MOST = 80;
export const TOPIC_MOST = 250;

export type NameRefusal = { reason: 'name-taken' } | { reason: 'bad-name' } | { reason: 'forbidden' };

/**
 * What somebody wrote, as it stands now. `user` is absent where no person did, such as another app. `text` is as it was typed, with
 * people as `<@U…>`. `team` as far as Slack tells: an organisation that is not named is nobody's.
 */
export type SaidMessage = {
  ref: MessageRef;
  thread?: string;
  user?: string;
  team?: string;
  text: string;
  /** `permalink`: where people see the file, as far as they may; never a public address. */
  files: (WrittenFile & { permalink?: string })[];
  edited: boolean;
  /** When it was edited last, by Slack's clock. */
  editedAt?: Instant;
};

/**
 * Channels in which people work together, and what stands above their messages. Doing a thing again changes nothing. Everything
 * here may throw `ChatBusy`: the effect is tried again later.
 */
export type Rooms = {
  /**
   * Makes a public channel with the bot in it. A name is lower case without spaces, at most `ROOM_NAME_MOST` characters. After
   * `name-taken` look whether an earlier attempt made it: `find`.
   */
  create(name: string): Promise<Result<Room, NameRefusal>>;
  /** The open channel of that name. Reads the whole list of channels: for what should not happen. */
  find(name: string): Promise<Room | undefined>;
  look(channel: string): Promise<Result<Room, RoomLoss>>;
  /** Enters a public channel. */
  join(channel: string): Promise<Result<'in', RoomLoss>>;
  /** People, by their ids; who cannot be invited keeps nobody else out. */
  invite(channel: string, users: readonly string[]): Promise<Result<Invited, RoomLoss>>;
  /**
   * Invites somebody of another organisation to a channel, by their address, as one who may do there what members do. `pending`: an invitation was open
   * already. They come when they, and perhaps an admin of theirs and of ours, have said yes: `look` shows it.
   */
  inviteOutside(channel: string, address: string): Promise<Result<'sent' | 'pending', { reason: InviteFailure }>>;
  /** What is longer than `TOPIC_MOST` characters is cut. */
  setTopic(channel: string, topic: string): Promise<Result<'set', RoomLoss>>;
  /** A link above the messages, once by title and link. `emoji` with its colons. `full`: Slack keeps 100. */
  bookmark(
    channel: string,
    link: { title: string; link: string; emoji?: string },
  ): Promise<Result<'kept', RoomLoss | { reason: 'full' }>>;
  /** `full`: Slack keeps 100. */
  pin(message: MessageRef): Promise<Result<'pinned', MessageLoss | { reason: 'full' }>>;
  /** The address of a message, for people. */
  linkTo(message: MessageRef): Promise<Result<string, MessageLoss>>;
  /** A message of a channel or of a thread, by its time: a reaction does not say what it is on. */
  read(message: MessageRef): Promise<Result<SaidMessage, MessageLoss>>;
};
