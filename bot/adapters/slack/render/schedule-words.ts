import { writeTiming } from '../../../domain/language/read-timing.ts';
import { writeScheduleId } from '../../../domain/language/run-id.ts';
import { redact } from '../../../domain/redact.ts';
import type { RunState } from '../../../domain/run/state.ts';
import type { NextTime } from '../../../domain/schedule/next-time.ts';
import { type EndWhy, isOpen, type PauseWhy, type ScheduleState } from '../../../domain/schedule/state.ts';
import type { Repeat } from '../../../domain/schedule/timing.ts';
import type { Press } from './blocks.ts';
import { person, runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { signOf, stateWords } from './run-words.ts';
import { inline } from './text.ts';
import { inZone } from './time-words.ts';
import { when } from './when.ts';

/** `S-4KQ7M` */
export function scheduleName(id: string): string {
  return inline(writeScheduleId(id), 20);
}

/** What is repeated, as it was asked for: `restart nginx on host-4 every sunday 03:00`. */
export function repeated(sentence: string, most = 200): string {
  return inline(redact(sentence), most);
}

/** `every sunday 03:00 Europe/Berlin` */
export function repeatWords(repeat: Repeat, zone: string): string {
  return writeTiming({ ...repeat, zone });
}

/** The next time by every clock that somebody may look at, and what the clocks do on that day. */
export function nextWords(next: NextTime, zone: string, reading: Reading): string {
  const clocks = next.clocks === undefined ? '' : ` · ${CLOCKS[next.clocks]}`;
  return `${when(next.at, reading.now)}: ${inZone(next.at, zone)}${clocks}`;
}

const CLOCKS = {
  moved: 'the clocks skip the time that was said on that day: it is as much later as they are put forward',
  twice: 'the clocks say it twice on that day: it is the first of them',
};

/** Of the time that came last: what became of it. */
export function lastWords(
  { last }: Extract<ScheduleState, { is: 'active' | 'paused' | 'ended' }>,
  run: RunState | undefined,
  reading: Reading,
): string[] {
  if (!last) return [];
  const at = when(last.planned, reading.now);
  if (last.run === undefined) return [`⌛ missed ${at}: not run`];
  const name = runName(last.run);
  if (!run) return [`run of ${at}: ${name}`];
  const how = stateWords(run.is === 'finished' ? run.verdict : run.is);
  return [`${signOf(run)} run of ${at}: ${name} ${how}`];
}

const PAUSED: Record<PauseWhy, string> = {
  asked: 'rests',
  'rights-lost': 'rests: its owner may not ask for it any more',
  'command-gone': 'rests: this version of Remit has no such command',
};
const ENDED: Record<EndWhy, string> = { asked: 'has ended', forgotten: 'has ended: it rested for 90 days' };

/** How it stands, after its name. */
export function howItStands(state: ScheduleState): string {
  switch (state.is) {
    case 'asked':
      return 'is being looked at';
    case 'refused':
      return 'was refused';
    case 'active':
      return 'repeats';
    case 'paused':
      return PAUSED[state.why];
    case 'ended':
      return ENDED[state.why];
    default:
      return state satisfies never;
  }
}

/** What can be done about it, for its owner and for approvers. */
export function schedulePresses(state: ScheduleState): Press[] {
  if (!isOpen(state)) return [];
  const name = scheduleName(state.id);
  const turn: Press =
    state.is === 'active'
      ? { id: `pause:${state.id}`, label: `Pause ${name}`, says: `pause schedule ${name}` }
      : { id: `resume:${state.id}`, label: `Resume ${name}`, says: `resume schedule ${name}` };
  return [turn, { id: `end:${state.id}`, label: `End ${name}`, says: `end schedule ${name}` }];
}

/** `⟳ *S-4KQ7M* restart nginx on host-4 every sunday 03:00 · next … · by @operator` */
export function scheduleLine(state: ScheduleState, last: RunState | undefined, reading: Reading): string {
  const by = `by ${person(state.by, reading)}`;
  const first = `${state.is === 'paused' ? '⏸' : '⟳'} *${scheduleName(state.id)}* ${repeated(state.sentence, 150)}`;
  if (!isOpen(state)) return `${first} · ${howItStands(state)} · ${by}`;
  const next = state.is === 'active' ? `next ${nextWords(state.next, state.zone, reading)}` : howItStands(state);
  return [`${first} · ${next}`, ...lastWords(state, last, reading), by].join(' · ');
}
