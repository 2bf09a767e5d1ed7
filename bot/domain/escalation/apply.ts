import type { Actor } from '../actor.ts';
import { HOUR, type Instant } from '../instant.ts';
import { type Ask, asSent, type Diagnosis } from './ask.ts';
import { timed, timedAnew } from './clock.ts';
import type { Answered, EscalationEvent, Prepared } from './event.ts';
import { type EscalationState, isOpen, type OpenEscalation } from './state.ts';

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
  /** `diagnosis`: the run whose output went with it. */
  sent?: Done & { diagnosis?: string };
  ended?: Done & { because?: string };
  /** Of what is done: whether they said so themselves. */
  heard?: 'recorded' | 'given';
  answered?: Done & Answered;
  /** What was said to and fro since it was sent, oldest first. */
  said?: EscalationEvent[];
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

/** The story after one more event. What is over stays so, but for work that is reopened: a late event is on record and changes nothing. */
export function nextEscalation(story: EscalationStory, event: EscalationEvent): EscalationStory {
  const told = { ...story, seq: event.seq };
  if (event.type === 'reopened' && story.state.is === 'done') return reopened(told, event);
  if (!isOpen(story.state)) return told;
  const open = timed(story.state, event);
  const { wakeAt: _wakeAt, ...kept } = open;
  const done = { by: event.by, at: event.at };
  switch (event.type) {
    case 'prepared':
    case 'reopened':
      return told;
    case 'sent':
      return sent({ ...told, state: open }, event);
    case 'withdrawn':
    case 'declined':
      return { ...told, state: { ...kept, is: event.type }, ended: { ...done, ...event.data } };
    case 'done':
      return {
        ...told,
        state: { ...kept, is: 'done' },
        ended: { ...done, ...reasonOf(event.data) },
        heard: event.data.heard ?? 'recorded',
      };
    case 'cost-denied':
      return { ...told, state: { ...kept, is: 'too-dear' }, ended: { ...done, ...reasonOf(event.data) } };
    case 'expired':
      return { ...told, state: { ...kept, is: 'expired' }, ended: done };
    case 'answered':
      return { ...told, state: { ...kept, is: event.data.word }, answered: { ...done, ...event.data } };
    case 'accepted':
    case 'asked-back':
    case 'replied':
    case 'progressed':
    case 'estimated':
    case 'cost-agreed':
    case 'cost-approved':
    case 'reminded':
    case 'retimed':
    case 'run-moved':
      return withVendor(told, { state: open, event });
    default:
      return event satisfies never;
  }
}

function reasonOf({ because }: { because?: string }): { because?: string } {
  return because === undefined ? {} : { because };
}

function sent(story: EscalationStory, { by, at, data }: EscalationEvent & { type: 'sent' }): EscalationStory {
  const { expiresAt, vendor, diagnosis, named: _named, ...said } = data;
  const ask = asSent(story.ask, { ...said, ...(diagnosis && { diagnosis: withoutRun(diagnosis) }) });
  const state: EscalationState = {
    ...story.state,
    is: 'sent',
    priority: ask.priority,
    expiresAt,
    wakeAt: expiresAt,
    ...(vendor !== undefined && { vendor }),
  };
  return { ...story, ask, state, sent: { by, at, ...(diagnosis && { diagnosis: diagnosis.run }) } };
}

/** What they see of it: the id of a run is ours. */
function withoutRun({ run: _run, ...diagnosis }: Diagnosis & { run: string }): Diagnosis {
  return diagnosis;
}

type Between = Extract<
  EscalationEvent,
  {
    type:
      | 'accepted'
      | 'asked-back'
      | 'replied'
      | 'progressed'
      | 'estimated'
      | 'cost-agreed'
      | 'cost-approved'
      | 'reminded'
      | 'retimed'
      | 'run-moved';
  }
>;

/** What is said to and fro while it is with the vendor; the words stand in `said`. */
function withVendor(
  story: EscalationStory,
  { state, event }: { state: OpenEscalation; event: Between },
): EscalationStory {
  const { by } = event;
  const said = [...(story.said ?? []), event];
  switch (event.type) {
    case 'accepted':
      return { ...story, said, state: { ...state, is: 'accepted', acceptor: by, ...etaOf(event.data) } };
    case 'progressed':
      return { ...story, said, state: { ...state, ...etaOf(event.data) } };
    case 'estimated': {
      const { amount, currency } = event.data;
      const { agreed: _agreed, ...asked } = state;
      return { ...story, said, state: { ...asked, is: 'estimated', estimate: { amount, currency } } };
    }
    case 'cost-agreed': {
      const agreed = [...(state.agreed ?? []), { by, person: event.data.person }];
      return { ...story, said, state: { ...state, agreed } };
    }
    case 'cost-approved':
      return { ...story, said, state: { ...state, is: 'offered' } };
    case 'retimed': {
      const { expiresAt = state.expiresAt } = event.data;
      return { ...story, said, state: { ...state, expiresAt, wakeAt: expiresAt } };
    }
    case 'asked-back':
    case 'replied':
    case 'reminded':
    case 'run-moved':
      return { ...story, said, state };
    default:
      return event satisfies never;
  }
}

function etaOf({ eta }: { eta?: Instant }): { eta?: Instant } {
  return eta === undefined ? {} : { eta };
}

/** What is reopened near the end of its time, or after it, has at least so long. */
const REOPENED_FOR = 14 * 24 * HOUR;

/** It is theirs again, of whoever took it before. */
function reopened(story: EscalationStory, event: EscalationEvent & { type: 'reopened' }): EscalationStory {
  const { ended: _ended, heard: _heard, ...open } = story;
  const clock = timedAnew(story.state.clock ?? {}, event.at);
  const { eta: _eta, ...state } = story.state; // when they meant to be done the first time
  const { acceptor } = state;
  const expiresAt = Math.max(story.state.expiresAt, event.at + REOPENED_FOR);
  const is = acceptor ? ('accepted' as const) : ('sent' as const);
  const again: EscalationState = { ...state, is, expiresAt, wakeAt: expiresAt, clock };
  return { ...open, said: [...(story.said ?? []), event], state: again };
}
