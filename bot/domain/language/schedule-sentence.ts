import type { ScheduleAct } from '../schedule/act.ts';
import { writeScheduleId } from './run-id.ts';

/** Sentences about what repeats: an act on it, or a look. It is begun by its command's own sentence (`… every sunday 03:00`). */
export type ScheduleSentence =
  | { is: 'schedule-act'; act: ScheduleAct; schedule: string; because?: string }
  | { is: 'show-schedule'; schedule: string };

export function writeScheduleSentence(sentence: ScheduleSentence): string {
  const id = writeScheduleId(sentence.schedule);
  if (sentence.is === 'show-schedule') return `show ${id}`;
  const { act, because } = sentence;
  return `${act} schedule ${id}${because === undefined ? '' : ` because "${because}"`}`;
}
