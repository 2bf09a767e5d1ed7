import { GetCalendarStateCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { SECOND } from '../../domain/instant.ts';
import type { CalendarState } from '../../domain/policy/calendar.ts';
import type { ChangeCalendars } from '../../ports/change-calendars.ts';

/** All attempts together: whoever waits for a decision waits for this, too. */
const PATIENCE = 4 * SECOND;

/** SSM Change Calendars. Whatever goes wrong is silence, by its error's name: the one place where every error is an answer. */
export function createChangeCalendars(client: Pick<SSMClient, 'send'>): ChangeCalendars {
  return {
    async stateAt(calendar, at) {
      const AtTime = `${new Date(at).toISOString().slice(0, 19)}Z`;
      const command = new GetCalendarStateCommand({ CalendarNames: [calendar], AtTime });
      try {
        const { State, NextTransitionTime } = await client.send(command, {
          abortSignal: AbortSignal.timeout(PATIENCE),
        });
        return stateOf(State, NextTransitionTime);
      } catch (error) {
        return { is: 'silent', why: error instanceof Error ? error.name : 'no error' };
      }
    },
  };
}

function stateOf(state: string | undefined, next: string | undefined): CalendarState {
  const until = Date.parse(next ?? '');
  const end = Number.isNaN(until) ? {} : { until };
  if (state === 'OPEN') return { is: 'open', ...end };
  return state === 'CLOSED' ? { is: 'closed', ...end } : { is: 'silent', why: 'no state' };
}
