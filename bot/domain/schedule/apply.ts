import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { ScheduleAsked, ScheduleEvent } from './event.ts';
import { ASKED_AHEAD, PAUSED_MOST } from './limits.ts';
import type { NextTime } from './next-time.ts';
import { type ActiveSchedule, isOpen, type ScheduleState } from './state.ts';

/** A schedule as its card tells it: what it repeats, how it stands, and what happened to it last. */
export type ScheduleStory = {
  id: string;
  repeats: ScheduleAsked;
  by: Actor;
  at: Instant;
  seq: number;
  state: ScheduleState;
  latest: ScheduleEvent;
};

/** As its first event leaves it. */
export function beginSchedule(id: string, event: ScheduleEvent & { type: 'asked' }): ScheduleStory {
  const { data, by, at, seq } = event;
  const { requester, place, sentence } = data;
  const state: ScheduleState = { is: 'asked', id, by, requester, place, sentence };
  return { id, repeats: data, by, at, seq, state, latest: event };
}

/** The story after one more event. What is over stays so. */
export function nextSchedule(story: ScheduleStory, event: ScheduleEvent): ScheduleStory {
  return { ...story, seq: event.seq, latest: event, state: stateAfter(story.state, event) };
}

function stateAfter(state: ScheduleState, event: ScheduleEvent): ScheduleState {
  if (state.is === 'asked') return startedBy(state, event);
  if (!isOpen(state)) return state;
  const { data, type } = event;
  switch (type) {
    case 'occurred':
      return goesOn(state, data.next, { planned: data.planned, run: data.run });
    case 'missed':
      return goesOn(state, data.next, { planned: data.planned });
    case 'paused':
      return { ...state, is: 'paused', why: data.why, wakeAt: event.at + PAUSED_MOST };
    case 'resumed':
      return goesOn(state, data.next);
    case 'ended': {
      const { wakeAt: _none, ...told } = state;
      return { ...told, is: 'ended', why: data.why };
    }
    default:
      return state;
  }
}

function startedBy(state: Extract<ScheduleState, { is: 'asked' }>, event: ScheduleEvent): ScheduleState {
  if (event.type === 'refused') return { ...state, is: 'refused' };
  if (event.type !== 'started') return state;
  const { zone, next, approved } = event.data;
  return { ...state, is: 'active', zone, next, approved, wakeAt: next.at - ASKED_AHEAD };
}

type Open = Extract<ScheduleState, { is: 'active' | 'paused' }>;

function goesOn(state: Open, next: NextTime, last = state.last): ActiveSchedule {
  const { id, by, requester, place, sentence, zone, approved } = state;
  const same = { id, by, requester, place, sentence, zone, approved, ...(last && { last }) };
  return { ...same, is: 'active', next, wakeAt: next.at - ASKED_AHEAD };
}
