/**
 * What the workspace page and the shell exchange with the workspace server: JSON over HTTP below `/local/`, and one
 * server-sent event stream. Slack itself has no such API: everything that the bot sees goes through the Web API and
 * signed deliveries instead. Ids, `ts` and blocks are Slack's own shapes.
 */
import type { KnownBlock, Option, OptionGroup, View } from '@slack/types';

/** `enterprise`: the id of the Enterprise organisation (`E…`) that the workspace is part of, if it is. */
export type Organisation = { id: string; name: string; enterprise?: string };
/** `name` is the account's handle (`operator`); `team` its home organisation. `isBot` marks Remit's own user. */
export type Account = { id: string; name: string; team: string; realName: string; isBot: boolean; timeZone: string };
/** A user group of an organisation; `members` are the ids of accounts. It is mentioned by its handle. */
export type UserGroup = { id: string; team: string; handle: string; name: string; members: string[] };
/** `teams` lists the organisations connected to the channel; more than one makes it a Slack Connect channel. */
export type Channel = {
  id: string;
  name: string;
  teams: string[];
  topic: string;
  kind: 'channel' | 'direct';
  archived?: true;
  /** Organisations whose people may only post there: write, react and add files, and press nothing. */
  limited?: string[];
  /** The app is in it. */
  withApp?: true;
  bookmarks?: Bookmark[];
  canvas?: Canvas;
};
/** `emoji` is a shortcode with its colons. */
export type Bookmark = { id: string; title: string; link: string; emoji?: string };
/** A channel's canvas: Markdown, in sections that are edited by their ids. */
export type Canvas = { id: string; title: string; sections: { id: string; markdown: string }[] };

export type Reaction = { name: string; users: string[] };
/** `url` is a path on this server; `alt` says what an image holds. */
export type SharedFile = {
  id: string;
  name: string;
  title: string;
  size: number;
  url: string;
  mimetype: string;
  alt?: string;
};

/** A message as the page shows it. `onlyFor` is set on an ephemeral message: the one user who sees it. */
export type Message = {
  channel: string;
  ts: string;
  threadTs?: string;
  replyCount?: number;
  user: string;
  team: string;
  text: string;
  blocks?: KnownBlock[];
  files?: SharedFile[];
  reactions: Reaction[];
  edited?: boolean;
  /** When its writer changed it, as a `ts`. */
  editedAt?: string;
  onlyFor?: string;
  pinned?: true;
  /** Deleted, and kept because it has replies. */
  tombstone?: true;
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
};

/** A modal as it stands on somebody's screen. `errors` is what the bot answered to the last submission, by block id. */
export type OpenView = { id: string; view: View; forUser: string; errors?: Record<string, string> };

/** A step of what happened behind the page, in AWS's terms ("Lambda worker called", "item run#8C2MX e#1 written"). */
export type Trace = { at: number; service: string; what: string; detail?: string };

/** `GET /local/state?as=<account name>` */
export type State = {
  me: Account;
  organisations: Organisation[];
  accounts: Account[];
  /** Those of `me`'s organisation. */
  userGroups: UserGroup[];
  /** Only the channels that `me` may see. */
  channels: Channel[];
  /** Those that `me` is not in and may join. */
  open: Channel[];
  botUser: string;
  /** Slash commands that `me`'s organisation has installed, for the composer's menu. */
  slashCommands: { command: string; description: string; usageHint: string }[];
  /** The app's own entries in the menu of a message, for `me`'s organisation. */
  shortcuts: { callbackId: string; name: string; description: string }[];
  /** How far the clock is ahead of the machine's, in milliseconds. Absent: it cannot be moved here. */
  ahead?: number;
};

/** `GET /local/messages?as=&channel=` (whole channel, oldest first, with thread replies and own ephemerals). */
export type Messages = { messages: Message[] };

/**
 * `GET /local/events?as=<account name>`: server-sent events, each `data:` one of these as JSON.
 *
 * `refusal` is what Slack shows or answers when something is not accepted, with Slack's own error code
 * (`operation_timeout`, `invalid_blocks`, `trigger_expired`, …): shown as a banner, never swallowed.
 */
