import { ok, type Result } from '../../domain/result.ts';
import type { Invited, RoomLoss, Rooms } from '../../ports/rooms.ts';
import { asked } from './asked.ts';
import { lossOf, lost } from './room-loss.ts';
import type { Web } from './web.ts';

const PAGE = 1_000;
/** People in one call. */
const MOST = 1_000;
/** Asked one by one why, at most so many: Slack takes 50 invitations a minute (tier 3). */
const SINGLES = 20;

const UNKNOWN = new Set(['user_not_found', 'users_not_found', 'user_not_visible', 'user_disabled', 'account_inactive']);

/**
 * Invites by `conversations.invite`. Who is there already is left out first, since one of them makes Slack refuse a call; and
 * since it says of several only that something was wrong, who is not there afterwards is asked for alone.
 */
export function createInvite(web: Web): Rooms['invite'] {
  return async (channel, people) => {
    const wanted = [...new Set(people)];
    const before = await members(web, channel);
    if (!before.ok) return before;
    const there = wanted.filter((user) => before.value.has(user));
    const missing = wanted.filter((user) => !before.value.has(user));
    if (missing.length === 0) return ok({ joined: [], there, refused: [] });
    const loss = await send(web, channel, missing);
    if (loss) return { ok: false, error: loss };
    const after = await members(web, channel);
    if (!after.ok) return after;
    const refused = await reasons(
      web,
      channel,
      missing.filter((user) => !after.value.has(user)),
    );
    const out = new Set(refused.map(({ user }) => user));
    return ok({ joined: missing.filter((user) => !out.has(user)), there, refused });
  };
}

async function send(web: Web, channel: string, people: readonly string[]): Promise<RoomLoss | undefined> {
  for (let at = 0; at < people.length; at += MOST) {
    const call = { channel, users: people.slice(at, at + MOST).join(','), force: true };
    const sent = await asked((await web()).conversations.invite(call));
    const loss = sent.ok ? undefined : lossOf(sent.error);
    // That somebody may not be invited is of that person, not of the channel.
    if (loss && loss.reason !== 'forbidden') return loss;
  }
  return undefined;
}

async function reasons(web: Web, channel: string, people: readonly string[]): Promise<Invited['refused']> {
  const refused: Invited['refused'] = [];
  for (const [at, user] of people.entries()) {
    const one = at < SINGLES ? await asked((await web()).conversations.invite({ channel, users: user })) : undefined;
    if (one?.ok || (one && !one.ok && one.error === 'already_in_channel')) continue;
    refused.push({ user, why: one && UNKNOWN.has(one.error) ? 'unknown' : 'not-allowed' });
  }
  return refused;
}

async function members(web: Web, channel: string): Promise<Result<Set<string>, RoomLoss>> {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await asked((await web()).conversations.members({ channel, limit: PAGE, ...(cursor && { cursor }) }));
    if (!page.ok) return lost('conversations.members', page.error);
    for (const user of page.value.members ?? []) found.add(user);
    cursor = page.value.response_metadata?.next_cursor;
  } while (cursor);
  return ok(found);
}
