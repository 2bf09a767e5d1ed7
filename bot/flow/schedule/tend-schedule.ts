import { mayAskAs, REMIT, rolesOf } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { write } from '../../domain/language/write.ts';
import type { ScheduleStep } from '../../domain/schedule/event.ts';
import { ASKED_AHEAD, SHOWN_AHEAD } from '../../domain/schedule/limits.ts';
import { nextTime } from '../../domain/schedule/next-time.ts';
import { missedSince, onceAt, sourceOf } from '../../domain/schedule/occurrence.ts';
import type { ActiveSchedule, PauseWhy } from '../../domain/schedule/state.ts';
import { beginRun } from '../append-run.ts';
import { refuseAccount } from '../check-world.ts';
import type { TendDeps } from '../deps.ts';
import { underFreeName } from '../free-name.ts';
import { once } from '../once.ts';
import { cardOf, showCard } from '../show-card.ts';
import { appendSchedule, type ReadSchedule } from './append-schedule.ts';
import { planOnce, startSchedule } from './start-schedule.ts';

/** Does what a schedule's head asks for, once. Returns when to look again. */
export async function tendSchedule(
  deps: TendDeps,
  read: ReadSchedule,
  { first }: { first: boolean },
): Promise<Instant | undefined> {
  const { state } = read.story;
  switch (state.is) {
    case 'asked':
      return append(deps, read, await startSchedule(deps, read.story));
    case 'refused':
      return tellRefused(deps, read);
    case 'active':
      await show(deps, read, first);
      return goOn(deps, read, state);
    case 'paused':
      await show(deps, read, first);
      if (deps.now() < state.wakeAt) return state.wakeAt;
      return append(deps, read, { type: 'ended', data: { why: 'forgotten' } });
    case 'ended':
      await show(deps, read, first);
      return undefined;
    default:
      return state satisfies never;
  }
}

async function append(deps: TendDeps, read: ReadSchedule, step: ScheduleStep): Promise<undefined> {
  await appendSchedule(deps.ledger, read, { step, by: REMIT, at: deps.now() });
  return undefined;
}

async function tellRefused(deps: TendDeps, read: ReadSchedule): Promise<undefined> {
  const { latest, by, repeats, id } = read.story;
  if (latest.type !== 'refused') throw new Error(`schedule ${id} was refused without a reason`);
  const answer = { is: 'refused', refusal: latest.data.refusal, sentence: repeats.sentence, schedule: id } as const;
  return once(deps, read, 'told', () => deps.chat.tell(by, repeats.place, answer));
}

/** What people did not do themselves is said under the card, once. */
async function show(deps: TendDeps, read: ReadSchedule, first: boolean): Promise<void> {
  await showCard(deps, read, { first });
  const { latest } = read.story;
  const byItself =
    latest.type === 'missed' || ((latest.type === 'paused' || latest.type === 'ended') && latest.data.why !== 'asked');
  if (!byItself) return;
  const card = await cardOf(deps, read.head.stream);
  await once(deps, read, `said-${latest.seq}`, () => deps.chat.announce(card, read.story));
}

/**
 * Asks for the run of the next time, as an ordinary run with a time: decided, approved and decided again like any other. One that
 * somebody has to approve is asked for earlier. What is found after its time is missed.
 */
async function goOn(deps: TendDeps, read: ReadSchedule, state: ActiveSchedule): Promise<Instant | undefined> {
  const now = deps.now();
  const { next, zone } = state;
  const { command } = read.story.repeats;
  if (now >= next.at) {
    const missed = missedSince(command, next.at, { now, zone });
    return append(deps, read, { type: 'missed', data: { planned: next.at, ...missed } });
  }
  if (now < next.at - ASKED_AHEAD) return next.at - ASKED_AHEAD;
  const why = await whyNot(deps, read);
  if (why) return append(deps, read, { type: 'paused', data: { why } });
  if (now < next.at - SHOWN_AHEAD && !(await wantsSomebody(deps, read, state))) return next.at - SHOWN_AHEAD;
  const run = await askForRun(deps, read, state);
  const after = nextTime(command.when, { after: next.at, zone });
  return append(deps, read, { type: 'occurred', data: { planned: next.at, run, next: after } });
}

/** Whether its owner may still ask for it: as the records and Slack say now. */
async function whyNot(deps: TendDeps, { story }: ReadSchedule): Promise<PauseWhy | undefined> {
  const { by, repeats } = story;
  const definition = deps.commands.find(({ name }) => name === repeats.command.name);
  if (!definition) return 'command-gone';
  const [{ person }, account] = await Promise.all([deps.records(by), refuseAccount(deps.chat, by, repeats.place.team)]);
  return account || !mayAskAs(rolesOf(person, deps.now()), definition.role) ? 'rights-lost' : undefined;
}

/** Whether it needs people before it runs: an approval, an exception, or a look at why it is refused. */
async function wantsSomebody(deps: TendDeps, { story }: ReadSchedule, { next, zone }: ActiveSchedule) {
  const plan = await planOnce(deps, story, { at: next.at, zone });
  return !plan.ok || plan.value.approval !== 'none' || plan.value.stops !== undefined;
}

/** Once for each time: the run is found by what it is of, whoever died before the schedule knew of it. */
async function askForRun(deps: TendDeps, { story }: ReadSchedule, { next, zone }: ActiveSchedule): Promise<string> {
  const { repeats, by, id: schedule } = story;
  const { answerPath: _past, ...place } = repeats.place;
  const command = onceAt(repeats.command, next.at, zone);
  const sentence = write(command, deps.commands);
  const source = sourceOf(schedule, next.at);
  const data = { source, typed: repeats.typed, sentence, command, place, requester: repeats.requester, schedule };
  return underFreeName(source, async (id) => {
    const begun = await beginRun(deps.ledger, { id, step: { type: 'asked', data }, by, at: deps.now() });
    return begun.is === 'taken' ? begun.by : undefined;
  });
}
