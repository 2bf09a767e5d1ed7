import type { Answer } from '../../domain/answer.ts';
import type { IncidentSentence } from '../../domain/language/incident-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import type { ReadZone } from '../../ports/zones.ts';
import type { ReadRecords } from '../records.ts';
import { onReport } from '../report/act-on-report.ts';
import { actOnIncident } from './act-on-incident.ts';
import { askForFigures, askForTimeline } from './ask-for-files.ts';
import { declareIncident } from './declare-incident.ts';
import { lookAtEntry } from './find-entry.ts';
import { listIncidents, lookAtIncident } from './look-at-incident.ts';
import { lookAtTimeline } from './look-at-timeline.ts';
import { tellOnCall } from './on-call.ts';

export { declareForm } from './declare-incident.ts';
export { correctionForm } from './find-entry.ts';

type Deps = {
  ledger: Pick<Ledger, 'read' | 'head' | 'recent' | 'append'>;
  records: ReadRecords;
  timeline: ReadTimeline;
  zoneOf: ReadZone;
};

export { reportForm } from '../report/act-on-report.ts';

/** Answers a sentence about incidents. */
export async function onIncident(deps: Deps, request: Request, sentence: IncidentSentence): Promise<Answer> {
  switch (sentence.is) {
    case 'incident-declare':
      return declareIncident(deps, request, sentence);
    case 'incidents':
      return listIncidents(deps, request);
    case 'on-call':
      return tellOnCall(deps, request);
    case 'incident':
      return lookAtIncident(deps, request, sentence);
    case 'incident-act':
      return actOnIncident(deps, request, sentence);
    case 'timeline':
      return lookAtTimeline(deps, request, sentence);
    case 'entry-history':
      return lookAtEntry(deps, request, sentence);
    case 'timeline-file':
      return askForTimeline(deps, request, sentence);
    case 'figures':
      return askForFigures(deps, request, sentence);
    case 'report':
    case 'action':
      return onReport(deps, request, sentence);
    default:
      return sentence satisfies never;
  }
}
