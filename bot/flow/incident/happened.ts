import type { Happening } from '../../domain/incident/happening.ts';
import type { Reply } from '../../domain/request.ts';
import type { FollowDeps } from './follow.ts';

/**
 * Puts on record what happens in a channel, if it works on an incident and its timeline tells of such things. Throws when the store
 * does not answer: then nothing is recorded, and Slack delivers it again.
 */
export function createHappened(deps: FollowDeps): (happening: Happening) => Promise<Reply> {
  return async (happening) => {
    const { is, installedTeam: team, channel } = happening;
    if (is === 'wrote') return { is: 'later' }; // nobody's timeline tells of it: it costs no look at the store
    if (is === 'kept' && happening.by.team !== team) return { is: 'outsider' };
    const incident = await deps.timeline.incidentOf({ team, channel });
    if (incident === undefined) return is === 'kept' ? NO_INCIDENT : { is: 'later' };
    return (await import('./follow.ts')).follow(deps, incident, happening);
  };
}

/** Only who asked to keep something hears that it is nobody's business. */
const NO_INCIDENT: Reply = {
  is: 'nothing',
  what: 'No incident is worked on in this channel. Open one on the message: its shortcut “Open incident”.',
  next: 'incidents',
};
