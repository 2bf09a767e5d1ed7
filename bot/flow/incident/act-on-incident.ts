import type { Answer } from '../../domain/answer.ts';
import { pastMomentAt } from '../../domain/calendar/moment.ts';
import { decideIncident, type IncidentAct } from '../../domain/incident/act.ts';
import { masked } from '../../domain/incident/masked.ts';
import type { IncidentRefusal } from '../../domain/incident/refusal.ts';
import {
  type IncidentAsked,
  type IncidentSentence,
  writeIncidentSentence,
} from '../../domain/language/incident-sentence.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Request } from '../../domain/request.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import type { ReadZone } from '../../ports/zones.ts';
import type { ReadRecords } from '../records.ts';
import { isStillDone } from '../still-done.ts';
import { appendIncident, isDone, readIncident } from './append-incident.ts';
import { findEntry } from './find-entry.ts';
import { whichIncident } from './find-incident.ts';
import { zoneFor } from './zone-for.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'recent' | 'append'>;
  records: ReadRecords;
  timeline: Pick<ReadTimeline, 'incidentOf' | 'latest'>;
  zoneOf: ReadZone;
};
type Acting = Extract<IncidentSentence, { is: 'incident-act' }>;

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 12;
/** What can be meant of an incident that is over. */
const AFTER_THE_END: readonly IncidentAsked['is'][] = [
  'reopen',
  'note',
  'correct',
  'severity',
  'update',
  'follow',
  'unfollow',
  'snooze',
];

/** Decides and appends an act on an incident: of its channel, or the one that is named. */
export async function actOnIncident(deps: Deps, request: Request, sentence: Acting): Promise<Answer> {
  const { actor, at, source } = request;
  const { is } = sentence.act;
  const refused = (refusal: IncidentRefusal, id?: string): Answer => ({
    is: 'incident-refused',
    act: is,
    ...(id !== undefined && { id }),
    refusal,
  });
  const { person, policy } = await deps.records(actor);
  if (!person) return refused({ reason: 'no-role', needed: 'operator' });
  const which = await whichIncident(deps, request, {
    ...sentence,
    act: is,
    over: AFTER_THE_END.includes(is),
    write: (incident) => writeIncidentSentence({ ...sentence, incident }),
  });
  if ('answer' in which) return which.answer;
  const { id } = which.read;
  const act = await actOf(deps, request, masked(sentence.act));
  if (!act.ok) return refused(act.error, id);
  const entry = act.value.is === 'correct' ? await findEntry(deps.timeline, id, act.value.entry) : undefined;
  let { read } = which;
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = decideIncident(read.state, person, { act: act.value, now: at, entry, ...impactOf(policy) });
    if (isStillDone(request, { done: isDone(read.state, source), step })) {
      return { is: 'incident-acted', id, act: act.value, state: read.state };
    }
    if (!step.ok) return refused(step.error, id);
    const after = await appendIncident(deps.ledger, read, { step: step.value, by: actor, at, source });
    if (after) return { is: 'incident-acted', id, act: act.value, state: after.state };
    read = (await readIncident(deps.ledger, id)) ?? read;
  }
  throw new Error(`incident ${id} moved ${ROUNDS} times while ${is} was decided`);
}

/** The time of a note or a correction is by the clocks by which whoever says it reads the timeline, unless it says whose. */
async function actOf(
  deps: Deps,
  { actor, at, place: { channel } }: Request,
  asked: IncidentAsked,
): Promise<Result<IncidentAct, IncidentRefusal>> {
  if (asked.is === 'follow' || asked.is === 'unfollow') return ok({ is: asked.is, channel });
  if (asked.is !== 'note' && asked.is !== 'correct') return ok(asked);
  const { at: moment, ...said } = asked;
  if (!moment) return ok(said);
  const occurred = pastMomentAt(moment, { now: at, zone: await zoneFor(deps, actor) });
  if (!occurred.ok) return { ok: false, error: { reason: 'no-such-time', why: occurred.error } };
  return ok({ ...said, occurredAt: occurred.value });
}

function impactOf(policy: Policy | undefined): Pick<Policy, 'impact'> {
  return policy?.impact ? { impact: policy.impact } : {};
}
