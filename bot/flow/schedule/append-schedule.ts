import type { Actor } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { beginSchedule, nextSchedule, type ScheduleStory } from '../../domain/schedule/apply.ts';
import type { ScheduleAsked, ScheduleEvent, ScheduleStep } from '../../domain/schedule/event.ts';
import type { ScheduleState } from '../../domain/schedule/state.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { partsOf, stateOf } from '../decode.ts';

export const SCHEDULE = 'schedule#';

export function scheduleStream(id: string): string {
  return `${SCHEDULE}${id}`;
}

export function scheduleStateOf(head: StoredEvent): ScheduleState {
  return stateOf<ScheduleState>(head);
}

/** A schedule as it was read, and the head that the next step follows. `events`: what was read of its stream. */
export type ReadSchedule = { story: ScheduleStory; head: StoredEvent; events: StoredEvent[] };

/** Reads its beginning and its head, which says all that counts: a stream that gets an event a day is not read whole. */
export async function readSchedule(
  ledger: Pick<Ledger, 'head' | 'event'>,
  stream: string,
): Promise<ReadSchedule | undefined> {
  const head = await ledger.head(stream);
  if (!head) return undefined;
  const first = head.seq === 0 ? head : await ledger.event({ stream, seq: 0 });
  const asked = first && (partsOf(first) as ScheduleEvent);
  if (asked?.type !== 'asked') throw new Error(`${stream} has no beginning`);
  const begun = beginSchedule(stream.slice(SCHEDULE.length), asked);
  if (head.seq === 0) return { story: begun, head, events: [head] };
  const latest = partsOf(head) as ScheduleEvent;
  const story = { ...begun, seq: head.seq, state: scheduleStateOf(head), latest };
  const before = head.seq > 1 ? await ledger.event({ stream, seq: head.seq - 1 }) : first;
  return { story, head, events: [...(before ? [before] : []), head] };
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export async function appendSchedule(
  ledger: Pick<Ledger, 'append'>,
  { story, head, events }: ReadSchedule,
  ask: { step: ScheduleStep; by: Actor; at: Instant },
): Promise<ReadSchedule | undefined> {
  const at = Math.max(ask.at, head.at); // a clock that stepped back must not reorder the stream
  const event = { ...ask.step, seq: head.seq + 1, at, by: ask.by } as ScheduleEvent;
  const after = nextSchedule(story, event);
  const { type, by, data } = event;
  const appended = await ledger.append({ stream: head.stream, head, type, at, by, data, state: after.state });
  if (appended.is === 'lost') return undefined;
  return { story: after, head: appended.event, events: [...events, appended.event] };
}

/** Event 0 of a schedule under this id; what stands there if somebody took it. */
export async function askSchedule(
  ledger: Pick<Ledger, 'append'>,
  { id, data, by, at }: { id: string; data: ScheduleAsked; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  const { state } = beginSchedule(id, { type: 'asked', data, seq: 0, at, by });
  const draft = { stream: scheduleStream(id), head: undefined, type: 'asked', at, by, data, state };
  const appended = await ledger.append(draft);
  return appended.is === 'lost' ? appended.winner : undefined;
}
