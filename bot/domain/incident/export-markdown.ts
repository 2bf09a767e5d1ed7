import { wallTimeAt } from '../calendar/zone.ts';
import { plainText } from '../plain-text.ts';
import { dayWords, zoneWords } from './axis.ts';
import type { Entry } from './entry.ts';
import { type Export, evidenceWords } from './export-told.ts';
import { lastingWords } from './lasting.ts';
import { stampsIn } from './stamp.ts';

/** The timeline as Markdown: a heading a day, a line an entry. What people wrote is text in it, and nothing else. */
export function writeTimelineMarkdown(told: Export): string {
  return [...headLines(told), ...dayLines(told), ''].join('\n');
}

/** What stands above the days: which incident, how it is, when each step was reached. */
export function headLines({ name, state, entries, zone }: Export): string[] {
  const stamp = stampsIn(zone);
  const { detected } = state.milestones;
  const steps = Object.entries(state.milestones).map(([step, at]) => {
    const after = at > detected ? `, after ${lastingWords(at - detected)}` : '';
    return `- ${step}: ${stamp(at).slice(0, 19).replace('T', ' ')} (UTC${stamp(at).slice(-6)})${after}`;
  });
  const [first, last] = [entries.at(0), entries.at(-1)].map((entry) => entry?.occurredAt ?? detected);
  const within = { from: first ?? detected, to: last ?? detected };
  return [
    `# ${state.drill ? 'DRILL · ' : ''}Timeline of ${name}`,
    '',
    inertMarkdown(state.title),
    '',
    `Severity ${state.severity}, ${state.is}. ${entries.length} entries, times in ${zoneWords(within, zone)}.`,
    '',
    ...steps,
    '',
  ];
}

/** Days and their entries, in the order in which they are given. */
export function dayLines({ entries, zone, callings }: Pick<Export, 'entries' | 'zone' | 'callings'>): string[] {
  const stamp = stampsIn(zone);
  const lines: string[] = [];
  let before = '';
  for (const entry of entries) {
    const at = stamp(entry.occurredAt);
    const day = `${at.slice(0, 10)} ${at.slice(-6)}`;
    if (day !== before) {
      const { year, ...wall } = wallTimeAt(entry.occurredAt, zone);
      lines.push(...(before === '' ? [] : ['']), `## ${dayWords({ year, ...wall })} ${year} (UTC${at.slice(-6)})`, '');
    }
    before = day;
    const who = [callings.nameOf(entry.by), callings.organisationOf(entry.by)].filter((one) => one !== '');
    lines.push(
      entryLine(entry, at.slice(11, 19), inertMarkdown(who.length > 1 ? `${who[0]} (${who[1]})` : (who[0] ?? ''))),
    );
  }
  return lines;
}

/** What these say names how it went: that an alarm rings is nothing that failed. */
const TOLD_BY_WORDS: ReadonlySet<Entry['kind']> = new Set(['status', 'alarm']);
const MARK = { good: 'OK', bad: 'FAILED', waits: 'waits' } as const;

function entryLine(entry: Entry, clock: string, who: string): string {
  const { kind, text, quoted, reply, mark, gone, corrected, version, evidence } = entry;
  const said = quoted ? `“${inertMarkdown(text)}”` : inertMarkdown(text);
  const notes = [
    ...(reply ? ['an answer in a thread'] : []),
    ...(mark && !TOLD_BY_WORDS.has(kind) ? [MARK[mark]] : []),
    ...(corrected ? [`corrected, version ${version}`] : []),
    ...(gone ? [gone] : []),
  ];
  const told = `${who === '' ? '' : `${who}${quoted ? ': ' : ' '}`}${gone ? `~~${said}~~` : said}`;
  const proof = evidence.map(evidenceLink).join(' ');
  return `- **${clock}** ${kind} · ${told}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}${proof === '' ? '' : ` ${proof}`}`;
}

function evidenceLink(evidence: Entry['evidence'][number]): string {
  const words = evidenceWords(evidence);
  if (evidence.is !== 'message' && evidence.is !== 'file') return `\`${words.replaceAll('`', '')}\``;
  const safe = /^https:\/\/[^\s()<>]+$/.test(words);
  return safe ? `[${evidence.is}](${words})` : '';
}

/** Text that Markdown shows as it is: one line, each mark that could begin something written out. */
export function inertMarkdown(text: string): string {
  return plainText(text)
    .replace(/\s*\n+\s*/g, ' / ')
    .replace(/[\\`*_[\]<>#|~]|&(?=#?\w+;)/g, '\\$&')
    .replace(/^[-+]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
