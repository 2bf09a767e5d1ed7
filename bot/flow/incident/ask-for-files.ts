import type { Answer } from '../../domain/answer.ts';
import { type IncidentSentence, writeIncidentSentence } from '../../domain/language/incident-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import { refuseReader } from '../look.ts';
import { askForPicture } from '../picture/ask-picture.ts';
import type { ReadRecords } from '../records.ts';
import type { ReadIncident } from './append-incident.ts';
import { whichIncident } from './find-incident.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent' | 'append'>; records: ReadRecords; timeline: ReadTimeline };
type Of<Is extends IncidentSentence['is']> = Extract<IncidentSentence, { is: Is }>;

/** Puts a wish for an incident's whole timeline on record: the worker reads it, and draws or writes it. */
export async function askForTimeline(deps: Deps, request: Request, asked: Of<'timeline-file'>): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'timeline');
  if (refusal) return { is: 'refused', refusal, sentence: writeIncidentSentence(asked) };
  const write = (incident: string) => writeIncidentSentence({ ...asked, incident });
  const which = await whichIncident(deps, request, { ...asked, act: 'timeline', over: true, write });
  if ('answer' in which) return which.answer;
  const { id } = which.read;
  const zone = asked.zone === undefined ? {} : { zone: asked.zone };
  const no = await askForPicture(deps, request, { as: 'timeline', incident: id, file: asked.as, ...zone });
  return (
    no ?? { is: 'timeline-file', as: asked.as, id, here: asked.as === 'picture' && isItsRoom(which.read, request) }
  );
}

/** Everybody of ours there sees the timeline anyway. */
export function isItsRoom({ state: { room } }: ReadIncident, { place }: Pick<Request, 'place'>): boolean {
  return room !== undefined && room.channel === place.channel && room.team === place.team;
}

export async function askForFigures(deps: Deps, request: Request, asked: Of<'figures'>): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'incidents');
  if (refusal) return { is: 'refused', refusal, sentence: writeIncidentSentence(asked) };
  const no = await askForPicture(deps, request, { as: 'figures', last: asked.last });
  return no ?? { is: 'figures-asked', last: asked.last };
}
