import type { Filing } from '../../domain/report/filing.ts';
import type { ReportStory } from '../../domain/report/story.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadRecords } from '../records.ts';
import { fileAbout } from '../tracked/log-issue.ts';
import { reportStream } from './append-report.ts';

/** How a report that is done is filed; nothing of one that is not, and of a drill's, which stays in Slack. */
export async function filingOf(
  deps: { ledger: Pick<Ledger, 'head'>; records: ReadRecords },
  { id, state, about: { drill }, by }: ReportStory,
): Promise<Filing | undefined> {
  if (state.is !== 'done' || drill) return undefined;
  const [about, { policy }] = await Promise.all([fileAbout(deps, reportStream(id)), deps.records(by)]);
  if (about?.file !== undefined) return { is: 'filed', file: about.file, ...(about.waits && { anew: true }) };
  return about?.waits || policy?.issues ? { is: 'waits' } : { is: 'nowhere' };
}
