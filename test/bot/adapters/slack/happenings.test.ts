import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bolt, createBolt } from '../../../../bot/adapters/slack/bolt.ts';
import { createGuard } from '../../../../bot/adapters/slack/guard.ts';
import type { Answer } from '../../../../bot/domain/answer.ts';
import type { ChannelNews } from '../../../../bot/domain/channel/news.ts';
import type { Happening } from '../../../../bot/domain/incident/happening.ts';
import type { Reply, Request } from '../../../../bot/domain/request.ts';
import { BOT, CHANNELS, TEAMS, USERS } from '../../../../local/slack/seed.ts';
import { type RunningSlack, startSlack } from '../../../../local/slack/start.ts';
import type { Answer as Answered, Uploaded } from '../../../../local/slack/wire.ts';
import * as slack from './deliveries.ts';
import { plainWording } from './plain-wording.ts';

type Heard = Happening | ChannelNews;
const happened: Heard[] = [];
const asked: Request[] = [];
const told: Answer[] = [];
const retries: (string | undefined)[] = [];
let reply: Reply | Error = { is: 'later' };
let fails = 0;
let home: string;
let workspace: RunningSlack;
let bolt: Bolt;

const answerWith = async (): Promise<Reply> => {
  if (reply instanceof Error) throw reply;
  return reply;
};
const guard = createGuard({
  signing: { secrets: async () => [slack.SECRET], secretsAgain: async () => [slack.SECRET] },
  appId: slack.APP,
  now: Date.now,
  log: () => {},
});

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'remit-happenings-'));
  const credentials = { signingSecret: slack.SECRET, botToken: 'xoxb-test', appId: slack.APP };
  const timing = { eventRetries: [0, 0, 0] };
  workspace = await startSlack({ port: 0, home, credentials, staticDir: home, now: Date.now, timing });
  bolt = createBolt({
    receive: (request) => {
      asked.push(request);
      return answerWith();
    },
    happened: async (happening) => {
      happened.push(happening);
      fails -= 1;
      if (fails >= 0) throw new Error('the ledger is away');
      return answerWith();
    },
    wording: plainWording,
    chat: { tell: async (_to, _place, answer) => void told.push(answer), turnAway: async () => {} },
    respond: async () => 'sent',
    responseBase: slack.HOOKS,
    botToken: async () => 'xoxb-test',
    apiUrl: workspace.apiUrl,
    timeoutMs: 500,
    now: () => slack.NOW,
    newId: () => 'f00d',
    log: () => {},
  });
  workspace.setDeliver(async ({ path, headers, body }) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    retries.push(lower['x-slack-retry-num']);
    const guarded = await guard({ headers: lower, body, isBase64Encoded: false, rawPath: path });
    const answer = guarded.is === 'answered' ? guarded.answer : await bolt(guarded.event);
    return { status: answer.statusCode, headers: answer.headers ?? {}, body: answer.body };
  });
});
beforeEach(() => {
  for (const list of [happened, asked, told, retries]) list.length = 0;
  reply = { is: 'later' };
  fails = 0;
});
afterAll(async () => {
  await workspace.close();
  await rm(home, { recursive: true });
});

