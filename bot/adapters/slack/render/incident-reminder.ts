import { responsibleFor } from '../../../domain/incident/responsible.ts';
import type { IncidentState, ReminderOf } from '../../../domain/incident/state.ts';
import { MINUTE } from '../../../domain/instant.ts';
import { ASIDE } from '../aside.ts';
import { context, type Press } from './blocks.ts';
import { incidentLine, incidentName } from './incident-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { duration, when } from './when.ts';

/** What is due in an incident, said in its channel, to whoever has to do it. */
export function sayIncidentReminder({ id, state, of, at, direct }: AnswerOf<'incident-reminder'>): Said {
  const name = incidentName(id);
  return {
    mark: 'information',
    first: `⏰ ${state.drill ? '*DRILL* · ' : ''}${direct ? '' : mentionOf(state, of)}${WORDS[of](state, at)}`,
    body: [context(incidentLine(id, state))],
    presses: [...pressesOf(of, name), snooze(of, name)],
    incident: id,
  };
}

/** Whoever has the role for it, else whoever declared it; of an alarm that nobody took, whoever is there now. */
function mentionOf(state: IncidentState, of: ReminderOf): string {
  const person = responsibleFor(state, of);
  if (person && of !== 'lead') return `<@${person.user}> `;
  return state.severity === 'minor' ? '' : '<!here> ';
}

const WORDS: Record<ReminderOf, (state: IncidentState, at: number) => string> = {
  lead: ({ milestones }, at) =>
    `nobody leads this incident, ${aboutSince(at - milestones.declared)} after it was declared`,
  update: ({ lastUpdate, milestones }, at) =>
    lastUpdate
      ? `an update is due: the last one was ${aboutSince(at - lastUpdate.at)} ago`
      : `an update is due: there was none in ${aboutSince(at - milestones.declared)}`,
  quiet: () => 'it has been quiet: how does it stand?',
  report: ({ milestones }, at) => `its report is due: it was resolved ${when(milestones.resolved ?? at, at)}`,
};

/** Whole minutes: nobody is reminded to the second. */
function aboutSince(ms: number): string {
  return duration(Math.max(MINUTE, Math.floor(ms / MINUTE) * MINUTE));
}

function pressesOf(of: ReminderOf, name: string): Press[] {
  switch (of) {
    case 'lead':
      return [{ id: `${ASIDE}take`, label: 'Take lead', says: `take lead in ${name}`, style: 'primary' }];
    case 'update':
      return [{ id: 'update', label: 'Update…', says: `form update in ${name}`, style: 'primary' }];
    case 'quiet':
      return [{ id: 'note', label: 'Note…', says: `form note in ${name}`, style: 'primary' }];
    case 'report':
      return [{ id: 'report', label: 'Report', says: `report in ${name}`, style: 'primary' }];
    default:
      return of satisfies never;
  }
}

const SNOOZE: Record<ReminderOf, string> = { lead: '15min', update: '30min', quiet: '1h', report: '1d' };

function snooze(of: ReminderOf, name: string): Press {
  return { id: 'snooze', label: `Snooze ${SNOOZE[of]}`, says: `snooze ${of} ${SNOOZE[of]} in ${name}` };
}
