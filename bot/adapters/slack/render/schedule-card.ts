import { writeLength } from '../../../domain/language/read-time.ts';
import type { ScheduleStory } from '../../../domain/schedule/apply.ts';
import { ASKED_AHEAD, LATEST, SHOWN_AHEAD } from '../../../domain/schedule/limits.ts';
import { isOpen } from '../../../domain/schedule/state.ts';
import { context, lastingActions, type Press, section, sections } from './blocks.ts';
import { person } from './labels.ts';
import { type Reading, type Rendered, type RunMark, runMetadata } from './rendered.ts';
import {
  howItStands,
  lastWords,
  nextWords,
  repeated,
  repeatWords,
  scheduleName,
  schedulePresses,
} from './schedule-words.ts';
import { counted, inline } from './text.ts';
import { when } from './when.ts';

const LOOK: Record<ScheduleStory['state']['is'], { mark: RunMark; sign: string }> = {
  asked: { mark: 'asked', sign: '…' },
  refused: { mark: 'refused', sign: '✋' },
  active: { mark: 'scheduled', sign: '⟳' },
  paused: { mark: 'paused', sign: '⏸' },
  ended: { mark: 'cancelled', sign: '⏹' },
};

/** The one card of what repeats: when it is next, what became of the last time, and how it is stopped. */
export function renderScheduleCard(story: ScheduleStory, reading: Reading): Rendered {
  const { state } = story;
  const { sign, mark } = LOOK[state.is];
  const name = scheduleName(story.id);
  const metadata = runMetadata({ stream: `schedule#${story.id}`, seq: story.seq, outcome: mark });
  if (reading.channelIsShared) {
    const first = `${sign} *A command that repeats* ${howItStands(state)} · ${name}`;
    const show: Press = { id: 'show', label: 'Show', says: `show ${name}` };
    return { text: plain(first), blocks: [section(first), ...lastingActions([show])], metadata };
  }
  const first = `${sign} *${repeated(state.sentence)}* ${missed(story) ?? howItStands(state)} · ${name}`;
  const blocks = [section(first), ...scheduleBody(story, reading), ...lastingActions(schedulePresses(state))];
  return { text: plain(first), blocks, metadata };
}

function plain(first: string): string {
  return first.replace(/\*([^*]+)\*/g, '$1');
}

/** What is said under the card, too: of the times that went by nothing is run late. */
function missed({ latest, state }: ScheduleStory): string | undefined {
  if (latest.type !== 'missed' || state.is !== 'active') return undefined;
  const { count } = latest.data;
  return count === 1 ? 'missed its time and is not run late' : `missed ${counted(count, 'time')}: none is run late`;
}

/** Everything about it but its first line. */
export function scheduleBody(story: ScheduleStory, reading: Reading) {
  const { state, repeats, by, at, latest } = story;
  const asked = `asked for by ${person(by, reading)} ${when(at, reading.now)}`;
  if (state.is === 'asked' || state.is === 'refused') return [context(asked)];
  const next = state.is === 'active' ? [`*Next* ${nextWords(state.next, state.zone, reading)}`] : [];
  return [
    ...sections([...next, ...lastWords(state, undefined, reading)]),
    context(
      [repeatWords(repeats.command.when, state.zone), ...(isOpen(state) ? [howEach(state.approved)] : [])].join(' · '),
    ),
    context([asked, ...whoDid(latest, reading)].join(' · ')),
  ];
}

function howEach(approved: boolean): string {
  const people = approved
    ? `approvers are asked ${writeLength(ASKED_AHEAD)} before, and what nobody approved is not run`
    : `it is announced ${writeLength(SHOWN_AHEAD)} before`;
  return `each time is a run of its own, decided anew on its owner’s rights; ${people}; missed, not run late, after ${writeLength(LATEST)}`;
}

function whoDid({ type, by, at, data }: ScheduleStory['latest'], reading: Reading): string[] {
  if (type !== 'paused' && type !== 'ended' && type !== 'resumed') return [];
  const because = 'because' in data && data.because !== undefined ? `: “${inline(data.because, 300)}”` : '';
  return [`${type} by ${person(by, reading)} ${when(at, reading.now)}${because}`];
}
