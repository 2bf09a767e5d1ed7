import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCanvases } from '../../../../bot/adapters/slack/canvases.ts';
import { createRooms } from '../../../../bot/adapters/slack/rooms.ts';
import { createWeb } from '../../../../bot/adapters/slack/web.ts';
import { err, ok } from '../../../../bot/domain/result.ts';
import { othersIn } from '../../../../bot/domain/vendor/who-speaks.ts';
import { ChatBusy } from '../../../../bot/ports/chat.ts';
import { BOT, CHANNELS, SEED, USERS } from '../../../../local/slack/seed.ts';
import { startSlack } from '../../../../local/slack/start.ts';
import type { Answer, Channel, Messages, State, Uploaded } from '../../../../local/slack/wire.ts';
import { describeRooms } from '../../../contracts/rooms.ts';
import { APP } from './deliveries.ts';
import { type Scripted, startWebApi } from './web-api.ts';

const webAt = (apiUrl: string) =>
  createWeb({ token: async () => 'xoxb-test', apiUrl, timeoutMs: 2_000, log: () => {} });
const nameOf = (user: string) => SEED.accounts.find(({ id }) => id === user)?.name ?? '';

describeRooms("Slack's", async () => {
  const home = await mkdtemp(join(tmpdir(), 'remit-rooms-'));
  const credentials = { signingSecret: 's', botToken: 'xoxb-test', appId: APP };
  const without = SEED.rooms.map((room) =>
    room.id === CHANNELS.general ? { ...room, members: room.members.filter((one) => one !== BOT.user) } : room,
  );
  const seed = { ...SEED, rooms: without };
  const slack = await startSlack({ port: 0, home, credentials, staticDir: home, now: Date.now, seed });
  const post = async (path: string, body: object): Promise<Answer> => {
    const answer = await fetch(`${slack.url}/local/${path}`, { method: 'POST', body: JSON.stringify(body) });
    const given = (await answer.json()) as Answer;
    if (!given.ok) throw new Error(given.error);
    return given;
  };
  const get = async (path: string, query: Record<string, string>) =>
    (await fetch(`${slack.url}/local/${path}?${new URLSearchParams(query)}`)).json();
  const upload = async (user: string, name: string) => {
    const query = new URLSearchParams({ as: nameOf(user), name });
    const answer = await fetch(`${slack.url}/local/upload?${query}`, { method: 'POST', body: 'png' });
    const uploaded = (await answer.json()) as Uploaded;
    return uploaded.ok ? [uploaded.file.id] : [];
  };
  const change = (channel: string, it: string) => post('channel', { as: 'operator', channel, change: it });
  const web = webAt(slack.apiUrl);
  const client = await web();
  return {
    rooms: createRooms({ web, now: Date.now }),
    canvases: createCanvases(web),
    people: { one: USERS.operator, two: USERS.approver, outsider: USERS['vendor-1'], nobody: 'U0NOBODY00' },
    place: { open: CHANNELS.general, foreign: CHANNELS.zeta, shared: CHANNELS['ext-virtuozzo'] },
    async say(user, channel, { text, thread, file }) {
      const files = file === undefined ? [] : await upload(user, file);
      const said = await post('say', { as: nameOf(user), channel, text, threadTs: thread, files });
      return { channel, ts: said.ok ? (said.message?.ts ?? '') : '' };
    },
    edit: async (user, ref, text) => void (await post('edit', { as: nameOf(user), ...ref, text })),
    erase: async (user, ref) => void (await post('delete', { as: nameOf(user), ...ref })),
    archive: async (channel) => void (await change(channel, 'archive')),
    removeBot: async (channel) => void (await change(channel, 'remove-app')),
    async seen(id) {
      const state = (await get('state', { as: 'operator' })) as State;
      const channel = state.channels.find((one) => one.id === id) as Channel;
      const { messages } = (await get('messages', { as: 'operator', channel: id })) as Messages;
      const { members = [] } = await client.conversations.members({ channel: id });
      return {
        topic: channel.topic,
        members,
        bookmarks: (channel.bookmarks ?? []).map(({ id: _id, ...link }) => link),
        pins: messages.filter(({ pinned }) => pinned).map(({ ts }) => ts),
        canvas: channel.canvas?.sections.map(({ markdown }) => markdown).join('\n\n'),
      };
    },
    async close() {
      await slack.close();
      await rm(home, { recursive: true });
    },
  };
});

