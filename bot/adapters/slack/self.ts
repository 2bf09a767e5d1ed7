import type { Clock } from '../../ports/clock.ts';
import { asked, fault } from './asked.ts';
import type { Web } from './web.ts';

/** A workspace is seldom renamed, and seldom moves into an Enterprise organisation. */
const KEEP = 60 * 60_000;

/** Who we are: the bot's own account, its workspace and how that is called, and the Enterprise organisation (`E…`) that it is part of, if it is. */
export type Self = { user: string; team: string; name: string; enterprise?: string };

/** As `auth.test` says it. Throws what Slack answers instead. */
export function createSelf({ web, now }: { web: Web; now: Clock }): () => Promise<Self> {
  let known: { self: Self; at: number } | undefined;
  return async () => {
    if (known && now() - known.at < KEEP) return known.self;
    const test = await asked((await web()).auth.test());
    if (!test.ok) throw fault('auth.test', test.error);
    const { user_id: user = '', team_id: team = '', team: name = '', enterprise_id: enterprise } = test.value;
    known = { self: { user, team, name, ...(enterprise && { enterprise }) }, at: now() };
    return known.self;
  };
}
