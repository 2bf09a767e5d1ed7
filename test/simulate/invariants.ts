import { isDeepStrictEqual } from 'node:util';
import { verify } from '../../bot/domain/ledger/verify.ts';
import { isOver } from '../../bot/domain/run/outcome.ts';
import { digestOf } from '../../bot/domain/run/plan.ts';
import { isTerminal, type RunState } from '../../bot/domain/run/state.ts';
import { PARKED } from '../../bot/flow/claim.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';
import { approvalsOf } from './approvals.ts';
import { notWhenItMayNot, onlyAuthorised } from './authorised.ts';
import { budgetsHold } from './budget-invariants.ts';
import { cardsAreTrue, directCardsAreTrue } from './cards.ts';
import { first } from './first.ts';
import { heardIsDecided } from './heard-invariants.ts';
import { incidentCardsAreTrue, timelinesHold } from './incident-invariants.ts';
import { nothingLeft } from './left-over.ts';
import { legalSteps, oneVendorCard } from './request-invariants.ts';
import type { Seen, SeenRun } from './seen.ts';
import type { About } from './simulate.ts';
import { SECRET } from './surroundings.ts';

export type Violation = { invariant: string; what: string };

/** Says what is wrong, or nothing. */
type Invariant = (seen: Seen) => string | undefined;

type Judge = (run: SeenRun) => string | undefined;

const ofChanged =
  (judge: Judge): Invariant =>
  ({ changed }) =>
    first(changed, judge);

/** I1: one effect on a host for each run, and each attempt is sent to SSM once. */
function oneEffect(): Invariant {
  return ({ world, effects }) => {
    const { commands } = world.hosts;
    const doubled = effects.find(({ run, instanceId }) => {
      const effect = `R-${run} on ${instanceId}`;
      return world.hosts.effects.filter((other) => other === effect).length > 1;
    });
    if (doubled) return `R-${doubled.run} ran twice on ${doubled.instanceId}`;
    const marks = [...commands.values()].map(({ mark }) => mark);
    const again = marks.find((mark, at) => marks.indexOf(mark) !== at);
    return again && `SSM took ${again} twice`;
  };
}

/** I2: what ran is what was planned, bound by the digest that each approval names. */
const asApproved: Invariant = ({ world, runs, effects }) =>
  first(effects, ({ run: id, instanceId }) => {
    const run = runs.get(id);
    const plan = run?.story.plan;
    if (!run || !plan) return `R-${id} ran and was never planned`;
    const { digest, ...bound } = plan;
    if (digestOf(bound) !== digest) return `R-${id}: its plan does not give its digest`;
    const other = approvalsOf(run.events).find((approval) => approval.digest !== digest);
    if (other) return `R-${id}: ${other.by.user} approved another plan`;
    if (!run.events.some(({ type }) => type === 'intended')) return `R-${id} ran without an intent`;
    const sent = [...world.hosts.commands.values()].filter(({ parameters }) => parameters['ExecId']?.[0] === `R-${id}`);
    return first(sent, ({ documentName, parameters, instanceIds }) => {
      const { ExecId: _exec, NotAfter: _until, ...given } = parameters;
      const hosts = plan.hosts.map((host) => host.instanceId);
      const same = documentName === plan.documentName && isDeepStrictEqual(given, plan.parameters);
      return same && hosts.includes(instanceId) && instanceIds.every((one) => hosts.includes(one))
        ? undefined
        : `R-${id}: SSM got something else than the plan`;
    });
  });

/** I4: every accepted request is on record, and ends, or waits where `health` shows it. */
const everyOneEnds: Invariant = ({ world, taken, final }) => {
  const lost = taken.replies.find(
    ({ reply }) => reply.is === 'accepted' && !world.ledger.streams.has(`run#${reply.run}`),
  );
  if (lost) return `${lost.source} was accepted and is not on record`;
  if (!final) return undefined;
  return first(world.ledger.streams, ([stream, events]) => {
    const due = events.find((event) => event?.due !== undefined && event.due !== PARKED);
    if (due && stream.startsWith('run#') && isTerminal(stateOf(due))) return `${stream}/${due.seq} is never done`;
    const head = events.at(-1);
    if (!stream.startsWith('run#') || !head || isTerminal(stateOf(head))) return undefined;
    return events.some((event) => event.due === PARKED) ? undefined : `${stream} is still ${stateOf(head).is}`;
  });
};

/** I5: what is over stays as it ended. */
const overIsOver = ofChanged(({ id, events }) => {
  const states = events.map((event) => ({ seq: event.seq, state: stateOf(event) }));
  const over = states.find(({ state }) => isTerminal(state));
  const moved = over && states.find(({ seq, state }) => seq > over.seq && state.is !== over.state.is);
  return moved && `R-${id} was ${over.state.is} at ${over.seq} and ${moved.state.is} at ${moved.seq}`;
});

