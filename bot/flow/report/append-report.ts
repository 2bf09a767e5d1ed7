import type { Actor } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { nextReport, type ReportStep, type ReportStory, tellReport } from '../../domain/report/story.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { appendTo, beginStream, type Kind, type ReadStream, readStream } from '../append-to.ts';

/** A report as it was read, whole: some dozens of events. */
export type ReadReport = ReadStream<ReportStory>;

export const REPORT = 'report#';
const KIND: Kind<ReportStory, ReportStep> = { prefix: REPORT, tell: tellReport, next: nextReport };

export function reportStream(incident: string): string {
  return `${REPORT}${incident}`;
}

export function readReport(ledger: Pick<Ledger, 'read'>, incident: string): Promise<ReadReport | undefined> {
  return readStream(KIND, ledger, reportStream(incident));
}

type Ask = { step: ReportStep; by: Actor; at: Instant };

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export function appendReport(
  ledger: Pick<Ledger, 'append'>,
  read: ReadReport,
  ask: Ask,
): Promise<ReadReport | undefined> {
  return appendTo(KIND, ledger, { ...ask, read });
}

/** Event 0; somebody else's draft of the same moment is as good. */
export async function beginReport(
  ledger: Pick<Ledger, 'append'>,
  incident: string,
  ask: Ask & { step: ReportStep & { type: 'drafted' } },
): Promise<void> {
  await beginStream(KIND, ledger, { ...ask, id: incident });
}
