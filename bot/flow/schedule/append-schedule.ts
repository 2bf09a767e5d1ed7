import type { Actor } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { beginSchedule, nextSchedule, type ScheduleStory } from '../../domain/schedule/apply.ts';
import type { ScheduleAsked, ScheduleEvent, ScheduleStep } from '../../domain/schedule/event.ts';
import type { ScheduleState } from '../../domain/schedule/state.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { appendTo, beginUntaken, type Kind, type ReadStream } from '../append-to.ts';
import { partsOf, stateOf } from '../decode.ts';

export const SCHEDULE = 'schedule#';
const KIND: Kind<ScheduleStory, ScheduleStep> = { prefix: SCHEDULE, tell, next: nextSchedule };

export function scheduleStream(id: string): string {
  return `${SCHEDULE}${id}`;
}

export function scheduleStateOf(head: StoredEvent): ScheduleState {
  return stateOf<ScheduleState>(head);
}

/** A schedule as it was read, and the head that the next step follows. `events`: what was read of its stream. */
export type ReadSchedule = ReadStream<ScheduleStory>;

function tell(id: string, [first, ...rest]: readonly ScheduleEvent[]): ScheduleStory {
  if (first?.type !== 'asked') throw new Error(`schedule ${id} has no beginning`);
  return rest.reduce(nextSchedule, beginSchedule(id, first));
}

/** Reads its beginning and its head, which says all that counts: a stream that gets an event a day is not read whole. */
export async function readSchedule(
  ledger: Pick<Ledger, 'head' | 'event'>,
  stream: string,
): Promise<ReadSchedule | undefined> {
  const head = await ledger.head(stream);
  if (!head) return undefined;
  const first = head.seq === 0 ? head : await ledger.event({ stream, seq: 0 });
  const begun = tell(stream.slice(SCHEDULE.length), first ? [partsOf(first) as ScheduleEvent] : []);
  if (head.seq === 0) return { story: begun, head, events: [head] };
  const latest = partsOf(head) as ScheduleEvent;
  const story = { ...begun, seq: head.seq, state: scheduleStateOf(head), latest };
  const before = head.seq > 1 ? await ledger.event({ stream, seq: head.seq - 1 }) : first;
  return { story, head, events: [...(before ? [before] : []), head] };
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export function appendSchedule(
  ledger: Pick<Ledger, 'append'>,
  read: ReadSchedule,
  ask: { step: ScheduleStep; by: Actor; at: Instant },
): Promise<ReadSchedule | undefined> {
  return appendTo(KIND, ledger, { ...ask, read });
}

/** Event 0 of a schedule under this id; what stands there if somebody took it. */
export function askSchedule(
  ledger: Pick<Ledger, 'append'>,
  { data, ...ask }: { id: string; data: ScheduleAsked; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  return beginUntaken(KIND, ledger, { ...ask, step: { type: 'asked', data } });
}
