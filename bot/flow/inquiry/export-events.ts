import type { ExportedFile } from '../../domain/audit/told.ts';
import { HOUR } from '../../domain/instant.ts';
import type { AuditQuestion } from '../../domain/language/inquiry-sentence.ts';
import { writeAuditedStream } from '../../domain/language/inquiry-sentence.ts';
import { readTime } from '../../domain/language/term.ts';
import { sha256Of, writeCopy } from '../../domain/ledger/copy.ts';
import { STREAM_KINDS } from '../../domain/ledger/kinds.ts';
import { FILE_MOST, type NewFile } from '../../ports/files.ts';
import type { TendDeps } from '../deps.ts';
import type { Answered } from './tend-inquiry.ts';

const DEFAULT_LAST = 7 * 24 * HOUR;
const PAGE = 100;
const AT_ONCE = 20;
/** Files of one export: more is for the bucket of copies, which holds the same lines. */
const FILES = 3;
/** Characters of a file: less than Slack's limit for its bytes, also where letters take two. */
const MOST = FILE_MOST / 2;

type Deps = Pick<TendDeps, 'evidence' | 'now'>;
type Export = Extract<AuditQuestion, { show: 'export' }>;
type Part = { text: string; events: number };

/** Events as JSON lines, stream by stream, as they stand: their hashes say whether they are what they were. */
export async function exportEvents(deps: Deps, question: Export): Promise<Answered> {
  const parts: Part[] = [{ text: '', events: 0 }];
  let streams = 0;
  let complete = true;
  for await (const some of streamsOf(deps, question)) {
    const read = await Promise.all(some.map((stream) => deps.evidence.events(stream)));
    for (const { events } of read) {
      streams += events.length > 0 ? 1 : 0;
      add(parts, { text: events.map(writeCopy).join(''), events: events.length });
    }
    complete = parts.length <= FILES;
    if (!complete) break;
  }
  const kept = parts.slice(0, FILES).filter(({ events }) => events > 0);
  if (kept.length === 0) {
    return {
      answer: { is: 'nothing', what: 'There is nothing on record in that time.', next: 'audit export last 30d' },
    };
  }
  const made = kept.map((part, index) => fileOf(part, nameOf(question, { at: deps.now(), index, of: kept.length })));
  const told = made.map(({ told: one }) => one);
  return { answer: { is: 'audit-exported', files: told, streams, complete }, files: made.map(({ file }) => file) };
}

async function* streamsOf({ evidence, now }: Deps, { of, last }: Export): AsyncGenerator<string[]> {
  if (of) {
    yield [`${of.kind}#${of.id}`];
    return;
  }
  const after = now() - (last === undefined ? DEFAULT_LAST : (readTime(last) ?? DEFAULT_LAST));
  for (const kind of STREAM_KINDS) {
    let from: string | undefined;
    do {
      const page = await evidence.born(kind, { limit: PAGE, after, ...(from !== undefined && { from }) });
      for (let at = 0; at < page.streams.length; at += AT_ONCE) yield page.streams.slice(at, at + AT_ONCE);
      from = page.next;
    } while (from !== undefined);
  }
}

/** No stream is divided between two files, so that each can be checked alone. */
function add(parts: Part[], { text, events }: Part): void {
  const open = parts.at(-1);
  if (open && (open.events === 0 || open.text.length + text.length <= MOST)) {
    open.text += text;
    open.events += events;
  } else {
    parts.push({ text, events });
  }
}

function nameOf({ of }: Export, { at, index, of: count }: { at: number; index: number; of: number }): string {
  const what = of ? writeAuditedStream(of) : new Date(at).toISOString().slice(0, 10);
  return `audit-${what}${count > 1 ? `-${index + 1}-of-${count}` : ''}.jsonl`;
}

function fileOf({ text, events }: Part, name: string): { file: NewFile; told: ExportedFile } {
  const bytes = new TextEncoder().encode(text);
  return { file: { name, title: name, bytes }, told: { name, events, sha256: sha256Of(bytes) } };
}
