/**
 * Slack's mrkdwn as a tree, so that it is drawn as text nodes and never as HTML.
 *
 * Only `&amp; &lt; &gt;` are entities, and only `<…>` is a control sequence (docs.slack.dev/messaging/formatting-message-text).
 * A style mark counts only at a word's edge: `snake_case_name` and `2*3*4` stay as they are.
 */
import { emojiOf } from './emoji.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'style'; style: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; children: Inline[] }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user'; id: string; label: string }
  | { kind: 'channel'; id: string; label: string }
  | { kind: 'broadcast'; name: string }
  | { kind: 'date'; seconds: number; format: string; link: string; fallback: string }
  | { kind: 'emoji'; name: string; character: string };
const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const TOKEN = '<[^<>\\n]+>|`[^`\\n]+`';
const MARKED = { '*': marked('\\*'), _: marked('_'), '~': marked('~') };
const CONTROL = /<([^<>\n]+)>/y;
const CODE = /`([^`\n]+)`/y;
const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-\d:)?/y;
const ENTITY = /&(amp|lt|gt);/y;
const BARE_LINK = /https?:\/\/[^\s<>"`|]+/y;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

/** Reads the three entities back as the characters they stand for. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_all, name: string) => ENTITIES[name] ?? '');
}

/** Only http(s), and mailto as Slack allows: anything else (`javascript:`, `data:`) is shown as text. */
export function safeUrl(url: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(url) ? url : undefined;
}

/** Reads the inside of `<…>`: a mention, a channel, a broadcast, a date or a link; undefined for anything else. */
export function readControl(inside: string): Inline | undefined {
  const bar = inside.indexOf('|');
  const head = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : decodeEntities(inside.slice(bar + 1));
  if (/^@[A-Z0-9]+$/.test(head)) return { kind: 'user', id: head.slice(1), label };
  if (/^#[A-Z0-9]+$/.test(head)) return { kind: 'channel', id: head.slice(1), label };
  if (head.startsWith('!date^')) return readDate(head, label);
  if (head.startsWith('!subteam^')) return { kind: 'broadcast', name: label.replace(/^@/, '') || 'group' };
  if (/^!(here|channel|everyone)$/.test(head)) return { kind: 'broadcast', name: head.slice(1) };
  const url = safeUrl(decodeEntities(head));
  return url === undefined ? undefined : { kind: 'link', url, label: label || url.replace(/^mailto:/, '') };
}

function readDate(head: string, fallback: string): Inline {
  const [, seconds = '', format = '', link = ''] = head.split('^');
  return {
    kind: 'date',
    seconds: Number(seconds),
    format: decodeEntities(format),
    link: decodeEntities(link),
    fallback,
  };
}

/** A mark, its text up to the next such mark at a word's end; a link or code inside hides the marks it holds. */
function marked(mark: string): RegExp {
  return new RegExp(
    `${mark}(?![\\s${mark}])((?:${TOKEN}|(?!${TOKEN})[^${mark}\\n])+?)(?<!\\s)${mark}(?![A-Za-z0-9${mark}])`,
    'y',
  );
}

type Found = { node: Inline; end: number };

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function findControl(text: string, index: number): Found | undefined {
  const match = at(CONTROL, text, index);
  const node = match?.[1] === undefined ? undefined : readControl(match[1]);
  return match && node ? { node, end: index + match[0].length } : undefined;
}

function findCode(text: string, index: number): Found | undefined {
  const match = at(CODE, text, index);
  return match?.[1]
    ? { node: { kind: 'code', children: parseCode(match[1]) }, end: index + match[0].length }
    : undefined;
}

function findStyle(text: string, index: number): Found | undefined {
  const mark = text[index] as keyof typeof STYLES;
  if (/[A-Za-z0-9]/.test(text[index - 1] ?? ' ')) return undefined;
  const match = at(MARKED[mark], text, index);
  if (!match?.[1]) return undefined;
  return {
    node: { kind: 'style', style: STYLES[mark], children: parseInline(match[1]) },
    end: index + match[0].length,
  };
}

function findEmoji(text: string, index: number): Found | undefined {
  const match = at(EMOJI, text, index);
  const character = match?.[1] === undefined ? undefined : emojiOf(match[1]);
  if (!match?.[1] || character === undefined) return undefined;
  return { node: { kind: 'emoji', name: match[1], character }, end: index + match[0].length };
}

function findEntity(text: string, index: number): Found | undefined {
  const match = at(ENTITY, text, index);
  return match?.[1]
    ? { node: { kind: 'text', text: ENTITIES[match[1]] ?? '' }, end: index + match[0].length }
    : undefined;
}

function findBareLink(text: string, index: number): Found | undefined {
  const match = /\w/.test(text[index - 1] ?? ' ') ? null : at(BARE_LINK, text, index);
  const url = match?.[0].replace(/[.,;:!?)\]}'*_~]+$/, '');
  return url
    ? { node: { kind: 'link', url: decodeEntities(url), label: decodeEntities(url) }, end: index + url.length }
    : undefined;
}

const FINDERS: Record<string, (text: string, index: number) => Found | undefined> = {
  '<': findControl,
  '`': findCode,
  '*': findStyle,
  _: findStyle,
  '~': findStyle,
  ':': findEmoji,
  '&': findEntity,
  h: findBareLink,
  '\n': (_text, index) => ({ node: { kind: 'break' }, end: index + 1 }),
};
/** In code, only entities and control sequences mean something; marks and emoji stay as typed. */
const IN_CODE = new Set(['<', '&']);

const TEXT = /[^<`*_~:&h\n]+/y;

/** What stands at `index`: the longest plain run, something that means more, or one character that means itself. */
function nextAt(text: string, index: number, only: Set<string> | undefined): Found {
  const character = text[index] ?? '';
  const found = only && !only.has(character) ? undefined : FINDERS[character]?.(text, index);
  const plain = at(TEXT, text, index)?.[0] ?? character;
  return found ?? { node: { kind: 'text', text: plain }, end: index + plain.length };
}

function scan(text: string, only?: Set<string>): Inline[] {
  const nodes: Inline[] = [];
  for (let index = 0; index < text.length; ) {
    const { node, end } = nextAt(text, index, only);
    const last = nodes.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
    else nodes.push(node);
    index = end;
  }
  return nodes;
}

/** Reads one run of text, lines included, without quotes and preformatted blocks. */
export function parseInline(text: string): Inline[] {
  return scan(text);
}

/** Reads the inside of `code` or of a preformatted block: line ends stay characters. */
export function parseCode(text: string): Inline[] {
  return scan(text, IN_CODE);
}
