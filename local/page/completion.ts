/** What the composer offers at the caret: slash commands at the start, people after `@`, channels after `#`. */
import { type Directory, nameOf } from './directory.ts';

export type Item = { insert: string; label: string; detail: string; account?: string };
export type Completion = { from: number; token: string; kind: 'command' | 'person' | 'channel'; items: Item[] };

const MOST = 8;

/** People whose handle begins with the token first, then those who merely contain it. */
function ranked(items: Item[], token: string): Item[] {
  const wanted = token.slice(1).toLowerCase();
  const begins = (item: Item) => item.insert.slice(1).toLowerCase().startsWith(wanted);
  const fits = items.filter((item) => `${item.insert} ${item.detail}`.toLowerCase().includes(wanted));
  return [...fits.filter(begins), ...fits.filter((item) => !begins(item))].slice(0, MOST);
}

function commands(directory: Directory): Item[] {
  return directory.slashCommands.map(({ command, description, usageHint }) => ({
    insert: command,
    label: usageHint ? `${command} ${usageHint}` : command,
    detail: description,
  }));
}

function people(directory: Directory, teams: string[]): Item[] {
  const here = directory.accounts.filter((account) => account.isBot || teams.includes(account.team));
  const items = here
    .toSorted((one, other) => Number(other.isBot) - Number(one.isBot))
    .map((account) => ({
      insert: `@${account.name}`,
      label: `@${account.name}`,
      detail: account.isBot
        ? `${nameOf(account)}, app`
        : `${account.realName}, ${directory.organisation(account.team)}`,
      account: account.id,
    }));
  const own = directory.userGroups.filter(({ team }) => teams.includes(team));
  const groups = own.map(({ handle, name, members }) => ({
    insert: `@${handle}`,
    label: `@${handle}`,
    detail: `${name}, user group of ${members.length}`,
  }));
  return [...items, ...groups, { insert: '@here', label: '@here', detail: 'Everybody who is active in this channel' }];
}

function channels(directory: Directory): Item[] {
  const named = directory.channels.filter((channel) => channel.kind === 'channel');
  return named.map((channel) => ({ insert: `#${channel.name}`, label: `#${channel.name}`, detail: channel.topic }));
}

/** `teams` are the organisations of the channel: only their people can be mentioned there. */
export function complete(text: string, caret: number, directory: Directory, teams: string[]): Completion | undefined {
  const before = text.slice(0, caret);
  const command = /^\/\S*$/.exec(before);
  const mention = /(?:^|[\s(])([@#][\w.-]*)$/.exec(before);
  const token = command?.[0] ?? mention?.[1];
  if (token === undefined) return undefined;
  const kind = command ? 'command' : token.startsWith('@') ? 'person' : 'channel';
  const source = { command: commands, person: (all: Directory) => people(all, teams), channel: channels }[kind];
  const items = ranked(source(directory), token);
  return items.length > 0 ? { from: caret - token.length, token, kind, items } : undefined;
}

/** The text after an item was taken, and where the caret goes. */
export function accept(text: string, caret: number, { from }: Completion, item: Item): { text: string; caret: number } {
  const rest = text.slice(caret).replace(/^ /, '');
  const start = `${text.slice(0, from)}${item.insert} `;
  return { text: start + rest, caret: start.length };
}
