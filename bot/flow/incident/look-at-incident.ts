import type { Answer } from '../../domain/answer.ts';
import { type IncidentSentence, writeIncidentSentence } from '../../domain/language/incident-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { readIncident } from './append-incident.ts';
import { recentIncidents } from './find-incident.ts';
import { tellIncident } from './tell-incident.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent'>; records: ReadRecords; timeline: ReadTimeline };

/** The open ones first, and as many of those that are over. */
const OVER_LISTED = 5;

export async function listIncidents(deps: Deps, request: Request): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'incidents');
  if (refusal) return { is: 'refused', refusal, sentence: 'incidents' };
  const recent = await recentIncidents(deps.ledger, request.at);
  const lines = recent.map(({ id, state }) => ({ id, state }));
  if (lines.length === 0) return { is: 'nothing', what: 'No incident is open, and none was.', next: 'help incident' };
  const open = lines.filter(({ state }) => state.is !== 'resolved');
  const over = lines.filter(({ state }) => state.is === 'resolved').slice(0, OVER_LISTED);
  return { is: 'incidents', lines: [...open, ...over] };
}

/** What its card shows, to one person. */
export async function lookAtIncident(
  deps: Deps,
  request: Request,
  sentence: Extract<IncidentSentence, { is: 'incident' }>,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'incidents');
  if (refusal) return { is: 'refused', refusal, sentence: writeIncidentSentence(sentence) };
  const id = sentence.incident;
  const read = await readIncident(deps.ledger, id);
  if (!read) return { is: 'incident-refused', act: 'show', id, refusal: { reason: 'unknown-incident' } };
  return { is: 'incident', story: await tellIncident(deps, read, { as: 'room', place: request.place }) };
}
