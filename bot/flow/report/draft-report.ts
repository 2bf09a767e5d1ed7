import { REMIT } from '../../domain/actor.ts';
import type { IncidentState } from '../../domain/incident/state.ts';
import { draftReport } from '../../domain/report/draft.ts';
import type { Drafted, ReportStep } from '../../domain/report/story.ts';
import type { TendDeps } from '../deps.ts';
import { appendIncident, type ReadIncident } from '../incident/append-incident.ts';
import { wholeTimeline } from '../incident/whole-timeline.ts';
import { appendReport, beginReport, type ReadReport, readReport } from './append-report.ts';

/**
 * Drafts the report of an incident that is resolved, from what is known; anew, where it came back and was resolved once more. True when the
 * incident's stream has another head: it says how its report stands, for its card and its clocks.
 */
export async function keepReport(deps: TendDeps, read: ReadIncident): Promise<boolean> {
  const { resolved } = read.state.milestones;
  if (read.state.is !== 'resolved' || resolved === undefined) return false;
  if (read.state.report !== undefined) return false;
  const report = await draftedFor(deps, read, resolved);
  if (!report) return false;
  const step = { type: 'report-moved', data: { to: report.story.state.is } } as const;
  await appendIncident(deps.ledger, read, { step, by: REMIT, at: deps.now() });
  return true;
}

async function draftedFor(deps: TendDeps, read: ReadIncident, end: number): Promise<ReadReport | undefined> {
  const { ledger, now } = deps;
  const report = await readReport(ledger, read.id);
  if (report?.story.end === end) return report;
  const step: ReportStep & { type: 'drafted' } = { type: 'drafted', data: await drafted(deps, read, end) };
  const ask = { step, by: REMIT, at: now() };
  if (!report) {
    await beginReport(ledger, read.id, ask);
    return readReport(ledger, read.id);
  }
  return (await appendReport(ledger, report, ask)) ?? readReport(ledger, read.id);
}

async function drafted(deps: TendDeps, { id, state }: ReadIncident, end: number): Promise<Drafted> {
  const { room, place, roles, by } = state;
  return {
    place: room ? { team: room.team, channel: room.channel } : { team: place.team, channel: place.channel },
    whose: roles.lead ?? by,
    about: aboutOf(state),
    end,
    parts: draftReport(state, await wholeTimeline(deps, id)),
  };
}

function aboutOf({ title, severity, kind, drill, milestones: { declared } }: IncidentState): Drafted['about'] {
  return { title, severity, kind, ...(drill && { drill }), declared };
}
