import type { ComponentChildren } from 'preact';
import { MarkdownTable } from './markdown-table.tsx';
import { ChannelMention, Link, UserMention } from './mrkdwn.tsx';
import { Pre } from './pre.tsx';

/** The `markdown` block: the part of standard Markdown that bots send. Drawn as nodes; HTML in it stays text. */
const INLINE =
  /`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\*([^*\s][^*]*)\*|\b_([^_]+)_\b|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)]+)|!\[\]\(([@#][A-Z0-9]+)\)/;

function inline(text: string): ComponentChildren[] {
  const match = INLINE.exec(text);
  if (!match) return [text];
  const [all, code, bold, bold2, strike, italic, italic2, label, url, bare, mention] = match;
  const before = text.slice(0, match.index);
  return [
    before,
    drawMatch({ code, bold: bold ?? bold2, strike, italic: italic ?? italic2, label, url, bare, mention }),
    ...inline(text.slice(match.index + all.length)),
  ];
}

type Match = Record<'code' | 'bold' | 'strike' | 'italic' | 'label' | 'url' | 'bare' | 'mention', string | undefined>;

function drawMatch({ code, bold, strike, italic, label, url, bare, mention }: Match): ComponentChildren {
  if (mention)
    return mention.startsWith('@') ? <UserMention id={mention.slice(1)} /> : <ChannelMention id={mention.slice(1)} />;
  if (code) return <code>{code}</code>;
  if (bold) return <strong>{inline(bold)}</strong>;
  if (strike) return <s>{inline(strike)}</s>;
  if (italic) return <em>{inline(italic)}</em>;
  return <Link url={url ?? bare ?? ''}>{label ?? bare}</Link>;
}

const lines = (rows: string[]): ComponentChildren[] =>
  rows.flatMap((row, index) => [index > 0 && <br />, ...inline(row)]);

type Rows = { kind: Kind; rows: string[] };
type Kind = 'heading' | 'rule' | 'quote' | 'bullet' | 'number' | 'table' | 'blank' | 'text';

/** What a line begins with says what it is; the mark is taken off it. */
const MARKS: [Kind, RegExp][] = [
  ['blank', /^\s*$/],
  ['heading', /^(?=#{1,6} )/],
  ['rule', /^(?:-{3,}|\*{3,})\s*$/],
  ['quote', /^> ?/],
  ['bullet', /^\s*[-*+] +/],
  ['table', /^(?=\s*\|.*\|\s*$)/],
  ['number', /^\s*\d+[.)] +/],
];

/** Lines of one kind belong together; headings and rules stand alone. */
function groupLines(text: string): Rows[] {
  const groups: Rows[] = [];
  for (const line of text.split('\n')) {
    const [kind, mark] = MARKS.find(([, pattern]) => pattern.test(line)) ?? (['text', /^/] as const);
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== 'heading' && kind !== 'rule') last.rows.push(line.replace(mark, ''));
    else groups.push({ kind, rows: [line.replace(mark, '')] });
  }
  return groups;
}

/** A list's item; `[ ]` and `[x]` make it one to tick. */
const items = (rows: string[]) =>
  rows.map((row, index) => (
    <li key={index}>{inline(row.replace(/^\[([ xX])\] /, (_, tick) => (tick === ' ' ? '☐ ' : '☑ ')))}</li>
  ));

/** One level for all: what is written in a message does not shape the outline of the page, only its own look. */
function Heading({ row }: { row: string }) {
  const level = /^#+/.exec(row)?.[0].length ?? 1;
  return <h2 class={`md-heading md-h${level}`}>{inline(row.replace(/^#+ +/, ''))}</h2>;
}

const DRAWN: Record<Kind, (rows: string[]) => ComponentChildren> = {
  heading: ([row = '']) => <Heading row={row} />,
  rule: () => <hr />,
  quote: (rows) => <blockquote>{lines(rows)}</blockquote>,
  bullet: (rows) => <ul>{items(rows)}</ul>,
  number: (rows) => <ol>{items(rows)}</ol>,
  table: (rows) => <MarkdownTable rows={rows} cell={(text) => inline(text)} />,
  blank: () => null,
  text: (rows) => <p>{lines(rows)}</p>,
};

export function Markdown({ text }: { text: string }) {
  const pieces = text.split(/```[^\n]*\n([\s\S]*?)\n?```/);
  return (
    <div class="markdown mrkdwn">
      {pieces.map((piece, index) =>
        index % 2 === 1 ? <Pre key={index}>{piece}</Pre> : groupLines(piece).map(({ kind, rows }) => DRAWN[kind](rows)),
      )}
    </div>
  );
}
