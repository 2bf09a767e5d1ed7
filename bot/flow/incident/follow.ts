import { messageSource } from '../../domain/incident/entries.ts';
import { followed } from '../../domain/incident/follow.ts';
import type { Happening } from '../../domain/incident/happening.ts';
import { marksOf } from '../../domain/incident/marks.ts';
import type { Reply } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import type { ReadRecords } from '../records.ts';
import { appendIncident, isDone, type ReadIncident, readIncident } from './append-incident.ts';

export type FollowDeps = {
  ledger: Pick<Ledger, 'head' | 'append'>;
  records: ReadRecords;
  timeline: Pick<ReadTimeline, 'incidentOf' | 'entry'>;
};

/** A lost append means that something else was recorded in the same moment. */
const ROUNDS = 12;

/** Puts on record, once, what happened in the channel of an incident. Who enters and leaves is told as long as it goes on. */
export async function follow(deps: FollowDeps, incident: string, happening: Happening): Promise<Reply> {
  const marks = isMark(happening) ? marksOf((await deps.records(whoMarked(happening))).policy) : [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readIncident(deps.ledger, incident);
    if (!read || isDone(read.state, happening.source) || isPast(read, happening)) return told(incident, happening);
    const holds = await holding(deps, read, happening);
    const next = followed(happening, { marks, holds: () => holds });
    if (!next) return { is: 'later' };
    const { at, source } = happening;
    if (await appendIncident(deps.ledger, read, { ...next, at, source })) return told(incident, happening);
  }
  throw new Error(`incident ${incident} moved ${ROUNDS} times while something ${happening.is} in its channel`);
}

function isMark(happening: Happening): happening is Happening & { is: 'marked' | 'unmarked' } {
  return happening.is === 'marked' || happening.is === 'unmarked';
}

function whoMarked({ installedTeam: team, by }: Happening & { is: 'marked' | 'unmarked' }) {
  return { team, user: by.user };
}

function isPast({ state }: ReadIncident, { is }: Happening): boolean {
  return state.is === 'resolved' && (is === 'joined' || is === 'left');
}

/** Whether the message that something happened to is on the timeline, or about to be read. */
async function holding({ timeline }: FollowDeps, { id, state }: ReadIncident, happening: Happening): Promise<boolean> {
  if (happening.is !== 'edited' && happening.is !== 'deleted') return false;
  const { channel } = happening;
  const ts = happening.is === 'edited' ? happening.message.ts : happening.ts;
  const source = messageSource({ channel, ts });
  return state.awaited?.includes(source) === true || (await timeline.entry(id, source)) !== undefined;
}

function told(incident: string, { is }: Happening): Reply {
  if (is !== 'kept') return { is: 'later' };
  return { is: 'nothing', what: `It goes on the timeline of I-${incident}.`, next: `timeline in I-${incident}` };
}
