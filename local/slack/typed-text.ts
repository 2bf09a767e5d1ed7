/**
 * Turns what somebody typed into what Slack sends: three characters escaped, names and addresses in angle brackets
 * (docs.slack.dev/messaging/formatting-message-text). A command's `escape` setting adds the names. Only whom and what
 * the writer can see is recognised.
 */
import type { Slack } from './context.ts';
import { knows, roomsOf } from './people.ts';
import { BOT } from './seed.ts';
import type { Account } from './wire.ts';

const BROADCASTS = new Set(['here', 'channel', 'everyone']);
const MARKS = /(https?:\/\/[^\s<>"”]*[^\s<>"”.,)])|(^|[\s(,])([@#])([a-z0-9](?:[\w.-]*[a-z0-9])?)/gi;

type Typing = { me: Account; withNames: boolean };

export function encode(slack: Slack, typed: string, typing: Typing): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(MARKS, (whole, url: string | undefined, before: string, sign: string, name: string) => {
    if (url !== undefined) return `<${url}>`;
    const marked = sign === '@' ? person(slack, name, typing) : channel(slack, name, typing.me);
    return marked === undefined ? whole : `${before}${marked}`;
  });
}

function person(slack: Slack, typed: string, { me, withNames }: Typing): string | undefined {
  const name = typed.toLowerCase();
  if (BROADCASTS.has(name)) return `<!${name}>`;
  const handle = name === BOT.displayName.toLowerCase() ? BOT.handle : name;
  const account = slack.workspace.seed.accounts.find((it) => it.name === handle);
  if (!account) return userGroup(slack, name, me);
  if (!knows(slack, me, account)) return undefined;
  return withNames ? `<@${account.id}|${account.name}>` : `<@${account.id}>`;
}

function userGroup(slack: Slack, handle: string, me: Account): string | undefined {
  const group = slack.workspace.seed.userGroups.find((it) => it.handle === handle && it.team === me.team);
  return group && `<!subteam^${group.id}|@${group.handle}>`;
}

function channel(slack: Slack, name: string, me: Account): string | undefined {
  const room = roomsOf(slack, me.id).find((it) => it.kind === 'channel' && it.name === name.toLowerCase());
  return room && `<#${room.id}|${room.name}>`;
}