export type PageEvent =
  | { type: 'message'; message: Message }
  | { type: 'message-changed'; message: Message }
  | { type: 'message-deleted'; channel: string; ts: string }
  | { type: 'view-opened'; view: OpenView }
  | { type: 'view-updated'; view: OpenView }
  | { type: 'view-closed'; id: string }
  | { type: 'home'; view: View }
  /** A channel that one is in: new, or changed. */
  | { type: 'channel'; channel: Channel }
  /** A channel that one is not in, or not any more, and may join while it is not archived. */
  | { type: 'channel-open'; channel: Channel }
  /** One is not in it any more, and may not enter. */
  | { type: 'channel-gone'; channel: string }
  /** The clock was put forward: `ahead` of the machine's, in milliseconds. */
  | { type: 'clock'; ahead: number }
  | { type: 'refusal'; error: string; detail: string; method?: string }
  | { type: 'trace'; trace: Trace };

/**
 * `POST /local/say`: a message, a mention or a slash command, as typed. Slash commands go nowhere from a thread. `files` by id:
 * what was uploaded before; the text may then be empty, and is no slash command.
 */
export type Say = { as: string; channel: string; text: string; threadTs?: string; files?: string[] };
/** `POST /local/upload?as=&name=`, the bytes as the body: a file of that person's, which nobody else sees yet. */
export type Uploaded = { ok: true; file: SharedFile } | { ok: false; error: string; detail: string };
/** `POST /local/act`: a press on an element of a message, an open view, or the App Home. `value` by element kind. */
export type Act = {
  as: string;
  on: { kind: 'message'; channel: string; ts: string } | { kind: 'view'; id: string } | { kind: 'home' };
  blockId: string;
  actionId: string;
  /** The new state of the element: option value(s), text, date. Absent for a button. */
  value?: string | string[];
  /** What the view's inputs hold at this moment: block id → action id → value. */
  inputs?: Record<string, Record<string, string | string[] | null>>;
};
/** `POST /local/submit`: a modal's submit button. `inputs` by block id → action id. */
export type Submit = { as: string; view: string; inputs: Record<string, Record<string, string | string[] | null>> };
/** `POST /local/close` */
export type Close = { as: string; view: string };
/** `POST /local/react` */
export type React = { as: string; channel: string; ts: string; name: string; remove?: boolean };
/** `POST /local/shortcut`: an app's entry in the menu of a message. */
export type UseShortcut = { as: string; channel: string; ts: string; callbackId: string };
/** `POST /local/edit` and `/local/delete`: one's own message. */
export type Edit = { as: string; channel: string; ts: string; text: string };
export type Delete = { as: string; channel: string; ts: string };
/** `POST /local/channel`: what a person does with a channel. `name` of a rename. */
export type ChangeChannel = { as: string; channel: string; name?: string } & {
  change: (typeof CHANNEL_CHANGES)[number];
};
/** `disconnect`: all other organisations are put out. `limit`: they may only post; `unlimit`: what members may. `decline`: an invitation to one's own organisation. */
export const CHANNEL_CHANGES = [
  'join',
  'decline',
  'leave',
  'archive',
  'unarchive',
  'rename',
  'disconnect',
  'limit',
  'unlimit',
  'add-app',
  'remove-app',
] as const;
/** `POST /local/home`: the App Home tab was opened; the bot's view arrives as a `home` event. */
export type OpenHome = { as: string };
/** `POST /local/clock`: puts the clock forward, for everybody and for good; answers when what was due then is under way. */
export type MoveClock = { as: string; by: '1min' | '30min' | '1day' };
/** `POST /local/alarm`: an alarm of CloudWatch's rings, or is over. */
export type Ring = { as: string; name: string; state: 'alarm' | 'ok' };
/** `POST /local/options`: what an external select asks the bot for while somebody types. */
export type AskOptions = { as: string; on: Act['on']; blockId: string; actionId: string; value: string };

/**
 * Every POST answers with this. `error` is Slack's code; `detail` says it in words. `message` is what the post became:
 * the message itself, or the answer to a slash command when its acknowledgement carried one. `options` (or
 * `optionGroups`) answers `/local/options`.
 */
export type Answer =
  | { ok: true; message?: Message; options?: Option[]; optionGroups?: OptionGroup[] }
  | { ok: false; error: string; detail: string };
