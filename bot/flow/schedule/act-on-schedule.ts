import { mayAskAs, type Person, rolesOf } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import { mayUse } from '../../domain/language/help.ts';
import { type ScheduleSentence, writeScheduleSentence } from '../../domain/language/schedule-sentence.ts';
import type { Request } from '../../domain/request.ts';
import { decideOnSchedule } from '../../domain/schedule/act.ts';
import type { ScheduleStory } from '../../domain/schedule/apply.ts';
import type { ScheduleRefusal } from '../../domain/schedule/refusal.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { appendSchedule, readSchedule, scheduleStream } from './append-schedule.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'event' | 'append'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/** `pause schedule S-…`, `resume …`, `end …`, and a look at one. */
export async function onSchedule(deps: Deps, request: Request, sentence: ScheduleSentence): Promise<Answer> {
  if (sentence.is === 'show-schedule') return show(deps, request, sentence);
  const { person } = await deps.records(request.actor);
  const done = await act(deps, request, { sentence, person });
  if ('story' in done) return { is: 'schedule-acted', act: sentence.act, story: done.story };
  return { is: 'schedule-refused', asked: writeScheduleSentence(sentence), refusal: done };
}

type Acting = { sentence: Extract<ScheduleSentence, { is: 'schedule-act' }>; person: Person | undefined };

async function act(
  deps: Deps,
  request: Request,
  { sentence: { act, because, schedule }, person }: Acting,
): Promise<ScheduleRefusal | { story: ScheduleStory }> {
  const { actor, at } = request;
  if (!person || !mayUse(`${act} schedule`, rolesOf(person, at), [])) return { reason: 'no-role', needed: 'operator' };
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readSchedule(deps.ledger, scheduleStream(schedule));
    if (!read) return { reason: 'unknown-schedule' };
    const step = decideOnSchedule(read.story, person, { act, because, now: at });
    if (!step.ok) return step.error;
    if (act === 'resume' && !(await ownerMay(deps, request, read.story))) return { reason: 'owner-lost' };
    const after = await appendSchedule(deps.ledger, read, { step: step.value, by: actor, at });
    if (after) return { story: after.story };
  }
  throw new Error(`schedule ${schedule} moved ${ROUNDS} times while ${act} was decided`);
}

async function ownerMay({ records, commands }: Deps, { at }: Request, { by, repeats }: ScheduleStory) {
  const definition = commands.find(({ name }) => name === repeats.command.name);
  const { person } = await records(by);
  return definition !== undefined && mayAskAs(rolesOf(person, at), definition.role);
}

async function show(
  deps: Deps,
  request: Request,
  sentence: Extract<ScheduleSentence, { is: 'show-schedule' }>,
): Promise<Answer> {
  const asked = writeScheduleSentence(sentence);
  const refusal = await refuseReader(deps, request, 'scheduled');
  if (refusal) return { is: 'refused', refusal, sentence: asked };
  const read = await readSchedule(deps.ledger, scheduleStream(sentence.schedule));
  if (!read) return { is: 'schedule-refused', asked, refusal: { reason: 'unknown-schedule' } };
  return { is: 'schedule', story: read.story };
}
