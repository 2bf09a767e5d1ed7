import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createChannels } from '../../../../bot/adapters/slack/channels.ts';
import { createFiles } from '../../../../bot/adapters/slack/files.ts';
import { createWeb } from '../../../../bot/adapters/slack/web.ts';
import { err } from '../../../../bot/domain/result.ts';
import { ChatBusy } from '../../../../bot/ports/chat.ts';
import type { Files } from '../../../../bot/ports/files.ts';
import { BOT, CHANNELS, SEED, TEAMS, USERS } from '../../../../local/slack/seed.ts';
import { startSlack } from '../../../../local/slack/start.ts';
import type { Answer, Messages, Uploaded } from '../../../../local/slack/wire.ts';
import { describeFiles } from '../../../contracts/files.ts';
import { APP, NOW, OURS } from './deliveries.ts';
import { startWebApi } from './web-api.ts';

const TOKEN = 'xoxb-test';

function filesAt(apiUrl: string, token = TOKEN): Files {
  const web = createWeb({ token: async () => TOKEN, apiUrl, timeoutMs: 2_000, log: () => {} });
  const host = { base: new URL(apiUrl).origin, timeoutMs: 2_000, token: async () => token };
  return createFiles({ web, channels: createChannels({ web, now: () => NOW }), host });
}

describeFiles("Slack's", async () => {
  const home = await mkdtemp(join(tmpdir(), 'remit-files-'));
  const credentials = { signingSecret: 's', botToken: TOKEN, appId: APP };
  const without = SEED.rooms.map((room) =>
    room.id === CHANNELS.general ? { ...room, members: room.members.filter((one) => one !== BOT.user) } : room,
  );
  const slack = await startSlack({
    port: 0,
    home,
    credentials,
    staticDir: home,
    now: Date.now,
    seed: { ...SEED, rooms: without },
  });
  const nameOf = (user: string) => SEED.accounts.find(({ id }) => id === user)?.name ?? '';
  const say = async (user: string, channel: string, more: object) => {
    const body = JSON.stringify({ as: nameOf(user), channel, text: '', ...more });
    return (await (await fetch(`${slack.url}/local/say`, { method: 'POST', body })).json()) as Answer;
  };
  const first = await say(USERS.operator, CHANNELS.ops, { text: 'a card' });
  return {
    files: filesAt(slack.apiUrl),
    person: { team: TEAMS.acme, user: USERS.operator },
    other: { team: TEAMS.acme, user: USERS.approver },
    place: { channel: CHANNELS.ops, ts: first.ok ? (first.message?.ts ?? '') : '', closed: CHANNELS.zeta },
    async upload({ user }, { name, bytes, unseen }) {
      const query = new URLSearchParams({ as: nameOf(user), name });
      const answer = await fetch(`${slack.url}/local/upload?${query}`, { method: 'POST', body: new Uint8Array(bytes) });
      const uploaded = (await answer.json()) as Uploaded;
      if (!uploaded.ok) throw new Error(uploaded.detail);
      const { id } = uploaded.file;
      expect(await say(user, unseen ? CHANNELS.general : CHANNELS.ops, { files: [id] })).toMatchObject({ ok: true });
      return id;
    },
    async seen(where) {
      const user = 'person' in where ? where.person.user : USERS.operator;
      const channel = 'person' in where ? `D${user.slice(1)}` : where.channel;
      const answer = await fetch(`${slack.url}/local/messages?as=${nameOf(user)}&channel=${channel}`);
      const { messages } = (await answer.json()) as Messages;
      const posted = messages.filter((one) => one.user === BOT.user);
      return Promise.all(
        posted.map(async ({ text, threadTs, files = [] }) => ({
          text: text.replaceAll('&lt;', '<'),
          ...(threadTs !== undefined && { thread: threadTs }),
          files: await Promise.all(
            files.map(async ({ name, title, alt, url }) => ({
              name,
              title,
              ...(alt !== undefined && { alt }),
              bytes: new Uint8Array(await (await fetch(new URL(url, slack.url))).arrayBuffer()),
            })),
          ),
        })),
      );
    },
    largest: async (largestFile) => slack.injectFaults({ largestFile }),
    async close() {
      await slack.close();
      await rm(home, { recursive: true });
    },
  };
});

