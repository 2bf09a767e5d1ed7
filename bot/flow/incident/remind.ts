import { REMIT } from '../../domain/actor.ts';
import { nextReminder, REMINDERS, type Reminder } from '../../domain/incident/reminders.ts';
import type { TendDeps } from '../deps.ts';
import { appendIncident, type ReadIncident } from './append-incident.ts';

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
 * meanwhile is said no more.
 */
export async function sayReminders(deps: TendDeps, { id, state, head }: ReadIncident): Promise<void> {
  const where = state.room ?? state.place;
  for (const of of REMINDERS) {
    const at = state.reminded[of];
    if (at === undefined) continue;
    const effect = `reminder-${of}`;
    const said = Number((await deps.receipts.get(head.stream, effect))?.value.at ?? 0);
    if (said >= at) continue;
    await deps.chat.note(where, { is: 'incident-reminder', id, state, of, at });
    await deps.receipts.put(head.stream, effect, { value: { at: `${at}` }, seq: head.seq });
  }
}
