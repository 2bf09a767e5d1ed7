import type { Actor } from '../../domain/actor.ts';
import { isOpen, type ScheduleState } from '../../domain/schedule/state.ts';
import type { ScheduleLine } from '../../domain/schedule/told.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { runStateOf, runStream } from '../decode.ts';
import { SCHEDULE, scheduleStateOf } from './append-schedule.ts';

/** The latest schedules that are looked through for those that are not over: five times as many as may be. */
const LOOKED_AT = 500;

export type FoundSchedule = { id: string; state: ScheduleState };

/** What is not over, or was asked for this moment: found by the index, which may lag, and read consistently. */
export async function findSchedules(ledger: Pick<Ledger, 'recent' | 'head'>): Promise<FoundSchedule[]> {
  const recent = await ledger.recent('schedule', { limit: LOOKED_AT });
  const heads = await Promise.all(recent.map(({ stream }) => ledger.head(stream)));
  return heads.flatMap((head) => {
    const state = head && scheduleStateOf(head);
    if (!state || !(state.is === 'asked' || isOpen(state))) return [];
    return [{ id: head.stream.slice(SCHEDULE.length), state }];
  });
}

/** The schedules that go on, the next one first and paused ones last, each with its last run. */
export async function listSchedules(ledger: Pick<Ledger, 'recent' | 'head'>): Promise<ScheduleLine[]> {
  const found = await findSchedules(ledger);
  const open = found.flatMap(({ id, state }) => (isOpen(state) ? [{ id, state }] : []));
  const lines = await Promise.all(
    open.map(async ({ id, state }): Promise<ScheduleLine> => {
      const run = state.last?.run;
      const head = run === undefined ? undefined : await ledger.head(runStream(run));
      return { id, state, ...(head && { last: runStateOf(head) }) };
    }),
  );
  return lines.sort((a, b) => order(a) - order(b));
}

function order({ state }: ScheduleLine): number {
  return state.is === 'paused' ? Number.MAX_SAFE_INTEGER : state.next.at;
}

/** Whose schedules these are. */
export function isOf({ team, user }: Actor) {
  return ({ state }: FoundSchedule) => state.by.team === team && state.by.user === user;
}
