import type { Answer } from '../../domain/answer.ts';
import type { IncidentState } from '../../domain/incident/state.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import type { Request } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import { incidentIn, type ReadIncident, readIncident } from './append-incident.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent'>; timeline: Pick<ReadTimeline, 'incidentOf'> };

const DAY = 24 * HOUR;
/** How far back incidents are looked for, and how many are looked at. */
const SINCE = 200 * DAY;
const MOST = 60;
/** For so long after its end somebody may still mean an incident without naming it. */
const LATELY_OVER = 7 * DAY;

/** The incident that a channel works on; also one that is over, where its channel was made for it. */
export async function incidentHere(
  deps: { ledger: Pick<Ledger, 'head'>; timeline: Pick<ReadTimeline, 'incidentOf'> },
  { team, channel }: Pick<Place, 'team' | 'channel'>,
): Promise<ReadIncident | undefined> {
  const id = await deps.timeline.incidentOf({ team, channel });
  return id === undefined ? undefined : readIncident(deps.ledger, id);
}

/** The latest incidents, newest first. The index may miss one that was declared this moment. */
export async function recentIncidents(ledger: Pick<Ledger, 'recent' | 'head'>, now: Instant): Promise<ReadIncident[]> {
  const first = await ledger.recent('incident', { limit: MOST, after: now - SINCE });
  const heads = await Promise.all(first.map(({ stream }) => ledger.head(stream)));
  return heads.flatMap((head) => (head ? [incidentIn(head)] : []));
}

/** `write`: the sentence with the incident named. `over`: one that is over can be meant too. */
type Asked = { incident?: string; act: string; over: boolean; write(incident: string): string };

/**
 * The incident that a sentence is about: the one that it names, or the one of its channel. Elsewhere nothing is guessed: those
 * that can be meant are offered, one press each.
 */
export async function whichIncident(
  deps: Deps,
  request: Request,
  { incident, act, over, write }: Asked,
): Promise<{ read: ReadIncident } | { answer: Answer }> {
  const refused = (reason: 'unknown-incident' | 'no-incident-here'): { answer: Answer } => ({
    answer: { is: 'incident-refused', act, ...(incident !== undefined && { id: incident }), refusal: { reason } },
  });
  const read =
    incident === undefined ? await incidentHere(deps, request.place) : await readIncident(deps.ledger, incident);
  if (read) return { read };
  if (incident !== undefined) return refused('unknown-incident');
  const recent = await recentIncidents(deps.ledger, request.at);
  const meant = recent.filter(({ state }) => isMeant(state, { over, now: request.at }));
  const sentences = meant.map(({ id }) => write(id));
  const [only, other] = sentences;
  if (only === undefined) return refused('no-incident-here');
  if (other === undefined) return { answer: { is: 'suggestion', typed: request.text, sentence: only } };
  const question = 'This channel works on no incident. Which one do you mean?';
  return { answer: { is: 'choice', typed: request.text, question, sentences: sentences.slice(0, 4) } };
}

function isMeant({ is, milestones }: IncidentState, { over, now }: { over: boolean; now: Instant }): boolean {
  if (is !== 'resolved') return true;
  return over && now - (milestones.resolved ?? 0) < LATELY_OVER;
}