async function act(path: string, body: object): Promise<Answered> {
  const answer = await fetch(`${workspace.url}/local/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return (await answer.json()) as Answered;
}
async function say(as: keyof typeof USERS, channel: string, text: string, more: object = {}): Promise<string> {
  const said = await act('say', { as, channel, text, ...more });
  if (!said.ok) throw new Error(said.error);
  return said.message?.ts ?? '';
}
/** The happenings until there are so many. */
async function heard(count = 1): Promise<Heard[]> {
  while (happened.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
  return happened.splice(0);
}
const at = (ts: string) => Math.round(Number(ts) * 1000);
const { ops } = CHANNELS;
const SHARED = CHANNELS['ext-virtuozzo'];
const OPERATOR = { team: TEAMS.acme, user: USERS.operator };
const VENDOR = { team: TEAMS.virtuozzo, user: USERS['vendor-1'] };
const common = (channel: string, source: string) => ({ source, channel, installedTeam: TEAMS.acme });

describe('what people do in the local workspace', () => {
  it('arrives as written, in the channel and in a thread, with files and whose it is', async () => {
    const ts = await say('operator', ops, 'a < b');
    expect(await heard()).toEqual([
      {
        ...common(ops, `wrote:${ops}:${ts}`),
        at: at(ts),
        is: 'wrote',
        by: OPERATOR,
        message: { ts, text: 'a < b', files: [] },
      },
    ]);
    const query = new URLSearchParams({ as: 'vendor-1', name: 'graph.png' });
    const uploaded = await fetch(`${workspace.url}/local/upload?${query}`, { method: 'POST', body: 'png' });
    const { file } = (await uploaded.json()) as Extract<Uploaded, { ok: true }>;
    const root = await say('vendor-1', SHARED, 'we look');
    const reply = await say('vendor-1', SHARED, '', { threadTs: root, files: [file.id] });
    expect((await heard(2))[1]).toMatchObject({
      is: 'wrote',
      by: VENDOR,
      message: { ts: reply, thread: root, text: '', files: [{ id: file.id, name: 'graph.png', type: 'image/png' }] },
    });
  });

  it('arrives as edited and deleted, also where replies keep a stone', async () => {
    const ts = await say('operator', ops, 'firts');
    await act('edit', { as: 'operator', channel: ops, ts, text: 'first' });
    const [, edited] = await heard(2);
    expect(edited).toMatchObject({ is: 'edited', by: OPERATOR, message: { ts, text: 'first', files: [] } });
    expect(edited?.source).toMatch(`edited:${ops}:${ts}:`);
    expect(edited?.at).toBeGreaterThanOrEqual(at(ts));
    await say('approver', ops, 'reply', { threadTs: ts });
    await act('delete', { as: 'operator', channel: ops, ts });
    const gone = { ...common(ops, `deleted:${ops}:${ts}`), is: 'deleted', ts, author: OPERATOR };
    expect((await heard(2))[1]).toMatchObject(gone);
    const other = await say('vendor-1', SHARED, 'never mind');
    await act('delete', { as: 'vendor-1', channel: SHARED, ts: other });
    expect((await heard(2))[1]).toMatchObject({ is: 'deleted', ts: other, author: VENDOR });
  });

  it('arrives as marked and unmarked, by somebody whose organisation is still to be asked for', async () => {
    const ts = await say('operator', SHARED, 'cause found');
    await act('react', { as: 'vendor-1', channel: SHARED, ts, name: 'pushpin' });
    await act('react', { as: 'vendor-1', channel: SHARED, ts, name: 'pushpin', remove: true });
    await act('react', { as: 'vendor-1', channel: SHARED, ts, name: 'pushpin' });
    const [, ...marks] = await heard(4);
    expect(marks.map(({ is }) => is)).toEqual(['marked', 'unmarked', 'marked']);
    for (const mark of marks) {
      expect(mark).toMatchObject({ by: { user: VENDOR.user }, ts, mark: 'pushpin', channel: SHARED });
      expect(mark).not.toHaveProperty('by.team');
    }
    expect(new Set(marks.map(({ source }) => source)).size).toBe(3);
  });

  it('arrives of the channel: who enters and leaves, its end, its new beginning and its new name', async () => {
    const change = (as: string, it: string, more = {}) =>
      act('channel', { as, channel: CHANNELS.general, change: it, ...more });
    await change('approver', 'leave');
    await change('approver', 'join');
    await change('operator', 'rename', { name: 'everything' });
    await change('operator', 'archive');
    await change('operator', 'unarchive');
    const [left, joined, renamed, archived, unarchived] = await heard(5);
    expect([left, joined]).toMatchObject([
      { is: 'left', by: { user: USERS.approver } },
      { is: 'joined', by: { user: USERS.approver } },
    ]);
    expect(renamed).toMatchObject({ is: 'renamed', name: 'everything', channel: CHANNELS.general });
    expect([archived, unarchived]).toMatchObject([
      { is: 'archived', by: { user: USERS.operator } },
      { is: 'unarchived', by: { user: USERS.operator } },
    ]);
  });

  it('arrives again, with the same identity, when it could not be recorded', async () => {
    fails = 2;
    await say('operator', ops, 'once');
    const three = await heard(3);
    expect(new Set(three.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(retries).toEqual([undefined, '1', '2']);
  });

  it('is not heard where the bot is not, nor of what the bot itself does', async () => {
    const change = (it: string) => act('channel', { as: 'operator', channel: CHANNELS['ext-zeta'], change: it });
    await change('remove-app');
    await say('operator', CHANNELS['ext-zeta'], 'unheard');
    await change('add-app');
    const headers = { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' };
    const body = JSON.stringify({ channel: ops, text: 'a card' });
    await fetch(`${workspace.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
    await say('operator', ops, 'heard');
    expect(await heard()).toMatchObject([{ is: 'wrote', message: { text: 'heard' } }]);
    expect(happened).toEqual([]);
  });
});

