import type { Actor } from '../actor.ts';
import { inertCell, writeCsv } from '../table/write-csv.ts';
import type { Entry } from './entry.ts';
import { writeTimelineMarkdown } from './export-markdown.ts';
import { type Export, evidenceWords, inOrder } from './export-told.ts';
import { stampsIn } from './stamp.ts';

export const EXPORT_FORMATS = ['markdown', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type ExportedFile = { name: string; text: string };

/** Characters of a file: less than Slack's limit for its bytes, also where letters take two. */
const MOST = 4_500_000;

const EXTENSION: Record<ExportFormat, string> = { markdown: 'md', csv: 'csv', json: 'json' };

/** Writes a timeline as one file, or as several where Slack would not take it as one. Every moment has its offset. */
export function exportTimeline(told: Export, format: ExportFormat): ExportedFile[] {
  const parts = dividedBySize([...told.entries].sort(inOrder));
  return parts.map((entries, at) => {
    const number = parts.length > 1 ? `-${at + 1}-of-${parts.length}` : '';
    return { name: `timeline-${told.name}${number}.${EXTENSION[format]}`, text: WRITE[format]({ ...told, entries }) };
  });
}

const WRITE: Record<ExportFormat, (told: Export) => string> = {
  markdown: writeTimelineMarkdown,
  csv: writeTimelineCsv,
  json: writeTimelineJson,
};

function dividedBySize(entries: readonly Entry[]): Entry[][] {
  const parts: Entry[][] = [[]];
  let length = 0;
  for (const entry of entries) {
    const size = entry.text.length + 600;
    if (length + size > MOST) {
      parts.push([]);
      length = 0;
    }
    length += size;
    parts.at(-1)?.push(entry);
  }
  return parts;
}

const COLUMNS = [
  ...['occurred', 'recorded', 'actor', 'actor id', 'organisation', 'organisation id', 'kind', 'text', 'host', 'mark'],
  ...['evidence', 'version', 'corrected at', 'corrected by', 'gone', 'source'],
];

function writeTimelineCsv({ entries, zone, callings }: Export): string {
  const stamp = stampsIn(zone);
  const rows = entries.map((entry) => [
    stamp(entry.occurredAt),
    stamp(entry.recordedAt),
    inertCell(callings.nameOf(entry.by)),
    entry.by?.user ?? '',
    inertCell(callings.organisationOf(entry.by)),
    entry.by?.team ?? '',
    entry.kind,
    inertCell(entry.text),
    entry.host ?? '',
    entry.mark ?? '',
    inertCell(entry.evidence.map(evidenceWords).join(' ')),
    String(entry.version),
    entry.corrected ? stamp(entry.corrected.at) : '',
    inertCell(callings.nameOf(entry.corrected?.by)),
    entry.gone ?? '',
    entry.source,
  ]);
  return writeCsv([COLUMNS, ...rows]);
}

function writeTimelineJson({ name, state, entries, zone, callings }: Export): string {
  const stamp = stampsIn(zone);
  const person = (by: Actor | undefined) =>
    by && { name: callings.nameOf(by), organisation: callings.organisationOf(by), team: by.team, user: by.user };
  const { title, severity, is, kind, drill, milestones } = state;
  const times = Object.entries(milestones).map(([step, at]) => [step, stamp(at)]);
  const incident = { id: name, title, severity, is, kind, drill: drill === true, ...Object.fromEntries(times) };
  const lines = entries.map((entry) => {
    const { occurredAt, recordedAt, by, corrected, becomes: _becomes, ...rest } = entry;
    const told = {
      occurred: stamp(occurredAt),
      recorded: stamp(recordedAt),
      ...(by && { by: person(by) }),
      ...rest,
      ...(corrected && { corrected: { at: stamp(corrected.at), by: person(corrected.by) } }),
    };
    return `    ${JSON.stringify(told)}`;
  });
  const head = JSON.stringify({ incident, zone }, null, 2).slice(0, -2);
  return `${head},\n  "entries": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
