import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextSection } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { Unknown } from './elements.tsx';
import { ChannelMention, Emoji, Link, UserMention, When } from './mrkdwn.tsx';
import { Pre } from './pre.tsx';

type Style = NonNullable<Extract<RichTextElement, { type: 'text' }>['style']>;
const TAGS = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['strike', 's'],
  ['underline', 'u'],
  ['code', 'code'],
] as const;

function styled(children: ComponentChildren, style: Style | undefined): ComponentChildren {
  return TAGS.reduce((inside, [name, Tag]) => (style?.[name] ? <Tag>{inside}</Tag> : inside), children);
}

function drawElement(element: RichTextElement): ComponentChildren {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return <Link url={element.url}>{element.text ?? element.url}</Link>;
    case 'emoji':
      return element.unicode ? fromUnicode(element.unicode) : <Emoji name={element.name} />;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'channel':
      return <ChannelMention id={element.channel_id} />;
    case 'broadcast':
      return <span class="mention mention-me">@{element.range}</span>;
    case 'date':
      return (
        <When
          seconds={element.timestamp}
          format={element.format}
          link={element.url ?? ''}
          fallback={element.fallback ?? ''}
        />
      );
    case 'color':
      return <code>{element.value}</code>;
    case 'usergroup':
      return <span class="mention">@{element.usergroup_id}</span>;
    case 'team':
      return <span class="mention">@{element.team_id}</span>;
    default:
      return <Unknown what="element" type={(element as { type: string }).type} />;
  }
}

/** Slack gives an emoji's code points in hex, joined by hyphens. */
const fromUnicode = (hex: string): string =>
  String.fromCodePoint(...hex.split('-').map((one) => Number.parseInt(one, 16)));

const drawAll = (elements: RichTextElement[]): ComponentChildren[] =>
  elements.map((element, index) => <span key={index}>{styled(drawElement(element), element.style)}</span>);

function drawPart(part: RichTextBlockElement, key: number): ComponentChildren {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <p key={key} class="rich-section">
          {drawAll(part.elements)}
        </p>
      );
    case 'rich_text_quote':
      return <blockquote key={key}>{drawAll(part.elements)}</blockquote>;
    case 'rich_text_preformatted':
      return <Pre key={key}>{drawAll(part.elements)}</Pre>;
    case 'rich_text_list': {
      const Tag = part.style === 'ordered' ? 'ol' : 'ul';
      const start = (part as { offset?: number }).offset;
      return (
        <Tag key={key} class={`indent-${part.indent ?? 0}`} {...(Tag === 'ol' && start ? { start: start + 1 } : {})}>
          {part.elements.map((item: RichTextSection, index) => (
            <li key={index}>{drawAll(item.elements)}</li>
          ))}
        </Tag>
      );
    }
    default:
      return <Unknown what="element" type={(part as { type: string }).type} />;
  }
}

export function RichText({ block }: { block: RichTextBlock }) {
  return <div class="rich-text mrkdwn">{block.elements.map(drawPart)}</div>;
}