describe('rooms and canvases, as Slack answers', () => {
  let api: Awaited<ReturnType<typeof startWebApi>>;
  beforeAll(async () => {
    api = await startWebApi();
  });
  afterEach(() => api.reset());
  afterAll(() => api.close());

  const said = (error: string): Scripted => ({ json: { ok: false, error } });
  const INFO: Scripted = { json: { ok: true, channel: { id: 'C1', is_member: true } } };
  const rooms = () => createRooms({ web: webAt(api.apiUrl), now: Date.now });
  const write = () => createCanvases(webAt(api.apiUrl)).write('C1', { title: 'T', markdown: 'x' });

  it('come back later when Slack is busy, with the time that it named', async () => {
    api.script('conversations.create', { status: 429, headers: { 'Retry-After': '30' } });
    await expect(rooms().create('inc-1')).rejects.toMatchObject({ name: 'ChatBusy', retryAfter: 30_000 });
    api.script('conversations.info', INFO);
    api.script('conversations.canvases.create', { status: 503 });
    await expect(write()).rejects.toThrow(ChatBusy);
  });

  it.each([
    ['canvas_disabled_user_team', 'none-here'],
    ['slack_connect_canvas_sharing_blocked', 'none-here'],
    ['team_tier_cannot_create_channel_canvases', 'none-here'],
    ['canvas_creation_failed', 'not-taken'],
    ['restricted_action', 'forbidden'],
  ])('tell %s in our words: %s', async (code, reason) => {
    api.script('conversations.info', INFO);
    api.script('conversations.canvases.create', said(code));
    expect(await write()).toEqual(err({ reason }));
  });

  it.each([
    ['restricted_action', 'forbidden'],
    ['invalid_name_punctuation', 'bad-name'],
  ])('are not made, after %s: %s', async (code, reason) => {
    api.script('conversations.create', said(code));
    expect(await rooms().create('inc-1')).toEqual(err({ reason }));
  });

  it.each([
    ['restricted_action', 'no-right'],
    ['missing_scope', 'no-scope'],
    ['already_in_channel', 'in-already'],
    ['connection_limit_exceeded', 'full'],
    ['not_paid', 'not-paid'],
    ['not_owner', 'not-host'],
    ['cannot_share_mandatory_channel', 'not-shareable'],
  ])('invite nobody from outside, after %s: %s', async (code, reason) => {
    api.script('conversations.inviteShared', said(code));
    expect(await rooms().inviteOutside('C1', 'vera@virtuozzo.example')).toEqual(err({ reason }));
  });

  it('ask for somebody who may do more than post, and take an open invitation for theirs', async () => {
    api.script('conversations.inviteShared', said('connection_limit_exceeded_pending'));
    expect(await rooms().inviteOutside('C1', 'vera@virtuozzo.example')).toEqual(ok('pending'));
    const [call] = api.calls.filter(({ method }) => method === 'conversations.inviteShared');
    expect(call?.args).toMatchObject({
      channel: 'C1',
      emails: ['vera@virtuozzo.example'],
      external_limited: 'false',
    });
  });

  const ACME = { ok: true, user_id: 'U0REMITBOT', team_id: 'T0ACME', enterprise_id: 'E0ACME' };
  const { enterprise_id: _alone, ...WORKSPACE } = ACME;
  it.each<[string, object, object, string[]]>([
    ['a workspace alone', WORKSPACE, { shared_team_ids: ['T0ACME', 'T0VIRT'] }, ['T0VIRT']],
    [
      'a workspace alone, whatever is called internal to it',
      WORKSPACE,
      { internal_team_ids: ['T0ACME', 'T0OTHER'], enterprise_id: 'E0OTHER' },
      ['T0OTHER', 'E0OTHER'],
    ],
    [
      'hosts it',
      ACME,
      { conversation_host_id: 'E0ACME', context_team_id: 'T0ACME', connected_team_ids: ['T0VIRT'] },
      ['T0VIRT'],
    ],
    [
      'is named beside the vendor’s',
      ACME,
      {
        shared_team_ids: ['E0ACME', 'E0VIRT'],
        connected_team_ids: ['E0ACME', 'E0VIRT'],
        internal_team_ids: ['T0ACME', 'T0ACME2'],
        enterprise_id: 'E0ACME',
      },
      ['E0VIRT'],
    ],
    [
      'is a guest of the vendor’s',
      ACME,
      { conversation_host_id: 'E0VIRT', context_team_id: 'E0ACME', shared_team_ids: ['T0ACME', 'T0VIRT'] },
      ['T0VIRT', 'E0VIRT'],
    ],
    [
      'has another workspace that is called a partner’s, too',
      ACME,
      { internal_team_ids: ['T0ACME', 'T0ODD'], connected_team_ids: ['T0ODD'] },
      ['T0ODD'],
    ],
    [
      'has another workspace that is invited as a partner',
      ACME,
      { internal_team_ids: ['T0ODD'], pending_connected_team_ids: ['T0ODD'] },
      ['T0ODD'],
    ],
    ['calls another Enterprise organisation internal', ACME, { internal_team_ids: ['E0ODD'] }, ['E0ODD']],
    [
      'is in a third one’s',
      ACME,
      { shared_team_ids: ['T0ACME', 'T0VIRT'], enterprise_id: 'E0ODD' },
      ['T0VIRT', 'E0ODD'],
    ],
  ])('tell our own organisation from others where it %s', async (_what, test, channel, others) => {
    api.script('auth.test', { json: { ...test } });
    api.script('conversations.info', { json: { ok: true, channel: { id: 'C1', ...channel } } });
    const seen = await rooms().look('C1');
    expect(seen.ok && othersIn(seen.value, [])).toEqual(others);
  });

  it('are full', async () => {
    api.script('bookmarks.add', said('too_many_bookmarks'));
    expect(await rooms().bookmark('C1', { title: 'x', link: 'https://example.com' })).toEqual(err({ reason: 'full' }));
    api.script('pins.add', said('too_many_pins'));
    expect(await rooms().pin({ channel: 'C1', ts: '1.2' })).toEqual(err({ reason: 'full' }));
  });

  it('invite a thousand at a time, and ask alone for who is not there afterwards', async () => {
    const users = Array.from({ length: 1_001 }, (_, at) => `U${at}`);
    const there = (members: string[]): Scripted => ({ json: { ok: true, members } });
    api.script('conversations.members', there([]), there(users.slice(1)));
    api.script('conversations.invite', { json: { ok: true } }, { json: { ok: true } }, said('cant_invite'));
    const refused = [{ user: 'U0', why: 'not-allowed' }];
    expect(await rooms().invite('C1', users)).toEqual(ok({ joined: users.slice(1), there: [], refused }));
    const calls = api.calls.filter(({ method }) => method === 'conversations.invite');
    expect(calls.map(({ args }) => String(args['users']).split(',').length)).toEqual([1_000, 1, 1]);
  });

  it('find a channel beyond the first page', async () => {
    const page = (name: string, next_cursor: string): Scripted => ({
      json: { ok: true, channels: [{ id: 'C1', name, creator: 'U0BOT' }], response_metadata: { next_cursor } },
    });
    api.script('auth.test', { json: { ok: true, user_id: 'U0BOT' } });
    api.script('conversations.list', page('a', 'more'), page('inc-1', ''));
    expect(await rooms().find('inc-1')).toMatchObject({ name: 'inc-1', made: true });
  });

  it('take what another app wrote for nobody’s', async () => {
    const message = { ts: '1.2', text: 'x', user: 'U0APP', bot_id: 'B1', team: 'T1' };
    api.script('conversations.replies', { json: { ok: true, messages: [message] } });
    const read = await rooms().read({ channel: 'C1', ts: '1.2' });
    expect(read).toEqual(ok({ ref: { channel: 'C1', ts: '1.2' }, text: 'x', files: [], edited: false }));
  });

  it('are a fault where nothing of ours would help', async () => {
    api.script('conversations.setTopic', said('missing_scope'));
    await expect(rooms().setTopic('C1', 'x')).rejects.toThrow('missing_scope');
  });
});
