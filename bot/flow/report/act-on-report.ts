import type { Answer, Form, Gap } from '../../domain/answer.ts';
import { masked } from '../../domain/incident/masked.ts';
import {
  type IncidentSentence,
  type ReportAsked,
  writeIncidentSentence,
} from '../../domain/language/incident-sentence.ts';
import { decideReport, type ReportAct } from '../../domain/report/act.ts';
import { PARTS, type WrittenPart } from '../../domain/report/parts.ts';
import type { ReportRefusal } from '../../domain/report/refusal.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import { whichIncident } from '../incident/find-incident.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { isStillDone } from '../still-done.ts';
import { appendReport, type ReadReport, readReport } from './append-report.ts';
import { filingOf } from './filing.ts';

type Deps = {
  ledger: Pick<Ledger, 'read' | 'head' | 'recent' | 'append'>;
  records: ReadRecords;
  timeline: Pick<ReadTimeline, 'incidentOf'>;
};
type Asked = Extract<IncidentSentence, { is: 'report' | 'action' }>;

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/** Answers a sentence about a report: shows it, or decides and appends an act on it. */
export async function onReport(deps: Deps, request: Request, sentence: Asked): Promise<Answer> {
  const name = writeIncidentSentence(sentence);
  const refusal = await refuseReader(deps, request, 'report');
  if (refusal) return { is: 'refused', refusal, sentence: name };
  const found = await find(deps, request, sentence);
  if ('answer' in found) return found.answer;
  const { act } = sentence;
  if (act) return actOn(deps, request, { read: found.read, act, name });
  const { story } = found.read;
  const filing = await filingOf(deps, story);
  return { is: 'report', story, ...(filing && { filing }) };
}

async function find(deps: Deps, request: Request, sentence: Asked): Promise<{ read: ReadReport } | { answer: Answer }> {
  const which = await whichIncident(deps, request, {
    ...sentence,
    act: sentence.is,
    over: true,
    write: (incident) => writeIncidentSentence({ ...sentence, incident }),
  });
  if ('answer' in which) return which;
  const { id } = which.read;
  const read = await readReport(deps.ledger, id);
  return read ? { read } : { answer: refusedAs(id, sentence.is, { reason: 'no-report' }) };
}

function refusedAs(id: string, act: string, refusal: ReportRefusal): Answer {
  return { is: 'report-refused', id, act, refusal };
}

type Acting = { read: ReadReport; act: ReportAsked; name: string };

async function actOn(deps: Deps, request: Request, acting: Acting): Promise<Answer> {
  const { actor, at, source } = request;
  const act = actOf(masked(acting.act), actor.team);
  let { read } = acting;
  const { id } = read.story;
  const { person } = await deps.records(actor);
  if (!person) return refusedAs(id, wordOf(act), { reason: 'no-role', needed: 'operator' });
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = decideReport(read.story, person, { act, now: at, source });
    if (isStillDone(request, { done: read.story.sources.includes(source), step })) {
      return { is: 'report-acted', act, story: read.story };
    }
    if (!step.ok) return refusedAs(id, wordOf(act), step.error);
    const after = await appendReport(deps.ledger, read, { step: step.value, by: actor, at });
    if (after) return { is: 'report-acted', act, story: after.story };
    read = (await readReport(deps.ledger, id)) ?? read;
  }
  throw new Error(`the report of ${id} moved ${ROUNDS} times while ${act.is} was decided`);
}

/** As it is typed. */
function wordOf(act: ReportAct): string {
  if (act.is !== 'move') return act.is;
  return act.to === 'in-review' ? 'review' : act.to;
}

function actOf(asked: ReportAsked, team: string): ReportAct {
  if (asked.is !== 'add') return asked;
  const { owner, ...act } = asked;
  return owner === undefined ? act : { ...act, owner: { team, user: owner } };
}

/** The form of a part, with what it says now. */
export async function reportForm(deps: Deps, request: Request, gap: Gap): Promise<Answer | Form> {
  const { incident, part } = gap.filled;
  const refusal = await refuseReader(deps, request, 'report');
  if (refusal) return { is: 'refused', refusal, sentence: 'report' };
  const found = await find(deps, request, { is: 'report', ...(incident !== undefined && { incident }) });
  if ('answer' in found) return found.answer;
  const { story } = found.read;
  const text = isWritten(part) ? story.parts[part]?.text : undefined;
  const filled = { ...gap.filled, incident: story.id, ...(text !== undefined && { text }) };
  return { is: 'form', gap: { ...gap, filled }, commands: [], targets: [] };
}

function isWritten(part: string | undefined): part is WrittenPart {
  return part !== 'timeline' && PARTS.some((one) => one === part);
}
