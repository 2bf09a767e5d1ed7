import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { BOT, CHANNELS, directRoom, SEED, TEAMS, USERS } from '../../../local/slack/seed.ts';
import { openWorkbench, plain, refusal } from './workbench.ts';

const { ops } = CHANNELS;
const blocks = [{ type: 'section' as const, block_id: 's', text: plain('a card') }];
const metadata = { event_type: 'run', event_payload: { stream: 'run#8C2MX', seq: 3 } };

describe('the token', () => {
  it('is asked for by every method', async () => {
    const { client, slack } = await openWorkbench();
    expect(await client.auth.test()).toMatchObject({ user_id: BOT.user, bot_id: BOT.bot, team_id: TEAMS.acme });
    const other = new WebClient('xoxb-wrong', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
    expect(await refusal(other.auth.test())).toMatchObject({ error: 'invalid_auth' });
    expect(await (await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' })).json()).toEqual({
      ok: false,
      error: 'not_authed',
    });
  });
});

describe('chat', () => {
  it('keeps blocks and metadata, and shows the message to the channel', async () => {
    const { client, watch } = await openWorkbench();
    const [page, outsider] = [await watch('operator'), await watch('vendor-1')];
    const { ts = '' } = await client.chat.postMessage({ channel: ops, text: 'card', blocks, metadata });
    expect((await page.next('message')).message).toMatchObject({ ts, text: 'card', blocks, metadata, user: BOT.user });
    expect(outsider.seen).toEqual([]);
    const bare = await client.conversations.history({ channel: ops });
    expect(bare.messages?.[0]).not.toHaveProperty('metadata');
    const full = await client.conversations.history({ channel: ops, include_all_metadata: true });
    expect(full.messages).toMatchObject([{ ts, metadata, blocks, bot_id: BOT.bot }]);
  });

  it('gives every message its own rising ts, also within one millisecond', async () => {
    const { client } = await openWorkbench({ now: () => 1_800_000_000_000 });
    const sent = await Promise.all([1, 2, 3].map((n) => client.chat.postMessage({ channel: ops, text: `${n}` })));
    expect(sent.map((it) => it.ts).sort()).toEqual(['1800000000.000000', '1800000000.000001', '1800000000.000002']);
  });

  it('updates its own messages only: text alone takes the blocks away, metadata stays', async () => {
    const { client, say, messages } = await openWorkbench();
    const { ts = '' } = await client.chat.postMessage({ channel: ops, text: 'card', blocks, metadata });
    await client.chat.update({ channel: ops, ts, text: 'card', blocks });
    expect((await messages('operator', ops))[0]).not.toHaveProperty('edited');
    await client.chat.update({ channel: ops, ts, text: 'report' });
    const [updated] = await messages('operator', ops);
    expect(updated).toMatchObject({ text: 'report', metadata, edited: true });
    expect(updated).not.toHaveProperty('blocks');
    const said = await say('operator', ops, 'hello');
    const theirs = said.ok ? (said.message?.ts ?? '') : '';
    expect(await refusal(client.chat.update({ channel: ops, ts: theirs, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refusal(client.chat.delete({ channel: ops, ts: theirs }))).toMatchObject({
      error: 'cant_delete_message',
    });
    expect(await refusal(client.chat.update({ channel: ops, ts: '1.000000', text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
  });

  it('takes 4,000 characters in an update and 40,000 in a post, and not one more', async () => {
    const { client, watch } = await openWorkbench();
    const page = await watch('operator');
    const { ts = '' } = await client.chat.postMessage({ channel: ops, text: 'x'.repeat(40_000) });
    expect(await client.chat.update({ channel: ops, ts, text: 'x'.repeat(4000) })).toMatchObject({ ok: true });
    expect(await refusal(client.chat.update({ channel: ops, ts, text: 'x'.repeat(4001) }))).toMatchObject({
      error: 'msg_too_long',
    });
    expect(await page.next('refusal')).toMatchObject({ error: 'msg_too_long', method: 'chat.update' });
    expect(await refusal(client.chat.postMessage({ channel: ops, text: 'x'.repeat(40_001) }))).toMatchObject({
      error: 'msg_too_long',
    });
  });

  it.each([
    ['nothing to show', { channel: ops, text: '' }, 'no_text'],
    ['an unknown channel', { channel: 'C0NOWHERE1', text: 'x' }, 'channel_not_found'],
    ['a channel of others', { channel: CHANNELS.zeta, text: 'x' }, 'channel_not_found'],
    ['a thread that is not there', { channel: ops, text: 'x', thread_ts: '1.000000' }, 'thread_not_found'],
    [
      'metadata without a payload',
      { channel: ops, text: 'x', metadata: { event_type: 'e' } },
      'invalid_metadata_format',
    ],
  ])('refuses %s', async (_what, args, error) => {
    const { client } = await openWorkbench();
    expect(await refusal(client.apiCall('chat.postMessage', args))).toMatchObject({ ok: false, error });
  });

  it('refuses where the bot was not invited, and an archived channel', async () => {
    const rooms = SEED.rooms.map((room) => {
      if (room.id === ops) return { ...room, members: room.members.filter((it) => it !== BOT.user) };
      return room.id === CHANNELS.general ? { ...room, archived: true as const } : room;
    });
    const { client } = await openWorkbench({ seed: { ...SEED, rooms } });
    expect(await refusal(client.chat.postMessage({ channel: CHANNELS.general, text: 'x' }))).toMatchObject({
      error: 'is_archived',
    });
    expect(await refusal(client.chat.postMessage({ channel: ops, text: 'x' }))).toMatchObject({
      error: 'not_in_channel',
    });
    await client.conversations.join({ channel: ops });
    expect(await client.chat.postMessage({ channel: ops, text: 'x' })).toMatchObject({ ok: true });
  });

  it('shows an ephemeral message to its person alone, and lists it nowhere', async () => {
    const { client, messages } = await openWorkbench();
    await client.chat.postEphemeral({ channel: ops, user: USERS.operator, text: 'psst' });
    expect(await messages('operator', ops)).toMatchObject([{ text: 'psst', onlyFor: USERS.operator }]);
    expect(await messages('approver', ops)).toEqual([]);
    expect((await client.conversations.history({ channel: ops })).messages).toEqual([]);
    const outsider = client.chat.postEphemeral({ channel: ops, user: USERS['vendor-1'], text: 'x' });
    expect(await refusal(outsider)).toMatchObject({ error: 'user_not_in_channel' });
  });

  it("reaches a person directly by their id, a vendor's too", async () => {
    const { client, messages } = await openWorkbench();
    const operator = SEED.accounts.find((it) => it.id === USERS.operator);
    const { channel } = await client.chat.postMessage({ channel: USERS.operator, text: 'direct' });
    expect(channel).toBe(operator && directRoom(operator).id);
    const opened = await client.conversations.open({ users: USERS['vendor-1'] });
    await client.chat.postMessage({ channel: opened.channel?.id ?? '', text: 'hello' });
    expect(await messages('vendor-1', opened.channel?.id ?? '')).toMatchObject([{ text: 'hello' }]);
  });
});

describe('conversations', () => {
  it('keeps replies out of the history, in order in their thread, page by page', async () => {
    const { client, messages } = await openWorkbench();
    const { ts = '' } = await client.chat.postMessage({ channel: ops, text: 'parent' });
    for (const text of ['a', 'b', 'c']) await client.chat.postMessage({ channel: ops, text, thread_ts: ts });
    await client.chat.postMessage({ channel: ops, text: 'later' });
    const history = await client.conversations.history({ channel: ops });
    expect(history.messages).toMatchObject([{ text: 'later' }, { text: 'parent', reply_count: 3 }]);
    expect((await messages('operator', ops))[0]).toMatchObject({ replyCount: 3 });
    const first = await client.conversations.replies({ channel: ops, ts, limit: 3 });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: 'parent' }, { text: 'a' }, { text: 'b' }] });
    const cursor = first.response_metadata?.next_cursor ?? '';
    expect(await client.conversations.replies({ channel: ops, ts, cursor })).toMatchObject({
      has_more: false,
      messages: [{ text: 'c' }],
    });
  });

  it('bounds a history by time, its ends only when asked', async () => {
    const { client } = await openWorkbench();
    const sent = [];
    for (const text of ['a', 'b', 'c']) sent.push((await client.chat.postMessage({ channel: ops, text })).ts ?? '');
    const [oldest = '', , latest = ''] = sent;
    expect((await client.conversations.history({ channel: ops, oldest, latest })).messages).toMatchObject([
      { text: 'b' },
    ]);
    const ends = await client.conversations.history({ channel: ops, oldest, latest, inclusive: true });
    expect(ends.messages).toHaveLength(3);
  });

  it('says which organisations share a channel', async () => {
    const { client } = await openWorkbench();
    expect((await client.conversations.info({ channel: CHANNELS['ext-virtuozzo'] })).channel).toMatchObject({
      is_ext_shared: true,
      shared_team_ids: [TEAMS.acme, TEAMS.virtuozzo],
      connected_team_ids: [TEAMS.virtuozzo],
      is_member: true,
    });
    const { channels } = await client.conversations.list({});
    expect(channels?.map((channel) => channel.name)).toEqual(['ops', 'general', 'ext-virtuozzo', 'ext-zeta']);
    const { members } = await client.conversations.members({ channel: CHANNELS['ext-zeta'] });
    expect(members).toEqual(expect.arrayContaining([USERS.stranger, USERS.operator, BOT.user]));
  });
});

describe('users', () => {
  it('says of an outsider with a shared channel that they are no stranger, but of another team', async () => {
    const { client } = await openWorkbench();
    expect((await client.users.info({ user: USERS['vendor-1'] })).user).toMatchObject({
      team_id: TEAMS.virtuozzo,
      is_stranger: false,
    });
    const { user } = await client.users.info({ user: USERS.operator });
    expect(user).toMatchObject({
      team_id: TEAMS.acme,
      name: 'operator',
      is_bot: false,
      deleted: false,
      tz: 'Europe/Berlin',
    });
    expect(user).not.toHaveProperty('is_stranger');
  });

  it('says who has left and who is a guest of few channels', async () => {
    const changed = { [USERS.guest]: { deleted: true }, [USERS.budget]: { restricted: true } } as const;
    const accounts = SEED.accounts.map((it) => ({ ...it, ...changed[it.id as keyof typeof changed] }));
    const { client } = await openWorkbench({ seed: { ...SEED, accounts } });
    expect((await client.users.info({ user: USERS.guest })).user).toMatchObject({
      deleted: true,
      is_restricted: false,
    });
    expect((await client.users.info({ user: USERS.budget })).user).toMatchObject({
      deleted: false,
      is_restricted: true,
    });
  });

  it('does not show whoever shares no channel, nor knows whom nobody knows', async () => {
    const rooms = SEED.rooms.filter((room) => room.id !== CHANNELS['ext-zeta']);
    const { client } = await openWorkbench({ seed: { ...SEED, rooms } });
    expect(await refusal(client.users.info({ user: USERS.stranger }))).toMatchObject({ error: 'user_not_visible' });
    expect(await refusal(client.users.info({ user: 'U0NOBODY01' }))).toMatchObject({ error: 'user_not_found' });
    expect((await client.users.list({})).members).toHaveLength(SEED.accounts.length - 1);
  });
});

describe('reactions and pins', () => {
  it('are kept once each', async () => {
    const { client, messages } = await openWorkbench();
    const { ts: timestamp = '' } = await client.chat.postMessage({ channel: ops, text: 'card' });
    const at = { channel: ops, timestamp };
    await client.reactions.add({ ...at, name: 'eyes' });
    expect(await refusal(client.reactions.add({ ...at, name: 'eyes' }))).toMatchObject({ error: 'already_reacted' });
    expect(await refusal(client.reactions.add({ ...at, name: 'No Such' }))).toMatchObject({ error: 'invalid_name' });
    expect(await client.reactions.get(at)).toMatchObject({
      message: { reactions: [{ name: 'eyes', count: 1, users: [BOT.user] }] },
    });
    await client.pins.add(at);
    expect(await refusal(client.pins.add(at))).toMatchObject({ error: 'already_pinned' });
    expect(await messages('operator', ops)).toMatchObject([{ pinned: true, reactions: [{ name: 'eyes' }] }]);
    await client.reactions.remove({ ...at, name: 'eyes' });
    expect(await refusal(client.reactions.remove({ ...at, name: 'eyes' }))).toMatchObject({ error: 'no_reaction' });
  });
});

describe('files', () => {
  it("are uploaded with the SDK's own helper into a thread, and read back", async () => {
    const { client, slack, messages } = await openWorkbench();
    const { ts = '' } = await client.chat.postMessage({ channel: ops, text: 'card' });
    const content = 'the whole output — ✅';
    await client.filesUploadV2({
      channel_id: ops,
      thread_ts: ts,
      filename: 'host-7.txt',
      content,
      initial_comment: 'output',
    });
    const [, shared] = await messages('operator', ops);
    expect(shared).toMatchObject({
      threadTs: ts,
      text: 'output',
      files: [{ name: 'host-7.txt', size: Buffer.byteLength(content) }],
    });
    const [file] = shared?.files ?? [];
    expect(await (await fetch(new URL(file?.url ?? '', slack.url))).text()).toBe(content);
    expect((await client.files.info({ file: file?.id ?? '' })).file).toMatchObject({ name: 'host-7.txt' });
    expect(await refusal(client.files.info({ file: 'F0NOTHERE1' }))).toMatchObject({ error: 'file_not_found' });
  });

  it('are refused when their length is not the announced one', async () => {
    const { client } = await openWorkbench();
    const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    expect((await fetch(upload_url, { method: 'POST', body: 'four' })).status).toBe(400);
    const early = client.files.completeUploadExternal({ files: [{ id: file_id }], channel_id: ops });
    expect(await refusal(early)).toMatchObject({ error: 'file_not_found' });
  });
});

describe('an unknown method', () => {
  it('is refused, visibly', async () => {
    const { client, watch } = await openWorkbench();
    const page = await watch('operator');
    expect(await refusal(client.apiCall('chat.dance'))).toMatchObject({ error: 'unknown_method' });
    expect(await refusal(client.apiCall('constructor'))).toMatchObject({ error: 'unknown_method' });
    expect(await page.next('refusal')).toMatchObject({ error: 'unknown_method', method: 'chat.dance' });
  });
});
