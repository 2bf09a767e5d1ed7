/** A file in the shape that Slack gives to apps, in payloads and from the Web API. */
import type { Slack } from './context.ts';
import type { StoredFile } from './journal.ts';
import { teamOf } from './people.ts';

/** Below this the bot fetches bytes, with its token; the page has a path of its own. */
export const PRIVATE = '/files-pri/';

export function asSlackFile(slack: Slack, file: StoredFile): Record<string, unknown> {
  const { id, name, title, size, mimetype, created, user, alt } = file;
  const address = `${slack.origin()}${PRIVATE}${slack.installedTeam}-${id}/${encodeURIComponent(name)}`;
  return {
    id,
    name,
    title,
    size,
    mimetype,
    created,
    timestamp: created,
    user,
    user_team: teamOf(slack, user),
    mode: 'hosted',
    is_external: false,
    file_access: 'visible',
    url_private: address,
    url_private_download: address,
    channels: file.shares.map((it) => it.channel),
    shares: { public: Object.fromEntries(file.shares.map((it) => [it.channel, [{ ts: it.ts }]])) },
    ...(alt !== undefined && { alt_txt: alt }),
  };
}
