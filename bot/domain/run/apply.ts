import type { Actor } from '../actor.ts';
import type { CustomNoted } from '../custom/custom.ts';
import type { Instant } from '../instant.ts';
import { narrowed, replanned } from './anew.ts';
import type { Cleared, RunAsked, RunEvent, StopReason } from './event.ts';
import { excepted, type Given } from './except.ts';
import type { Stop } from './gates.ts';
import { type KeepRound, keepIntended, keepSent } from './keep.ts';
import type { Move } from './moved.ts';
import type { HostOutcome } from './outcome.ts';
import { paused, resumed, stopped } from './pause.ts';
import type { Plan } from './plan.ts';
import type { Refusal } from './refusal.ts';
import { type Review, reviewed } from './review.ts';
import { intended, putOff, type Send, sent } from './sends.ts';
import { isTerminal, type RunningRun, type RunState, type SendingRun } from './state.ts';
import {
  approved,
  base,
  change,
  cleared,
  ended,
  type Into,
  linked,
  planned,
  progressed,
  settled,
  undone,
} from './steps.ts';

/** Everything about a run, told from its events: what cards, `show` and `why` are made of. */
export type Story = {
  id: string;
  asked: RunAsked['data'];
  by: Actor;
  at: Instant;
  seq: number;
  state: RunState;
  plan?: Plan;
  /** Custom configuration on the hosts that the run may overwrite, as it stood when it was planned. */
  custom?: CustomNoted;
  refusal?: Refusal;
  /** The vendor's word on what the matrix does not list. */
  cleared?: Cleared;
  /** What stops it, as it was put on record last. What stops it now is asked when somebody decides. */
  stops?: Stop[];
  exceptions: Given[];
  /** Which approver left only some of the hosts. */
  narrowed?: { by: Actor; at: Instant };
  /** What moved after it was approved, so that it waits for approval again: the last time. */
  moved?: { at: Instant; moves: Move[] };
  /** Who ended it before it ran, with their words. */
  ended?: { by: Actor; at: Instant; because?: string };
  cancelRequestedBy?: Actor;
  sentAt?: Instant;
  finishedAt?: Instant;
  /** The commands that were sent, in the order of their hosts; one, unless the run goes in steps or has many hosts. */
  sends: Send[];
  /** Up to which host the run was decided for and its hosts are held; undefined before the first. */
  opened?: number;
  /** SSM was busy: until then nothing is sent, for so many times in a row. */
  putOff?: { until: Instant; times: number };
  /** Who let it go on after a pause, and from which host. */
  resumes: { by: Actor; at: Instant; from: number }[];
  /** Hosts that had failed when somebody resumed it: they hold nothing up any more. */
  forgiven: number;
  /** Who or what ended it after it had begun, before all of its hosts had. */
  stopped?: { by: Actor; at: Instant; why: StopReason; because?: string };
  /** By host, in the order in which they had their turns. */
  outcomes: Map<string, HostOutcome>;
  /** How a guarded run was confirmed to its hosts, oldest first. */
  keeps: KeepRound[];
  /** What an approver found in it afterwards, of a break-glass run. */
  review?: Review;
  /** By which run it was taken back, host by host. */
  undone: Map<string, string>;
};

/** Tells a run from its events, oldest first. Throws on a stream that does not begin as a run does: a corrupt store. */
export function tell(id: string, events: readonly RunEvent[]): Story {
  const [first, ...rest] = events;
  if (!first || (first.type !== 'asked' && first.type !== 'refused')) throw new Error(`run ${id} has no beginning`);
  // Nobody else has this story's outcomes: of 5,000 hosts and hundreds of events, no copy is made for each.
  return rest.reduce((story, event) => next(story, event, (outcomes) => outcomes), begin(id, first));
}

