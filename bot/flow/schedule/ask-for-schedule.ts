import type { Answer } from '../../domain/answer.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import { nameOf } from '../../domain/ledger/name.ts';
import type { Reply, Request } from '../../domain/request.ts';
import { refuseEarly } from '../../domain/run/records.ts';
import type { RepeatingCommand } from '../../domain/schedule/event.ts';
import { MOST_SCHEDULES } from '../../domain/schedule/limits.ts';
import type { ScheduleRefusal } from '../../domain/schedule/refusal.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { findCommand } from '../explain.ts';
import { underFreeName } from '../free-name.ts';
import type { ReadRecords } from '../records.ts';
import { askSchedule } from './append-schedule.ts';
import { type FoundSchedule, findSchedules, isOf } from './find.ts';

type Deps = {
  ledger: Pick<Ledger, 'append' | 'recent' | 'head'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};

/** What was typed is kept to this many characters. */
const TYPED = 3_000;

/** Puts on record that a command is to be run again and again. Whether it may be is decided by the worker, and each time anew. */
export async function askForSchedule(
  deps: Deps,
  request: Request,
  { command, sentence }: { command: RepeatingCommand; sentence: string },
): Promise<Reply> {
  const { actor, source, place, at, text } = request;
  const records = await deps.records(actor);
  const refusal = refuseEarly(records, findCommand(deps.commands, command).role, at);
  if (refusal) return { is: 'refused', refusal, sentence };
  const own = nameOf(source, 0);
  const others = (await findSchedules(deps.ledger)).filter(({ id }) => id !== own);
  const full = refuseOneMore(others, request, sentence);
  if (full) return { is: 'schedule-refused', asked: sentence, refusal: full };
  const requester = records.person?.id ?? `${actor.team}/${actor.user}`;
  const data = { source, typed: text.slice(0, TYPED), sentence, command, place, requester };
  const id = await underFreeName(source, (id) => askSchedule(deps.ledger, { id, data, by: actor, at }));
  return request.mention ? { is: 'later' } : ({ is: 'schedule-asked', id, sentence } satisfies Answer);
}

function refuseOneMore(
  others: readonly FoundSchedule[],
  { actor }: Request,
  sentence: string,
): ScheduleRefusal | undefined {
  const mine = others.filter(isOf(actor));
  const same = mine.find(({ state }) => state.sentence === sentence);
  if (same) return { reason: 'already-scheduled', other: same.id };
  const { own, all } = MOST_SCHEDULES;
  if (mine.length >= own) return { reason: 'too-many', whose: 'own', most: own };
  return others.length >= all ? { reason: 'too-many', whose: 'all', most: all } : undefined;
}
