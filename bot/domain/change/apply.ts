import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { confirmsWanted } from './change.ts';
import type { Beginning, ChangeEvent } from './event.ts';
import type { ChangeRefusal } from './refusal.ts';
import type { ChangeState } from './state.ts';

/** Everything about a proposed change, told from its events: what its card and `show` are made of. */
export type ChangeStory = {
  id: string;
  proposal: Extract<Beginning, { type: 'proposed' }>['data'];
  by: Actor;
  at: Instant;
  seq: number;
  state: ChangeState;
  refusal?: ChangeRefusal;
  ended?: { by: Actor; at: Instant; because?: string };
};

/** Tells a change from its events, oldest first. Throws on a stream that does not begin as one does. */
export function tellChange(id: string, events: readonly ChangeEvent[]): ChangeStory {
  const [first, ...rest] = events;
  if (first?.type !== 'asked' && first?.type !== 'proposed' && first?.type !== 'refused')
    throw new Error(`change ${id} has no beginning`);
  return rest.reduce(nextChange, begin(id, first));
}

function begin(id: string, event: ChangeEvent & Beginning): ChangeStory {
  const { by, at, seq, data: proposal } = event;
  const { proposer, place, change, expiresAt } = proposal;
  const wants = confirmsWanted(change);
  const common = { id, by, proposer, place, change, wants, expiresAt, confirms: [] };
  const story = { id, proposal, by, at, seq };
  if (event.type === 'asked') return { ...story, state: { ...common, is: 'asked', file: event.data.file } };
  if (event.type === 'refused') {
    return { ...story, state: { ...common, is: 'refused' }, refusal: event.data.refusal };
  }
  const state: ChangeState =
    wants === 0 ? { ...common, is: 'confirmed' } : { ...common, is: 'proposed', wakeAt: expiresAt };
  return { ...story, state };
}

export function isOver({ is }: ChangeState): boolean {
  return is !== 'asked' && is !== 'proposed' && is !== 'confirmed';
}

/** The story after one more event. What is over stays so: a late event is on record and changes nothing. */
export function nextChange(story: ChangeStory, event: ChangeEvent): ChangeStory {
  const told = { ...story, seq: event.seq };
  if (isOver(story.state)) return told;
  switch (event.type) {
    case 'asked':
      return told;
    case 'proposed':
    case 'refused':
      return story.state.is === 'asked' ? found(story, event) : told;
    case 'confirmed':
      return { ...told, state: confirmed(story.state, event) };
    case 'denied':
    case 'expired':
    case 'applied':
      return ended(told, event);
    case 'void':
      return { ...ended(told, event), refusal: event.data.refusal };
    default:
      return event satisfies never;
  }
}

/** What was asked for, now that its file was read: still of whoever asked, when they asked. */
function found({ id, by, at }: ChangeStory, event: ChangeEvent & Beginning): ChangeStory {
  return { ...begin(id, { ...event, by, at }), seq: event.seq };
}

function confirmed(state: ChangeState, { by, at, data }: ChangeEvent & { type: 'confirmed' }): ChangeState {
  const confirms = [...state.confirms, { by, person: data.person, at }];
  return { ...kept(state), confirms, ...(confirms.length < state.wants ? waits(state) : { is: 'confirmed' }) };
}

function waits({ expiresAt }: ChangeState) {
  return { is: 'proposed', wakeAt: expiresAt } as const;
}

function ended(story: ChangeStory, event: ChangeEvent & { type: 'denied' | 'expired' | 'applied' | 'void' }) {
  const because = event.type === 'denied' && event.data.because ? { because: event.data.because } : {};
  const state: ChangeState = { ...kept(story.state), is: event.type };
  return { ...story, state, ended: { by: event.by, at: event.at, ...because } };
}

function kept({ id, by, proposer, place, change, wants, expiresAt, confirms }: ChangeState) {
  return { id, by, proposer, place, change, wants, expiresAt, confirms };
}