describe('reading a file of Slack', async () => {
  const api = await startWebApi();
  afterAll(() => api.close());
  beforeEach(() => api.reset());
  const files = filesAt(api.apiUrl);
  const from = { team: OURS, user: 'U0OPERATOR' };
  const ask = { id: 'F1', from };
  const file = (more: object = {}) => ({
    json: {
      ok: true,
      file: {
        user: from.user,
        user_team: OURS,
        mode: 'hosted',
        size: 2,
        url_private_download: `${api.base}/files-pri/F1/a.csv`,
        ...more,
      },
    },
  });

  it.each([
    ['deleted', { json: { ok: false, error: 'file_deleted' } }, { reason: 'gone' }],
    ['a tombstone', file({ mode: 'tombstone' }), { reason: 'gone' }],
    ['hidden by the plan’s limit', file({ mode: 'hidden_by_limit' }), { reason: 'gone' }],
    ['not found', { json: { ok: false, error: 'file_not_found' } }, { reason: 'not-shared' }],
    ['not to be looked at', file({ file_access: 'access_denied' }), { reason: 'not-shared' }],
    ['a file without an address', file({ url_private_download: undefined }), { reason: 'not-shared' }],
    ['another person’s', file({ user: 'U0OTHER' }), { reason: 'not-ours', because: 'another-person' }],
    ['nobody’s', file({ user: undefined }), { reason: 'not-ours', because: 'another-person' }],
    ['another organisation’s', file({ user_team: 'T0OTHER' }), { reason: 'not-ours', because: 'another-organisation' }],
    [
      'kept elsewhere',
      file({ mode: 'external', is_external: true }),
      { reason: 'not-ours', because: 'kept-elsewhere' },
    ],
    ['10 MB and a byte', file({ size: 10_000_001 }), { reason: 'too-large', size: 10_000_001, most: 10_000_000 }],
  ])('refuses what is %s, and fetches nothing', async (_what, answer, refusal) => {
    api.script('files.info', answer);
    expect(await files.read(ask)).toEqual(err(refusal));
    expect(api.methods()).toEqual(['files.info']);
  });

  it.each(['https://evil.example/F1/a.csv', 'http://127.0.0.1:1/F1', 'file:///etc/passwd', 'not an address'])(
    'sends its token nowhere but to Slack’s host: %s',
    async (address) => {
      api.script('files.info', file({ url_private_download: address }));
      await expect(files.read(ask)).rejects.toThrow('at another host');
    },
  );

  it('follows no redirect, which Slack answers to a token without the right', async () => {
    api.script('files.info', file());
    api.script('files-pri/F1/a.csv', { status: 302, headers: { location: `${api.base}/signin` } });
    await expect(files.read(ask)).rejects.toThrow('status 302');
    expect(api.methods()).toEqual(['files.info', 'files-pri/F1/a.csv']);
    expect(api.calls.at(-1)?.token).toBe(`Bearer ${TOKEN}`);
  });

  it('takes no other page for the file', async () => {
    api.script('files.info', file({ size: 3 }));
    await expect(files.read(ask)).rejects.toThrow('instead of 3');
  });

  it('stops at the limit when there is more than was announced', async () => {
    api.script('files.info', file({ size: 5 }));
    api.script('files-pri/F1/a.csv', { json: { long: 'x'.repeat(200) } });
    expect(await files.read({ ...ask, most: 100 })).toMatchObject({
      ok: false,
      error: { reason: 'too-large', most: 100 },
    });
  });

  it.each([['is gone by then', { status: 404 }, err({ reason: 'gone' })]])(
    'says when the file %s',
    async (_what, answer, result) => {
      api.script('files.info', file());
      api.script('files-pri/F1/a.csv', answer);
      expect(await files.read(ask)).toEqual(result);
    },
  );

  it.each([[{ status: 503 }], [{ status: 429 }], ['cut' as const]])('comes back later after %j', async (answer) => {
    api.script('files.info', file());
    api.script('files-pri/F1/a.csv', answer);
    await expect(files.read(ask)).rejects.toBeInstanceOf(ChatBusy);
  });
});

describe('posting a file to Slack', async () => {
  const api = await startWebApi();
  afterAll(() => api.close());
  beforeEach(() => api.reset());
  const files = filesAt(api.apiUrl);
  const given = { name: 'a.png', title: 'A', bytes: new Uint8Array([1, 2, 3]), alt: 'é'.repeat(1_200) };
  const address = (upload_url = `${api.base}/upload/F1`) => ({ json: { ok: true, upload_url, file_id: 'F1' } });

  it('announces, sends without its token, and shows; a description is as long as Slack takes', async () => {
    api.script('files.getUploadURLExternal', address());
    await files.post({ channel: 'C1', thread: '1.2' }, [given], 'one & two');
    expect(api.methods()).toEqual(['files.getUploadURLExternal', 'upload/F1', 'files.completeUploadExternal']);
    const [announced, sent, shown] = api.calls;
    expect(announced?.args).toMatchObject({ filename: 'a.png', length: '3', alt_txt: 'é'.repeat(1_000) });
    expect(sent?.token).toBeUndefined();
    expect(shown?.args).toMatchObject({
      channel_id: 'C1',
      thread_ts: '1.2',
      initial_comment: 'one &amp; two',
      files: [{ id: 'F1', title: 'A' }],
    });
  });

  it('hands its bytes to no other host', async () => {
    api.script('files.getUploadURLExternal', address('https://evil.example/F1'));
    await expect(files.post({ channel: 'C1' }, [given])).rejects.toThrow('at another host');
  });

  it.each([['files.getUploadURLExternal'], ['files.completeUploadExternal']])(
    'throws when Slack takes no files of ours: %s',
    async (method) => {
      if (method !== 'files.getUploadURLExternal') api.script('files.getUploadURLExternal', address());
      api.script(method, { json: { ok: false, error: 'missing_scope' } });
      await expect(files.post({ channel: 'C1' }, [given])).rejects.toThrow('missing_scope');
    },
  );

  it('says so where the place is gone', async () => {
    api.script('files.getUploadURLExternal', address());
    api.script('files.completeUploadExternal', { json: { ok: false, error: 'is_archived' } });
    expect(await files.post({ channel: 'C1' }, [given])).toEqual({ is: 'unreachable', why: 'is_archived' });
  });

  it('comes back later when the upload does not answer', async () => {
    api.script('files.getUploadURLExternal', address());
    api.script('upload/F1', { status: 500 });
    await expect(files.post({ channel: 'C1' }, [given])).rejects.toBeInstanceOf(ChatBusy);
  });
});
