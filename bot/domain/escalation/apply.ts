import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Ask } from './ask.ts';
import type { Answered, EscalationEvent, Prepared } from './event.ts';
import { type EscalationState, isOpen } from './state.ts';

type Done = { by: Actor; at: Instant };

/** Everything about a request to a vendor, told from its events. `ask` is what the vendor sees, as it was sent. */
export type EscalationStory = {
  id: string;
  prepared: Prepared;
  ask: Ask;
  by: Actor;
  at: Instant;
  seq: number;
  state: EscalationState;
  sent?: Done;
  ended?: Done & { because?: string };
  answered?: Done & Answered;
};

/** Tells a request from its events, oldest first. `by` is who asked. Throws on a stream that does not begin as one does. */
export function tellEscalation(id: string, events: readonly EscalationEvent[]): EscalationStory {
  const [first, ...rest] = events;
  if (first?.type !== 'prepared') throw new Error(`request ${id} has no beginning`);
  return rest.reduce(nextEscalation, begin(id, first));
}

function begin(id: string, { data, by, at, seq }: EscalationEvent & { type: 'prepared' }): EscalationStory {
  const { run, requester, place, sentence, ask, digest, expiresAt } = data;
  const { kind, receiver, priority } = ask;
  const common = {
    id,
    by,
    requester,
    place,
    kind,
    receiver,
    sentence,
    priority,
    ...(run !== undefined && { run }),
    expiresAt,
  };
  const state: EscalationState = {
    ...common,
    ...(digest !== undefined && { digest }),
    is: 'prepared',
    wakeAt: expiresAt,
  };
  return { id, prepared: data, ask, by, at, seq, state };
}

/** The story after one more event. What is over stays so: a late event is on record and changes nothing. */
export function nextEscalation(story: EscalationStory, event: EscalationEvent): EscalationStory {
  const told = { ...story, seq: event.seq };
  if (!isOpen(story.state)) return told;
  const { wakeAt: _wakeAt, ...kept } = story.state;
  const done = { by: event.by, at: event.at };
  switch (event.type) {
    case 'prepared':
      return told;
    case 'sent':
      return sent(told, event);
    case 'withdrawn':
    case 'done':
      return { ...told, state: { ...kept, is: event.type }, ended: { ...done, ...event.data } };
    case 'expired':
      return { ...told, state: { ...kept, is: 'expired' }, ended: done };
    case 'answered':
      return { ...told, state: { ...kept, is: event.data.word }, answered: { ...done, ...event.data } };
    default:
      return event satisfies never;
  }
}

function sent(story: EscalationStory, { by, at, data }: EscalationEvent & { type: 'sent' }): EscalationStory {
  const { expiresAt, ...said } = data;
  const ask = { ...story.ask, ...said };
  const state: EscalationState = { ...story.state, is: 'sent', priority: ask.priority, expiresAt, wakeAt: expiresAt };
  return { ...story, ask, state, sent: { by, at } };
}
