import type { Answer } from '../../domain/answer.ts';
import type { Instant } from '../../domain/instant.ts';
import { nameOfInquiry, writeInquirySentence } from '../../domain/language/inquiry-sentence.ts';
import type { NewFile } from '../../ports/files.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { dataOf, partsOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { refuseReader } from '../look.ts';
import { notTaken } from '../not-taken.ts';
import { once } from '../once.ts';
import { showSettings } from '../vendor/settings.ts';
import { showVendorFigures } from '../vendor/show-figures.ts';
import { auditStream } from './audit-stream.ts';
import { exportEvents } from './export-events.ts';
import { INQUIRY, type InquiryAsked } from './inquire.ts';
import { searchRecord } from './search-record.ts';
import { showOutput } from './show-output.ts';
import { verifyLedger } from './verify-ledger.ts';

/** Tries after which it is given up, and said. */
const GIVE_UP = 4;

/** What an inquiry comes to: an answer, with files for the direct messages of whoever asked. */
export type Answered = { answer: Answer; files?: NewFile[] };

/**
 * Answers what was asked, to whoever asked and to nobody else. Their right to read is decided again, on the records as
 * they are now.
 */
export async function tendInquiry(deps: TendDeps, head: StoredEvent): Promise<Instant | undefined> {
  const asked = dataOf<InquiryAsked>(head);
  const { by } = partsOf(head);
  const inquiry = head.stream.slice(INQUIRY.length);
  const sentence = writeInquirySentence(asked.sentence);
  const told = (answer: Answer): Answer => ({ is: 'inquired', inquiry, answer });
  const tell = (answer: Answer) => once(deps, { head }, 'told', () => deps.chat.tell(by, asked.place, told(answer)));
  if ((head.tries ?? 0) >= GIVE_UP) return tell(notAnswered(sentence));
  const refusal = await refuseReader(deps, { actor: by, at: deps.now() }, nameOfInquiry(asked.sentence));
  if (refusal) return tell({ is: 'refused', refusal, sentence });
  const reached = await answered(deps, head, (progress) => deps.chat.tell(by, asked.place, told(progress)));
  if ('wakeAt' in reached) return reached.wakeAt;
  const { answer, files = [] } = reached;
  const lost = files.length === 0 ? undefined : await post(deps, head, files);
  return tell(lost ? notTaken(lost, { instead: lessOf(asked.sentence), next: sentence }) : answer);
}

type Tell = (answer: Answer) => Promise<void>;

/** The answer, or when to go on with what takes longer than one worker has. */
async function answered(deps: TendDeps, head: StoredEvent, tell: Tell): Promise<Answered | { wakeAt: Instant }> {
  const { sentence } = dataOf<InquiryAsked>(head);
  if (sentence.is === 'output') return showOutput(deps, sentence);
  if (sentence.is === 'vendor-figures') return showVendorFigures(deps, sentence);
  if (sentence.is === 'vendor-settings') return showSettings(deps, sentence.vendor, partsOf(head).by.team);
  switch (sentence.show) {
    case 'verify':
      return verifyLedger(deps, head, tell);
    case 'stream':
      return auditStream(deps, sentence.of);
    case 'search':
      return searchRecord(deps, sentence);
    case 'export':
      return exportEvents(deps, sentence);
    default:
      return sentence satisfies never;
  }
}

/** Why Slack did not take them; nothing where they are there. */
async function post(deps: TendDeps, head: StoredEvent, files: NewFile[]) {
  if (await deps.receipts.get(head.stream, 'posted')) return undefined;
  const posted = await deps.files.post({ person: partsOf(head).by }, files);
  if (posted.is !== 'posted') return posted;
  await deps.receipts.put(head.stream, 'posted', { value: {}, seq: head.seq });
  return undefined;
}

function lessOf({ is }: InquiryAsked['sentence']): string {
  return is === 'output'
    ? 'Without `as file` its end is shown; `grep "…"` looks for lines in all of it.'
    : 'Ask for less of it: one stream (`audit export R-…`), or a shorter time (`last 1d`).';
}

function notAnswered(sentence: string): Answer {
  return {
    is: 'nothing',
    what: 'It could not be read, or Slack did not take it. Nothing was changed.',
    next: sentence,
  };
}
