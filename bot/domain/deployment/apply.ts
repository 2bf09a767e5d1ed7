import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { DeploymentEvent, Started } from './event.ts';
import type { Stage } from './stage.ts';
import { type DeploymentState, isOver, type StageState } from './state.ts';

type Done = { by: Actor; at: Instant };

/**
 * A stage as it stands, and since when. `asked.seq` names the event, so that each time it is asked has one request; `asked.again`: why, after they said it was done; `requestAsk`
 * is that of the open request, which may be of an earlier time.
 */
export type StageTold = Stage &
  StageState & {
    begun?: Done;
    asked?: Done & { seq: number; again?: string };
    ended?: Done & { because?: string };
    requestAsk?: number;
  };

/** The vendor was to be asked, and no request for it is on record yet. */
export type Unrequested = { stage: number; seq: number };

/** Everything about a deployment, told from its events. `movedAt`: when somebody last did something about it. */
export type DeploymentStory = {
  id: string;
  started: Started;
  by: Actor;
  at: Instant;
  seq: number;
  state: DeploymentState;
  stages: StageTold[];
  movedAt: Instant;
  reminders: Instant[];
  unrequested: Unrequested[];
  over?: Done & { because?: string };
};

/** Tells a deployment from its events, oldest first. Throws on a stream that does not begin as one does. */
export function tellDeployment(id: string, events: readonly DeploymentEvent[]): DeploymentStory {
  const [first, ...rest] = events;
  if (first?.type !== 'started') throw new Error(`deployment ${id} has no beginning`);
  return rest.reduce(nextDeployment, begin(id, first));
}

function begin(id: string, { data, by, at, seq }: DeploymentEvent & { type: 'started' }): DeploymentStory {
  const { name, place, list } = data;
  const stages = list.stages.map((stage): StageTold => ({ ...stage, is: 'open' }));
  const state: DeploymentState = { id, by, name, place, is: 'running', stages: stages.map(stateOf) };
  return { id, started: data, by, at, seq, state, stages, movedAt: at, reminders: [], unrequested: [] };
}

function stateOf({ is, side, request }: StageTold): StageState {
  return { is, ...(side !== undefined && { side }), ...(request !== undefined && { request }) };
}

/** What Remit notes of a request that was asked for before a deployment was closed. */
const NOTED: readonly string[] = ['requested', 'unasked'];

/** The story after one more event. What is closed stays so, but for its requests, which come to an end. */
export function nextDeployment(story: DeploymentStory, event: DeploymentEvent): DeploymentStory {
  const told = { ...story, seq: event.seq };
  if (story.state.is === 'closed' && !NOTED.includes(event.type)) return told;
  switch (event.type) {
    case 'started':
      return told;
    case 'reminded':
      return { ...told, reminders: [...told.reminders, event.at] };
    case 'snoozed':
      return { ...told, state: { ...told.state, snoozedUntil: event.data.until } };
    case 'closed':
      return closed(told, event);
    default:
      return staged(told, event);
  }
}

function closed(told: DeploymentStory, { by, at, data }: DeploymentEvent & { type: 'closed' }): DeploymentStory {
  return { ...told, movedAt: at, state: { ...told.state, is: 'closed' }, over: { by, at, ...data } };
}

type StageEvent = Extract<DeploymentEvent, { data: { stage: number } }>;

function staged(story: DeploymentStory, event: StageEvent): DeploymentStory {
  const { over: _over, ...told } = story;
  const stages = told.stages.map((one) => (one.order === event.data.stage ? nextStage(one, event) : one));
  const { snoozedUntil: _snoozed, ...state } = told.state;
  const next = { ...told, stages, movedAt: event.at, unrequested: unrequestedAfter(told.unrequested, event) };
  if (state.is === 'closed') return { ...story, ...next, state: { ...state, stages: stages.map(stateOf) } };
  const is = stages.every(isOver) ? 'finished' : 'running';
  const after: DeploymentStory = { ...next, state: { ...state, is, stages: stages.map(stateOf) } };
  if (is === 'running') return after;
  // What Remit notes after the last stage (the end of a request) does not move the end.
  return { ...after, over: story.over ?? { by: event.by, at: event.at } };
}

function unrequestedAfter(before: readonly Unrequested[], event: StageEvent): Unrequested[] {
  if (event.type === 'asked') return [...before, { stage: event.data.stage, seq: event.seq }];
  if (event.type !== 'requested') return [...before];
  return before.filter(({ seq }) => seq !== event.data.ask);
}

function nextStage(stage: StageTold, event: StageEvent): StageTold {
  const done = { by: event.by, at: event.at };
  switch (event.type) {
    case 'begun':
      return { ...stage, is: 'begun', begun: done };
    case 'taken':
      return { ...stage, side: 'owner' };
    case 'asked':
      return {
        ...stage,
        ...(stage.parties.length > 1 && { side: 'vendor' }),
        is: 'asked',
        asked: { ...done, seq: event.seq },
      };
    case 'reasked': {
      const { ended: _ended, ...kept } = stage;
      const { request, because } = event.data;
      const asked = { ...done, seq: event.seq, again: because };
      const side = stage.parties.length > 1 ? { side: 'vendor' as const } : {};
      return { ...kept, ...side, is: 'asked', asked, request, requestAsk: event.seq };
    }
    case 'requested':
      return { ...stage, request: event.data.request, requestAsk: event.data.ask };
    case 'unasked':
      return unasked(stage, event.data.request);
    case 'done':
      return { ...stage, is: 'done', ended: { ...done, ...reason(event.data) } };
    case 'skipped':
      return { ...stage, is: 'not-applicable', ended: { ...done, ...reason(event.data) } };
    case 'reopened':
      return reopened(stage);
    default:
      return event satisfies never;
  }
}

function reason({ because }: { because?: string }): { because?: string } {
  return because === undefined ? {} : { because };
}

/** The request is over. If the stage still waited for it, nobody is asked any more, and of two parties either may do it. */
function unasked(stage: StageTold, request: string): StageTold {
  if (stage.request !== request) return stage;
  const { request: _request, requestAsk, ...kept } = stage;
  if (stage.is !== 'asked' || stage.asked?.seq !== requestAsk) return kept;
  const { asked: _asked, side: _side, ...free } = kept;
  return { ...free, is: 'open' };
}

/** As if nothing had been done about it; which of two parties does it stays. */
function reopened({ begun: _begun, asked: _asked, ended: _ended, ...kept }: StageTold): StageTold {
  return { ...kept, is: 'open' };
}