/** I6: each chain verifies, and what is replayed from it is what it says. */
const chainsHold: Invariant = ({ world, streams, changed }) =>
  first(streams, (stream) => {
    const verified = verify(stream, world.ledger.streams.get(stream) ?? []);
    return verified.ok ? undefined : `${stream}/${verified.error.seq} is ${verified.error.why}`;
  }) ??
  first(changed, ({ id, events, story }) => {
    const head = events.at(-1);
    const same = head && isDeepStrictEqual(JSON.parse(JSON.stringify(story.state)), JSON.parse(head.state));
    return same ? undefined : `R-${id} replays to another state than it stored`;
  });

/** I9: what hosts print of secrets stands nowhere. */
function noSecrets(): Invariant {
  const looked = { told: 0, posted: 0, logged: 0 };
  const has = (value: unknown) => JSON.stringify(value).includes(SECRET);
  return ({ world, appended, final }) => {
    const leak = appended.find(({ event }) => event.data.includes(SECRET) || event.state.includes(SECRET));
    if (leak) return `${leak.event.stream}/${leak.event.seq} holds a secret`;
    const news = [world.chat.told.slice(looked.told), world.logged.slice(looked.logged)];
    Object.assign(looked, { told: world.chat.told.length, logged: world.logged.length });
    if (has(news)) return 'a message or the log holds a secret';
    if (!final) return undefined;
    const files = world.files.posted.flatMap((post) => post.files.map(({ bytes }) => new TextDecoder().decode(bytes)));
    return has([files, world.chat.cards]) ? 'a card or a file holds a secret' : undefined;
  };
}

/** I10: of two runs that change a host, one is on it; one that may have run keeps it until somebody settles it. */
const oneOnAHost: Invariant = ({ runs, changed }) =>
  first(
    changed.filter(({ story }) => story.state.is === 'sending'),
    (run) => {
      const mine = new Set(heldBy(run));
      return first(runs.values(), (other) => {
        const held = other.id === run.id ? undefined : heldBy(other).find((host) => mine.has(host));
        return held && `R-${run.id} was sent to ${held} while R-${other.id} is on it`;
      });
    },
  );

/** Of a run in waves those whose wave has begun and that are not over; of one that waits or is over, those of which nobody knows. */
function heldBy({ story: { plan, state, outcomes, opened } }: SeenRun): string[] {
  if (!plan || plan.risk === 'read') return [];
  const begun = plan.hosts.slice(0, opened).map(({ name }) => name);
  if (state.is === 'finished' || state.is === 'paused') {
    return begun.filter((name) => outcomes.get(name)?.status === 'unknown');
  }
  const isOn = state.is === 'sending' || state.is === 'running' || state.is === 'keeping';
  return isOn ? begun.filter((name) => !isOver(outcomes.get(name)?.status ?? 'waiting')) : [];
}

function stateOf(event: StoredEvent): RunState {
  return JSON.parse(event.state) as RunState;
}

/** Beyond the ten: whatever fails is a fault that was brought from outside. */
const noSurprise: Invariant = ({ surprises }) => surprises[0];

/** Of worlds in which people ask vendors and work on incidents, too. */
const TOGETHER: Record<string, Invariant> = {
  'V1 one card for the vendor': oneVendorCard,
  'V2 legal steps': legalSteps,
  'V3 budgets hold': budgetsHold,
  'V4 heard is decided': heardIsDecided,
  'V5 timelines hold': timelinesHold,
  'V6 incidents are shown': incidentCardsAreTrue,
  'V7 nothing left over': nothingLeft,
};

/** The ten, each by its number, and one more. Some remember what they have looked at: they are made anew for each world. */
export function createInvariants(about: About): Record<string, Invariant> {
  return {
    ...(about === 'together' && TOGETHER),
    'I1 one effect': oneEffect(),
    'I2 as approved': asApproved,
    'I3 approved by others who may': onlyAuthorised,
    'I4 every request ends': everyOneEnds,
    'I5 over is over': overIsOver,
    'I6 chains hold': chainsHold,
    'I7 cards are true': cardsAreTrue(),
    'I7 direct cards are true': directCardsAreTrue,
    'I8 not when it may not': notWhenItMayNot,
    'I9 no secrets': noSecrets(),
    'I10 one on a host': oneOnAHost,
    'no surprise': noSurprise,
  };
}

export function brokenIn(invariants: Record<string, Invariant>, seen: Seen): Violation | undefined {
  for (const [invariant, holds] of Object.entries(invariants)) {
    const what = holds(seen);
    if (what !== undefined) return { invariant, what };
  }
  return undefined;
}
