/** What the parts of the workspace server share. Made once, in `start.ts`. */
import type { Post } from './deliver/post.ts';
import type { Faults } from './faults.ts';
import type { OpenViews } from './open-views.ts';
import type { Triggers } from './triggers.ts';
import type { Watchers } from './watchers.ts';
import type { Workspace } from './workspace.ts';

export type Credentials = { signingSecret: string; botToken: string; appId: string };
export type SlashCommand = { command: string; description: string; usageHint: string };
/** Of the menu of a message. */
export type MessageShortcut = { callbackId: string; name: string; description: string };
/** Slack's names of what the app subscribes to; `message.*` deliver what people and the bot write. */
export type Subscription =
  | 'app_mention'
  | 'app_home_opened'
  | 'reaction_added'
  | 'reaction_removed'
  | 'message.channels'
  | 'message.im'
  | 'member_joined_channel'
  | 'member_left_channel'
  | 'channel_archive'
  | 'channel_unarchive'
  | 'channel_rename'
  | 'channel_id_changed'
  | 'channel_unshared'
  | 'shared_channel_invite_accepted'
  | 'shared_channel_invite_approved'
  | 'shared_channel_invite_declined';

/** Milliseconds. Slack's own values unless a test shortens them. */
export type Timing = { ack: number; eventRetries: number[]; triggerLife: number; responseUrlLife: number };
export const SLACK_TIMING: Timing = {
  ack: 3000,
  eventRetries: [0, 60_000, 300_000],
  triggerLife: 3000,
  responseUrlLife: 30 * 60_000,
};

/** `move` answers `busy` with whose work would be cut off by it. */
export type ClockControl = {
  ahead: () => number;
  move: (ms: number) => Promise<{ is: 'moved' } | { is: 'busy'; who: string[] }>;
};

export type Slack = {
  workspace: Workspace;
  watchers: Watchers;
  /** The organisation that installed the app: slash commands are its people's alone. */
  installedTeam: string;
  credentials: Credentials;
  slashCommands: SlashCommand[];
  shortcuts: MessageShortcut[];
  subscriptions: ReadonlySet<Subscription>;
  timing: Timing;
  post: Post;
  /** False until it is known how to reach the bot: events wait until then. */
  hasBot: () => boolean;
  /** The events that are on their way, by id. */
  delivering: Set<string>;
  triggers: Triggers;
  openViews: OpenViews;
  faults: Faults;
  /** Where this server is reached, for the addresses it hands out. */
  origin: () => string;
  /** The clock that everything here reads, where it can be moved. */
  clock?: ClockControl;
  /** How an alarm rings, where there is somebody to hear it. */
  ring?: (name: string, state: 'alarm' | 'ok') => Promise<void>;
  closing: AbortSignal;
};