describe('a shortcut on a message', () => {
  const use = (as: string, callbackId: string, ts: string) => act('shortcut', { as, channel: ops, ts, callbackId });

  it('keeps it, with who wrote it, and tells what there is to tell', async () => {
    const ts = await say('approver', ops, 'cause found');
    await heard();
    expect(await use('operator', 'add-to-timeline', ts)).toEqual({ ok: true });
    expect(await heard()).toEqual([
      {
        ...common(ops, `add-to-timeline:${ops}:${ts}:${USERS.operator}`),
        at: slack.NOW,
        is: 'kept',
        by: OPERATOR,
        author: { team: TEAMS.acme, user: USERS.approver },
        message: { ts, text: 'cause found', files: [] },
      },
    ]);
    expect(told).toEqual([]);
    reply = { is: 'nothing', what: 'No incident.', next: 'help' };
    await use('operator', 'add-to-timeline', ts);
    reply = new Error('away');
    await use('operator', 'add-to-timeline', ts);
    expect(told).toEqual([
      { is: 'nothing', what: 'No incident.', next: 'help' },
      { is: 'failed', id: 'f00d' },
    ]);
  });

  it('opens an incident by a sentence with the first line as its name, and shows the form', async () => {
    const ts = await say('approver', ops, `“checkout” is down ${'x'.repeat(80)}\nsince noon`);
    reply = { is: 'form', commands: [], targets: [] };
    expect(await use('operator', 'open-incident', ts)).toEqual({ ok: true });
    expect(asked).toMatchObject([
      {
        source: `open-incident:${ops}:${ts}:${USERS.operator}`,
        actor: OPERATOR,
        installedTeam: TEAMS.acme,
        place: { team: TEAMS.acme, channel: ops },
        text: `incident "checkout is down ${'x'.repeat(63)}" from message ${ts}`,
        about: { ts },
      },
    ]);
    const state = await fetch(`${workspace.url}/local/state?as=vendor-1`);
    expect(await state.json()).toMatchObject({ shortcuts: [] });
    expect(await use('vendor-1', 'open-incident', ts)).toMatchObject({ error: 'unknown_shortcut' });
  });
});

