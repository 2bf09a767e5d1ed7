import { type Actor, onCallOf, REMIT } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { isWanted, nextReminder, REMINDERS, type Reminder } from '../../domain/incident/reminders.ts';
import { responsibleFor } from '../../domain/incident/responsible.ts';
import type { IncidentState, ReminderOf } from '../../domain/incident/state.ts';
import type { TendDeps } from '../deps.ts';
import { everybodyNow } from '../everybody.ts';
import { appendIncident, type ReadIncident } from './append-incident.ts';

/** People on call that are written to, each by themselves. */
const CALLED = 10;

/** The next reminder of an incident, as the policy of now has it. */
export async function reminderOf(deps: TendDeps, { id, state }: ReadIncident): Promise<Reminder | undefined> {
  const [{ policy }, { lastAt }] = await Promise.all([deps.records(state.by), deps.timeline.head(id)]);
  return nextReminder(state, lastAt === undefined ? {} : { lastAt }, policy ?? {});
}

/** Puts on record that a reminder is due: true when it was, and its event is tended next. */
export async function remind(deps: TendDeps, read: ReadIncident, next: Reminder | undefined): Promise<boolean> {
  if (!next || next.at > deps.now()) return false;
  await appendIncident(deps.ledger, read, {
    step: { type: 'reminded', data: { of: next.of } },
    by: REMIT,
    at: deps.now(),
  });
  return true; // by us, or somebody was first: either way there is a newer event
}

/**
 * Says in the channel what is due, once for each reminder that is on record, also when something else came after it. What was heeded
 * meanwhile is said no more. Where others read along, or nobody may post any more, it is said to whom it concerns alone.
 */
export async function sayReminders(deps: TendDeps, { id, state, head }: ReadIncident): Promise<void> {
  const where = state.room ?? state.place;
  for (const of of REMINDERS) {
    const at = state.reminded[of];
    if (at === undefined) continue;
    const effect = `reminder-${of}`;
    const said = Number((await deps.receipts.get(head.stream, effect))?.value.at ?? 0);
    if (said >= at) continue;
    const reminder = { is: 'incident-reminder', id, state, of, at } as const;
    if (isWanted(state, of) && (await deps.chat.note(where, reminder)) === 'unsaid') {
      await sayDirectly(deps, state, reminder);
    }
    await deps.receipts.put(head.stream, effect, { value: { at: `${at}` }, seq: head.seq });
  }
}

async function sayDirectly(
  deps: TendDeps,
  state: IncidentState,
  reminder: Extract<Answer, { is: 'incident-reminder' }>,
): Promise<void> {
  const { team } = state.place;
  for (const { user } of await concerned(deps, state, reminder.of))
    await deps.chat.tell({ team, user }, { team, channel: user }, { ...reminder, direct: true });
}

/** Whoever has it to do; of an alarm's incident that nobody leads, those on call. */
async function concerned({ ledger, now }: TendDeps, state: IncidentState, of: ReminderOf): Promise<Actor[]> {
  const one = responsibleFor(state, of);
  return one
    ? [one]
    : onCallOf(await everybodyNow(ledger, now()), { team: state.place.team, now: now() }).slice(0, CALLED);
}
