import type { Entry } from '../incident/entry.ts';
import { inertMarkdown } from '../incident/export-markdown.ts';
import { type Callings, inOrder } from '../incident/export-told.ts';
import type { Instant } from '../instant.ts';
import { writeIncidentId } from '../language/run-id.ts';
import { plainText } from '../plain-text.ts';
import { redact } from '../redact.ts';
import { PART_TITLE, PARTS, type Part } from './parts.ts';
import type { ReportAction, ReportStory } from './story.ts';

/** With the whole timeline. `picture`: the name of its file beside the report's, unless it is too large to be there. */
export type ReportTold = {
  story: ReportStory;
  entries: readonly Entry[];
  callings: Callings;
  picture?: string;
  /** Bytes of the timeline's table at most: the file has to fit on the ledger (250,000 bytes). */
  table?: number;
};

const TABLE = 180_000;

/** A report as a file of the repository, in one form. What people wrote is text in it, and without secrets. */
export function writeReportMarkdown(told: ReportTold): string {
  const { id, about } = told.story;
  return [
    `# ${writeIncidentId(id)}: ${said(about.title)}`,
    '',
    `Severity: ${about.severity} · a problem of the ${about.kind === 'platform' ? 'platform product' : 'infrastructure'}`,
    '',
    ...PARTS.flatMap((part) => [`## ${PART_TITLE[part]}`, '', ...partLines(part, told), '']),
  ].join('\n');
}

function partLines(part: Part, told: ReportTold): string[] {
  const { parts, actions } = told.story;
  if (part === 'timeline') return timelineLines(told);
  if (part === 'actions' && actions.length > 0) return actions.map((action) => actionLine(action, told.callings));
  return [said(parts[part]?.text ?? '–')];
}

function actionLine({ number, text, owner, by }: ReportAction, { nameOf }: Callings): string {
  const whose = owner ? said(nameOf(owner)) : 'nobody yet';
  return `${number}. ${said(text)} (owner: ${whose}; by: ${by ?? 'no day yet'})`;
}

function timelineLines({ entries, callings, picture, table = TABLE }: ReportTold): string[] {
  // What was said of the report itself is no part of what happened.
  const told = entries.filter(({ gone, kind }) => !gone && kind !== 'report').sort(inOrder);
  let length = 0;
  const rows = told.map((entry) => rowOf(entry, callings));
  const kept = rows.filter((row) => {
    length += Buffer.byteLength(row) + 1;
    return length <= table;
  });
  const left = rows.length - kept.length;
  return [
    picture === undefined
      ? 'Its picture is in Slack: `/ops timeline picture`.'
      : `![The incident over time](${encodeURI(picture)})`,
    '',
    '| Time (UTC) | Who | What |',
    '|---|---|---|',
    ...kept,
    ...(left > 0 ? ['', `… and ${left} more entries, all of them in Slack: \`/ops timeline export markdown\``] : []),
  ];
}

function rowOf({ occurredAt, by, text, quoted }: Entry, { nameOf }: Callings): string {
  return `| ${stamp(occurredAt)} | ${said(nameOf(by))} | ${quoted ? `“${said(text)}”` : said(text)} |`;
}

function stamp(at: Instant): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function said(text: string): string {
  return inertMarkdown(redact(plainText(text)));
}

/** `2026/11/I-7QK2P-checkout-is-down.md`: by when it was declared, so that it stays the same file. */
export function reportPath({ id, about }: Pick<ReportStory, 'id' | 'about'>): string {
  const slug = about.title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const month = new Date(about.declared).toISOString().slice(0, 7).replace('-', '/');
  return `${month}/${writeIncidentId(id)}${slug === '' ? '' : `-${slug}`}.md`;
}