describe('what Slack sends besides', () => {
  const ts = '1795262400.000300';
  const inner = { type: 'message', channel: ops, user: USERS.operator, team: TEAMS.acme, text: 'x', ts, event_ts: ts };
  const before = { type: 'message', user: USERS.operator, team: TEAMS.acme, text: 'x', ts };
  const changed = (message: object) => ({ ...inner, subtype: 'message_changed', message, previous_message: before });

  async function send(event: object) {
    const passed = await createGuard({
      signing: { secrets: async () => [slack.SECRET], secretsAgain: async () => [slack.SECRET] },
      appId: slack.APP,
      now: () => slack.NOW,
      log: () => {},
    })(slack.json(slack.event(event)));
    if (passed.is !== 'passed') throw new Error('the guard stopped it');
    expect(await bolt(passed.event)).toMatchObject({ statusCode: 200 });
    return happened.splice(0);
  }

  it.each([
    ['a notice of Slack’s', { ...inner, subtype: 'channel_join' }],
    ['a notice in a shape of its own', { type: 'message', subtype: 'bot_add', channel: {}, ts: 7 }],
    ['a message of another app', { ...inner, bot_id: 'B0OTHER' }],
    ['a message of nobody', { ...inner, user: undefined }],
    ['a preview of a link', changed({ ...before, attachments: [{}] })],
    [
      'a preview under what was edited before',
      {
        ...changed({ ...before, edited: { user: 'U1', ts } }),
        previous_message: { ...before, edited: { user: 'U1', ts } },
      },
    ],
    ['an edit by another app', changed({ ...before, bot_id: 'B0OTHER', edited: { user: 'U1', ts } })],
    ['the bot’s own reaction', slack.reaction({ user: BOT.user })],
    ['a reaction on a file', slack.reaction({ item: { type: 'file', file: 'F1' } })],
    [
      'the bot’s own entry',
      { type: 'member_joined_channel', user: BOT.user, channel: ops, team: TEAMS.acme, event_ts: ts },
    ],
  ])('is nothing that happened: %s', async (_what, event) => {
    expect(await send(event)).toEqual([]);
  });

  it('takes a single foreign name for an outsider, and none for nobody’s', async () => {
    expect(await send({ ...inner, source_team: TEAMS.virtuozzo })).toMatchObject([
      { by: { team: TEAMS.virtuozzo, user: USERS.operator } },
    ]);
    const [nobodys] = await send({ ...inner, team: undefined });
    expect(nobodys).toMatchObject({ by: { user: USERS.operator } });
    expect(nobodys).not.toHaveProperty('by.team');
  });

  it('does not take who edits another’s message for its author', async () => {
    const [edited] = await send(changed({ ...before, text: 'y', edited: { user: USERS.admin, ts } }));
    expect(edited).toMatchObject({ is: 'edited', by: { user: USERS.admin } });
    expect(edited).not.toHaveProperty('by.team');
  });

  it('takes files that are still to be asked for, and a mark in any colour of skin', async () => {
    const files = [{ id: 'F0CONNECT1', mode: 'file_access', file_access: 'check_file_info', name: null }];
    expect(await send({ ...inner, subtype: 'file_share', files })).toMatchObject([
      { message: { files: [{ id: 'F0CONNECT1', name: '', type: '' }] } },
    ]);
    expect(await send(slack.reaction({ reaction: '+1::skin-tone-3' }))).toMatchObject([{ is: 'marked', mark: '+1' }]);
  });

  it('takes private channels’ events like the others', async () => {
    expect(await send({ type: 'group_archive', channel: 'G0PRIVATE1', event_ts: ts })).toEqual([
      { ...common('G0PRIVATE1', `archived:G0PRIVATE1:${ts}`), at: at(ts), is: 'archived' },
    ]);
  });

  const channelEvent = (type: string, more: object) => ({ type, event_ts: ts, ...more });
  const invite = (type: string, more: object = {}, about: object = {}) =>
    channelEvent(`shared_channel_invite_${type}`, {
      invite: {
        id: 'I0INVITE01',
        inviting_user: { id: BOT.user },
        recipient_email: 'vera@virtuozzo.example',
        ...about,
      },
      channel: { id: SHARED, name: '<!channel>' },
      ...more,
    });
  const source = (type: string) => `invitation:${SHARED}:I0INVITE01:${type}`;
  const invited = { is: 'invitation', address: 'vera@virtuozzo.example', organisation: TEAMS.virtuozzo };
  it.each<[string, object, object]>([
    [
      'another id',
      channelEvent('channel_id_changed', { old_channel_id: 'G0PRIVATE1', new_channel_id: 'C0PRIVATE1' }),
      { ...common('G0PRIVATE1', 'moved:G0PRIVATE1:C0PRIVATE1'), is: 'moved', to: 'C0PRIVATE1' },
    ],
    [
      'an organisation less',
      channelEvent('channel_unshared', {
        previously_connected_team_id: 'E0GRID',
        channel: SHARED,
        is_ext_shared: false,
      }),
      { ...common(SHARED, `unshared:${SHARED}:E0GRID:${ts}`), is: 'unshared', organisation: 'E0GRID' },
    ],
    [
      'an invitation that is accepted and waits',
      invite('accepted', { approval_required: true, accepting_user: { id: 'U1', team_id: TEAMS.virtuozzo } }),
      { ...common(SHARED, source('accepted')), ...invited, step: 'accepted', waits: true },
    ],
    [
      'one that is approved',
      invite('approved', { approving_team_id: TEAMS.virtuozzo }),
      { ...common(SHARED, source('approved')), ...invited, step: 'approved' },
    ],
    [
      'one that is declined, made by hand',
      invite('declined', { declining_team_id: TEAMS.virtuozzo }, { inviting_user: { id: USERS.admin } }),
      { ...common(SHARED, source('declined')), ...invited, step: 'declined', inviter: USERS.admin },
    ],
  ])('is told of a channel that has %s', async (_what, event, news) => {
    expect(await send(event)).toEqual([{ ...news, at: at(ts) }]);
  });

  it('takes no word of an invitation but ids and an address', async () => {
    for (const address of ['<!channel>', `${'x'.repeat(400)}@a.b`, 'a b@c', '', null]) {
      const [news] = await send(invite('declined', {}, { recipient_email: address }));
      expect(news).not.toHaveProperty('address');
    }
  });
});
