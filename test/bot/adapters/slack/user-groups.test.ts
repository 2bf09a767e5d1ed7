import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProfile } from '../../../../bot/adapters/slack/profile.ts';
import { createUserGroups } from '../../../../bot/adapters/slack/user-groups.ts';
import { createWeb } from '../../../../bot/adapters/slack/web.ts';
import { ChatBusy } from '../../../../bot/ports/chat.ts';
import { SEED, TEAMS, USERS } from '../../../../local/slack/seed.ts';
import { type RunningSlack, startSlack } from '../../../../local/slack/start.ts';
import { APP } from './deliveries.ts';
import { startWebApi } from './web-api.ts';

const PLATFORM = { team: TEAMS.acme, group: 'S0PLATFORM' };
const readBy = (apiUrl: string) => {
  const web = createWeb({ token: async () => 'xoxb-test', apiUrl, timeoutMs: 2_000, log: () => {} });
  return createUserGroups({ web, profile: createProfile({ web, now: Date.now }), now: Date.now }).read;
};

describe('user groups, in the local workspace', () => {
  let home: string;
  let slack: RunningSlack;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'remit-groups-'));
    const credentials = { signingSecret: 's', botToken: 'xoxb-test', appId: APP };
    slack = await startSlack({ port: 0, home, credentials, staticDir: home, now: Date.now });
  });
  afterAll(async () => {
    await slack.close();
    await rm(home, { recursive: true });
  });

  it('are read with their handle and the members that Slack vouches for', async () => {
    const members = SEED.userGroups.find(({ id }) => id === PLATFORM.group)?.members.toSorted();
    expect(await readBy(slack.apiUrl)(PLATFORM, 100)).toEqual({
      ok: true,
      value: { handle: 'platform-team', members, others: 0 },
    });
    expect(members).toContain(USERS.operator);
  });

  it.each([
    ['nobody knows', { ...PLATFORM, group: 'S0NOBODY00' }, 100, { reason: 'no-group' }],
    ['of another organisation', { ...PLATFORM, team: TEAMS.zeta }, 100, { reason: 'no-group' }],
    ['that is too large', PLATFORM, 1, { reason: 'too-large', count: 2, most: 1 }],
  ])('are refused: one %s', async (_what, group, most, error) => {
    expect(await readBy(slack.apiUrl)(group, most)).toEqual({ ok: false, error });
  });
});

describe('user groups, as Slack answers', () => {
  let api: Awaited<ReturnType<typeof startWebApi>>;
  beforeAll(async () => {
    api = await startWebApi();
  });
  afterEach(() => api.reset());
  afterAll(() => api.close());

  const GROUPS = { json: { ok: true, usergroups: [{ id: 'S0PLATFORM', team_id: TEAMS.acme, handle: 'team' }] } };
  const user = (id: string, more: object) => ({
    json: { ok: true, user: { id, team_id: TEAMS.acme, name: id, ...more } },
  });

  it('leave out guests, apps, who has left, who is of elsewhere, and who cannot be seen', async () => {
    api.script('usergroups.list', GROUPS);
    api.script('usergroups.users.list', { json: { ok: true, users: ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'] } });
    api.script(
      'users.info',
      user('U1', {}),
      user('U2', { is_restricted: true }),
      user('U3', { is_bot: true }),
      user('U4', { deleted: true }),
      user('U5', { team_id: 'T0OTHER' }),
      { json: { ok: false, error: 'user_not_visible' } },
    );
    const read = await readBy(api.apiUrl)(PLATFORM, 100);
    expect(read).toMatchObject({ ok: true, value: { handle: 'team', others: 5 } });
    expect(read.ok && read.value.members).toHaveLength(1);
  });

  it('that were disabled while they were read are none', async () => {
    api.script('usergroups.list', GROUPS);
    api.script('usergroups.users.list', { json: { ok: false, error: 'no_such_subteam' } });
    expect(await readBy(api.apiUrl)(PLATFORM, 100)).toEqual({ ok: false, error: { reason: 'no-group' } });
  });

  it('teach nothing while Slack is busy, or without the scope: nobody loses or keeps a role by that', async () => {
    api.script('usergroups.list', { status: 429, headers: { 'Retry-After': '7' } });
    await expect(readBy(api.apiUrl)(PLATFORM, 100)).rejects.toThrow(ChatBusy);
    api.script('usergroups.list', { json: { ok: false, error: 'missing_scope' } });
    await expect(readBy(api.apiUrl)(PLATFORM, 100)).rejects.toThrow('missing_scope');
  });
});
