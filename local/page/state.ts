/** What the page knows, and how each event from the server changes it. Pure, so that it is tested without a browser. */
import type { Account, Channel, Message, OpenView, PageEvent, State, Trace } from '../slack/wire.ts';

export type Place = { kind: 'channel'; id: string } | { kind: 'home' };
/** What of a channel is shown. */
export type Tab = 'messages' | 'canvas' | 'pins';
export type Refusal = { key: number; error: string; detail: string };
export type Connection = 'connecting' | 'open' | 'lost';
type View = OpenView['view'];

export type Page = {
  directory: State | undefined;
  place: Place;
  tab: Tab;
  thread: string | undefined;
  /** By channel id, in the order of `ts`; a channel that is not there has not been asked for yet. */
  messages: Record<string, Message[]>;
  /** By channel id, the `ts` of the newest message that was seen: what is younger is unread. */
  read: Record<string, string>;
  views: OpenView[];
  home: View | undefined;
  refusals: Refusal[];
  traces: Trace[];
  connection: Connection;
  /** The list of channels as a drawer; on a phone only. */
  drawer: boolean;
  tracing: boolean;
  /** Text of commands and messages on their way, so that the composer can say so. */
  sending: string[];
};

/** Older steps than these tell nobody anything and would only slow the page. */
const TRACES_KEPT = 400;
const REFUSALS_KEPT = 3;

export function emptyPage(): Page {
  return {
    directory: undefined,
    place: { kind: 'home' },
    tab: 'messages',
    thread: undefined,
    messages: {},
    read: {},
    views: [],
    home: undefined,
    refusals: [],
    traces: [],
    connection: 'connecting',
    drawer: false,
    tracing: false,
    sending: [],
  };
}

/** Puts a message in its place by `ts`, or replaces the one that is there: events may come twice or late. */
export function place(messages: Message[], message: Message): Message[] {
  let index = messages.length;
  while (index > 0 && (messages[index - 1]?.ts ?? '') > message.ts) index -= 1;
  const same = messages[index - 1]?.ts === message.ts;
  return [...messages.slice(0, same ? index - 1 : index), message, ...messages.slice(index)];
}

export const isReply = (message: Message): boolean => message.threadTs !== undefined && message.threadTs !== message.ts;

/** The messages of a channel's main column: replies live in their threads. */
export const mainColumn = (messages: Message[]): Message[] => messages.filter((message) => !isReply(message));

export const threadOf = (messages: Message[], root: string): Message[] =>
  messages.filter((message) => message.ts === root || message.threadTs === root);

/** Adds a refusal unless the same words are already on the screen: an answer and an event often report one thing. */
export function withRefusal(page: Page, error: string, detail: string): Page {
  if (page.refusals.some((one) => one.error === error && one.detail === detail)) return page;
  const key = (page.refusals.at(-1)?.key ?? 0) + 1;
  return { ...page, refusals: [...page.refusals, { key, error, detail }].slice(-REFUSALS_KEPT) };
}

function withMessage(page: Page, message: Message): Page {
  const known = page.messages[message.channel];
  return known ? { ...page, messages: { ...page.messages, [message.channel]: place(known, message) } } : page;
}

function withoutMessage(page: Page, channel: string, ts: string): Page {
  const known = page.messages[channel];
  if (!known) return page;
  return { ...page, messages: { ...page.messages, [channel]: known.filter((message) => message.ts !== ts) } };
}

function withView(page: Page, view: OpenView): Page {
  const others = page.views.some((one) => one.id === view.id);
  return {
    ...page,
    views: others ? page.views.map((one) => (one.id === view.id ? view : one)) : [...page.views, view],
  };
}

function withChannel(page: Page, channel: Channel): Page {
  if (!page.directory) return page;
  const known = page.directory.channels.some((one) => one.id === channel.id);
  const channels = known
    ? page.directory.channels.map((one) => (one.id === channel.id ? channel : one))
    : [...page.directory.channels, channel];
  const open = page.directory.open.filter((one) => one.id !== channel.id);
  return { ...page, directory: { ...page.directory, channels, open } };
}

function withoutChannel(page: Page, gone: string): Page {
  const { directory } = page;
  if (!directory) return page;
  const others = (list: Channel[]) => list.filter(({ id }) => id !== gone);
  return { ...page, directory: { ...directory, channels: others(directory.channels), open: others(directory.open) } };
}

/** A channel that one is not in, or not any more: what was read of it is not to be had again. */
function withOpenChannel(page: Page, channel: Channel): Page {
  if (!page.directory) return page;
  const others = (list: Channel[]) => list.filter((one) => one.id !== channel.id);
  const open = [...others(page.directory.open), ...(channel.archived ? [] : [channel])];
  const { [channel.id]: _left, ...messages } = page.messages;
  return { ...page, messages, directory: { ...page.directory, channels: others(page.directory.channels), open } };
}

/** The page after one event. */
export function receive(page: Page, event: PageEvent): Page {
  switch (event.type) {
    case 'message':
    case 'message-changed':
      return withMessage(page, event.message);
    case 'message-deleted':
      return withoutMessage(page, event.channel, event.ts);
    case 'view-opened':
    case 'view-updated':
      return withView(page, event.view);
    case 'view-closed':
      return { ...page, views: page.views.filter((view) => view.id !== event.id) };
    case 'home':
      return { ...page, home: event.view };
    case 'channel':
      return withChannel(page, event.channel);
    case 'channel-open':
      return withOpenChannel(page, event.channel);
    case 'channel-gone':
      return withoutChannel(page, event.channel);
    case 'clock':
      return page.directory ? { ...page, directory: { ...page.directory, ahead: event.ahead } } : page;
    case 'refusal':
      return withRefusal(page, event.error, event.detail);
    case 'trace':
      return { ...page, traces: [...page.traces, event.trace].slice(-TRACES_KEPT) };
    default:
      return event satisfies never;
  }
}

/** Takes a channel's whole list as fetched, then again what arrived while it was on its way. */
export function withFetched(page: Page, channel: string, fetched: Message[], since: PageEvent[]): Page {
  const ordered = fetched.toSorted((one, other) => (one.ts < other.ts ? -1 : 1));
  return since.reduce(receive, { ...page, messages: { ...page.messages, [channel]: ordered } });
}

export type Unread = { count: number; mentioned: boolean };

/** What is new for `me` in a channel; one's own messages and replies in threads are not news. */
export function unreadIn(page: Page, channel: string, me: Account): Unread {
  const since = page.read[channel] ?? '';
  const news = mainColumn(page.messages[channel] ?? []).filter((one) => one.ts > since && one.user !== me.id);
  return {
    count: news.length,
    mentioned: news.some((one) => one.text.includes(`<@${me.id}`) || one.onlyFor === me.id),
  };
}

export function withRead(page: Page, channel: string): Page {
  const newest = mainColumn(page.messages[channel] ?? []).at(-1)?.ts;
  if (newest === undefined || newest <= (page.read[channel] ?? '')) return page;
  return { ...page, read: { ...page.read, [channel]: newest } };
}
