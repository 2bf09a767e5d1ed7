import type { ChannelNews } from '../../domain/channel/news.ts';
import type { Happening } from '../../domain/incident/happening.ts';
import type { Reply } from '../../domain/request.ts';
import type { HearDeps, Spoken } from '../vendor/hear.ts';
import type { FollowDeps } from './follow.ts';

/** The mark that accepts a request, put on its card by one of the vendor's people. */
const ACCEPTS = 'white_check_mark';

/**
 * Puts on record what happens in a channel, if it works on an incident and its timeline tells of such things, what a vendor's people say of a request, and what
 * happens to a channel itself.
 * Throws when the store does not answer: then nothing is recorded, and Slack delivers it again.
 */
export function createHappened(deps: FollowDeps & HearDeps): (happening: Happening | ChannelNews) => Promise<Reply> {
  return async (happening) => {
    if (isNews(happening)) {
      await (await import('../channel/append-news.ts')).hearNews(deps, happening);
      return { is: 'later' };
    }
    if (mayBeTheirs(happening)) await (await import('../vendor/hear.ts')).hearHappening(deps, happening);
    return (await isVendorTalk(deps, happening)) ? { is: 'later' } : ofIncident(deps, happening);
  };
}

function isNews(happening: Happening | ChannelNews): happening is ChannelNews {
  const { is } = happening;
  return is === 'moved' || is === 'unshared' || is === 'invitation';
}

async function ofIncident(deps: FollowDeps, happening: Happening): Promise<Reply> {
  const { is, installedTeam: team, channel } = happening;
  if (is === 'wrote') return { is: 'later' }; // nobody's timeline tells of it: it costs no look at the store
  if (is === 'kept' && happening.by.team !== team) return { is: 'outsider' };
  const incident = await deps.timeline.incidentOf({ team, channel });
  if (incident === undefined) return is === 'kept' ? NO_INCIDENT : { is: 'later' };
  return (await import('./follow.ts')).follow(deps, incident, happening);
}

/** Whoever marks something has no organisation yet; what our own people write is theirs to say, and no act. */
function mayBeTheirs(happening: Happening): happening is Spoken {
  if (happening.is === 'marked') return happening.mark === ACCEPTS;
  return happening.is === 'wrote' && !('team' in happening.by && happening.by.team === happening.installedTeam);
}

/** What is said, edited or deleted in a thread may be talk with a vendor: then it is on record. */
async function isVendorTalk(deps: FollowDeps & HearDeps, happening: Happening): Promise<boolean> {
  const { is } = happening;
  if (is !== 'wrote' && is !== 'edited' && is !== 'deleted') return false;
  const { thread } = is === 'deleted' ? happening : happening.message;
  return thread !== undefined && (await import('../vendor/follow-talk.ts')).followTalk(deps, happening, thread);
}

/** Only who asked to keep something hears that it is nobody's business. */
const NO_INCIDENT: Reply = {
  is: 'nothing',
  what: 'No incident is worked on in this channel. Open one on the message: its shortcut “Open incident”.',
  next: 'incidents',
};
