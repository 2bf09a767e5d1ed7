import type { TextObject } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { nameOf, useDirectory } from './directory.ts';
import { emojiOf } from './emoji.ts';
import { type Inline, safeUrl } from './mrkdwn-inline.ts';
import { type Part, parseMrkdwn } from './mrkdwn-parse.ts';
import { nowSeconds } from './now.ts';
import { Pre } from './pre.tsx';
import { formatDate, moment } from './time.ts';

/** A link that leaves the page: it learns nothing about where it was pressed. */
export function Link({ url, children }: { url: string; children: ComponentChildren }) {
  const safe = safeUrl(url);
  if (!safe) return <>{children}</>;
  return (
    <a class="link" href={safe} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

export function UserMention({ id, label = '' }: { id: string; label?: string | undefined }) {
  const directory = useDirectory();
  const account = directory.account(id);
  const mine = id === directory.me.id;
  return (
    <span class={mine ? 'mention mention-me' : 'mention'} data-user={id}>
      @{account ? nameOf(account) : label || id}
    </span>
  );
}

export function ChannelMention({ id, label = '' }: { id: string; label?: string | undefined }) {
  const directory = useDirectory();
  const channel = directory.named(id);
  if (!channel) return <span class="mention">#{label || 'private-channel'}</span>;
  // A plain link to the channel's address, taken over by the page: see `followLinks`.
  return (
    <a class="mention" href={`?as=${directory.me.name}&channel=${channel.name}`} data-channel={id}>
      #{channel.name}
    </a>
  );
}

export function When({
  seconds,
  format,
  link,
  fallback,
}: {
  seconds: number;
  format: string;
  link: string;
  fallback: string;
}) {
  const { zone } = useDirectory();
  if (!Number.isFinite(seconds)) return <>{fallback}</>;
  const text = formatDate(format, seconds, zone, nowSeconds());
  const time = (
    <time dateTime={new Date(seconds * 1000).toISOString()} title={moment(seconds, zone)}>
      {text}
    </time>
  );
  return link ? <Link url={link}>{time}</Link> : time;
}

const TAGS = { bold: 'strong', italic: 'em', strike: 's' } as const;

function draw(node: Inline, key: number): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br key={key} />;
    case 'style': {
      const Tag = TAGS[node.style];
      return <Tag key={key}>{node.children.map(draw)}</Tag>;
    }
    case 'code':
      return <code key={key}>{node.children.map(draw)}</code>;
    case 'link':
      return (
        <Link key={key} url={node.url}>
          {node.label}
        </Link>
      );
    case 'user':
      return <UserMention key={key} id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelMention key={key} id={node.id} label={node.label} />;
    case 'broadcast':
      return (
        <span key={key} class="mention mention-me">
          @{node.name}
        </span>
      );
    case 'date':
      return <When key={key} {...node} />;
    case 'emoji':
      return <Emoji key={key} name={node.name} />;
    default:
      return node satisfies never;
  }
}

export function Emoji({ name }: { name: string }) {
  const character = emojiOf(name);
  if (!character) return <>:{name}:</>;
  return (
    <span class="emoji" title={`:${name}:`}>
      {character}
    </span>
  );
}

function drawPart(part: Part, key: number) {
  const children = part.children.map(draw);
  if (part.kind === 'quote') return <blockquote key={key}>{children}</blockquote>;
  if (part.kind === 'pre') return <Pre key={key}>{children}</Pre>;
  return <p key={key}>{children}</p>;
}

/** A text in Slack's mrkdwn. */
export function Mrkdwn({ text }: { text: string }) {
  const parts = useMemo(() => parseMrkdwn(text), [text]);
  return <div class="mrkdwn">{parts.map(drawPart)}</div>;
}

const SHORTCODE = /:([a-z0-9_+-]+):/g;

/** `plain_text` as Slack shows it: nothing but shortcodes of emoji is read. */
export function plain(text: string): string {
  return text.replace(SHORTCODE, (all, name: string) => emojiOf(name) ?? all);
}

export function Text({ of }: { of: TextObject }) {
  return of.type === 'mrkdwn' ? <Mrkdwn text={of.text} /> : <span class="plain">{plain(of.text)}</span>;
}