/** A run as its first event leaves it: all that whoever puts it on record needs of its story. */
export function begin(id: string, event: RunEvent & { type: 'asked' | 'refused' }): Story {
  const { again, command, forVendor, place, requester, schedule, sentence, source, typed, undoes } = event.data;
  if (!command || !place || !requester || sentence === undefined || !source || typed === undefined) {
    throw new Error(`run ${id} has no request in event 0`);
  }
  const asked = {
    source,
    typed,
    sentence,
    command,
    place,
    requester,
    ...(again && { again }),
    ...(undoes && { undoes }),
    ...(schedule && { schedule }),
    ...(forVendor && { forVendor }),
  };
  const base = { id, by: event.by, requester, place, sentence, askedAt: event.at };
  const story: Story = {
    id,
    asked,
    by: event.by,
    at: event.at,
    seq: event.seq,
    state: { ...base, is: event.type },
    exceptions: [],
    sends: [],
    resumes: [],
    forgiven: 0,
    outcomes: new Map(),
    keeps: [],
    undone: new Map(),
  };
  return event.type === 'refused' ? { ...story, refusal: event.data.refusal } : story;
}

/**
 * The story after one more event. Terminal states absorb: a late event is on record and changes nothing but the
 * outcome of a host that somebody settles, where the run was taken back, and what whoever reviewed it found.
 */
export function next(story: Story, event: RunEvent, into: Into = copied): Story {
  const told = { ...story, seq: event.seq };
  if (isTerminal(story.state) && !AFTER_THE_END.has(event.type)) return told;
  switch (event.type) {
    case 'asked':
      return told;
    case 'refused':
      return { ...told, refusal: event.data.refusal, state: { ...base(story.state), is: 'refused' } };
    case 'planned':
      return planned({ ...told, ...(event.data.custom && { custom: event.data.custom }) }, event.data.plan);
    case 'linked':
      return linked(told, event.data.request);
    case 'cleared':
      return cleared(told, event.data);
    case 'approved':
      return approved(told, event);
    case 'excepted':
      return excepted(told, event);
    case 'gated':
      return { ...told, stops: event.data.stops };
    case 'narrowed':
      return narrowed(told, event);
    case 'replanned':
      return replanned(told, event);
    case 'denied':
    case 'cancelled':
    case 'expired':
      return ended(told, event);
    case 'halted':
      return { ...ended(told, event), refusal: event.data.refusal };
    case 'intended':
      return intended(told, event);
    case 'sent':
      return sent(told, event, into);
    case 'put-off':
      return putOff(told, event);
    case 'paused':
      return paused(told, event);
    case 'resumed':
      return resumed(told, event);
    case 'stopped':
      return stopped(told, event, into);
    case 'keep-intended':
      return keepIntended(told, event.data);
    case 'keep-sent':
      return keepSent(told, event.data, event.at);
    case 'cancel-requested':
      return {
        ...change(told, (state) => (isUnderWay(state) ? { ...state, cancelRequested: true } : state)),
        cancelRequestedBy: event.by,
      };
    case 'progressed':
      return progressed(told, event.data.outcomes, { at: event.at, into });
    case 'settled':
      return settled(told, event.data.outcome);
    case 'undone':
      return undone(told, event.data);
    case 'reviewed':
      return reviewed(told, event);
    default:
      return refuseUnknown(event);
  }
}

const AFTER_THE_END = new Set<RunEvent['type']>(['settled', 'undone', 'reviewed']);

/** A type that a later version writes, as during a deployment: told wrongly, the run could be sent or ended wrongly. */
function refuseUnknown(event: never): never {
  const { type, seq } = event as RunEvent;
  throw new Error(
    `step ${seq} is of type ${type}, which this version of the code does not know: nothing is decided on it`,
  );
}

function copied(outcomes: Story['outcomes']): Story['outcomes'] {
  return new Map(outcomes);
}

function isUnderWay(state: RunState): state is RunningRun | SendingRun {
  return state.is === 'running' || state.is === 'sending';
}
