import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createChat } from '../../../../bot/adapters/slack/chat.ts';
import { createRespond } from '../../../../bot/adapters/slack/response-url.ts';
import { createWeb } from '../../../../bot/adapters/slack/web.ts';
import type { Story } from '../../../../bot/domain/run/apply.ts';
import type { Place } from '../../../../bot/domain/run/state.ts';
import { type Chat, ChatBusy } from '../../../../bot/ports/chat.ts';
import { APP, NOW, OURS } from './deliveries.ts';
import { plainWording } from './plain-wording.ts';
import { type Scripted, startWebApi } from './web-api.ts';

const api = await startWebApi();
const lines: string[] = [];
let time = NOW;
let chat: Chat;

beforeEach(() => {
  api.reset();
  lines.length = 0;
  time = NOW;
  const log = (...line: unknown[]) => void lines.push(JSON.stringify(line));
  chat = createChat({
    web: createWeb({ token: async () => 'xoxb-test', apiUrl: api.apiUrl, timeoutMs: 1_000, log }),
    respond: createRespond({ base: api.base, timeoutMs: 1_000 }),
    wording: plainWording,
    appId: APP,
    now: () => time,
  });
  api.script('conversations.info', { json: { ok: true, channel: { id: CHANNEL, is_ext_shared: false } } });
});
afterAll(() => api.close());

const CHANNEL = 'C0OPS00001';
const OPERATOR = { team: OURS, user: 'U0OPERATOR' };
const REF = { channel: CHANNEL, ts: '1795262400.000300' };
const error = (code: string): Scripted => ({ json: { ok: false, error: code } });

function story(place: Partial<Place> = {}): Story {
  const command = { name: 'restart', fields: {}, targets: { is: 'names', names: ['host-7'] } };
  return {
    id: '8C2MX',
    asked: { place: { team: OURS, channel: CHANNEL, ...place }, command },
    by: OPERATOR,
    at: NOW,
    seq: 3,
    outcomes: new Map(),
  } as unknown as Story;
}

const posted = (ts = REF.ts, channel = CHANNEL): Scripted => ({ json: { ok: true, channel, ts } });
const callsOf = (method: string) => api.calls.filter((call) => call.method === method).map(({ args }) => args);

describe('postCard', () => {
  it('posts the card where it was asked for, with its mark, and nothing in it becomes a link', async () => {
    api.script('chat.postMessage', posted());
    expect(await chat.postCard(story({ thread: '1.2' }))).toEqual({ is: 'posted', ref: REF });
    expect(callsOf('chat.postMessage')).toMatchObject([
      {
        channel: CHANNEL,
        thread_ts: '1.2',
        text: 'card 8C2MX',
        link_names: 'false',
        unfurl_links: 'false',
        unfurl_media: 'false',
        parse: 'none',
        metadata: {
          event_type: 'remit_run',
          event_payload: { stream: 'run#8C2MX', effect: 'card', seq: 3, outcome: 'asked' },
        },
      },
    ]);
  });

  it.each([
    ['shared', { json: { ok: true, channel: { is_ext_shared: true } } }],
    ['about to be shared', { json: { ok: true, channel: { is_pending_ext_shared: true } } }],
    ['not to be seen', error('channel_not_found')],
    ['of an unknown kind', { json: { ok: true } }],
  ])('tells only what everybody may read in a channel that is %s', async (_what, info) => {
    api.reset();
    api.script('conversations.info', info);
    api.script('chat.postMessage', posted());
    await chat.postCard(story());
    expect(callsOf('chat.postMessage')[0]?.['text']).toBe('card 8C2MX outward');
  });

  it('asks again within a minute whether a channel is shared', async () => {
    await chat.postCard(story());
    time += 59_999;
    await chat.postCard(story());
    expect(callsOf('conversations.info')).toHaveLength(1);
    time += 1;
    await chat.postCard(story());
    expect(callsOf('conversations.info')).toHaveLength(2);
  });

  it.each(['not_in_channel', 'channel_not_found', 'is_archived'])(
    'answers by the answer path and puts the card into the direct messages after %s',
    async (code) => {
      api.script('chat.postMessage', error(code), posted('2.2', 'D0OPERATOR'));
      api.script('conversations.open', { json: { ok: true, channel: { id: 'D0OPERATOR' } } });
      const answer = await chat.postCard(story({ answerPath: '/commands/T/1/a' }));
      expect(answer).toEqual({ is: 'posted', ref: { channel: 'D0OPERATOR', ts: '2.2' } });
      expect(callsOf('commands/T/1/a')).toMatchObject([{ response_type: 'ephemeral', text: 'elsewhere 8C2MX' }]);
      expect(callsOf('chat.postMessage')[1]).toMatchObject({ channel: 'D0OPERATOR', text: 'card 8C2MX' });
    },
  );

  it('says how to invite it below the card when the answer path is used up', async () => {
    api.script('chat.postMessage', error('not_in_channel'), posted('2.2', 'D0OPERATOR'), posted());
    api.script('conversations.open', { json: { ok: true, channel: { id: 'D0OPERATOR' } } });
    api.script('commands/a', { status: 404 });
    await chat.postCard(story({ answerPath: '/commands/a' }));
    expect(callsOf('chat.postMessage')[2]).toMatchObject({
      channel: 'D0OPERATOR',
      thread_ts: '2.2',
      text: 'elsewhere 8C2MX',
    });
  });

  it('is unreachable where neither channel nor direct messages take it', async () => {
    api.script('chat.postMessage', error('not_in_channel'));
    api.script('conversations.open', error('cannot_dm_bot'));
    expect(await chat.postCard(story())).toEqual({ is: 'unreachable', why: 'not_in_channel' });
  });

  it('posts the text alone where the workspace does not know its blocks', async () => {
    api.script('chat.postMessage', error('invalid_blocks'), posted());
    expect(await chat.postCard(story())).toEqual({ is: 'posted', ref: REF });
    expect(callsOf('chat.postMessage')[1]).not.toHaveProperty('blocks');
  });

  it('throws what nobody can help by asking elsewhere', async () => {
    api.script('chat.postMessage', error('invalid_auth'));
    await expect(chat.postCard(story())).rejects.toThrow('Slack refuses chat.postMessage: invalid_auth');
  });
});

describe('every call', () => {
  it.each<[string, Scripted, number]>([
    ['a rate limit', { status: 429, headers: { 'retry-after': '30' } }, 30_000],
    ['a rate limit without a time', { status: 429 }, 2_000],
    ['a rate limit in words', error('ratelimited'), 2_000],
    ['an error of Slack’s', error('internal_error'), 2_000],
    ['a server that is down', { status: 503 }, 2_000],
    ['an answer that does not come', 'hang', 2_000],
    ['a connection that breaks', 'cut', 2_000],
  ])('is tried once and asks to come back after %s', async (_what, answer, retryAfter) => {
    const asking: [string, () => Promise<unknown>][] = [
      ['chat.postMessage', () => chat.postCard(story())],
      ['chat.update', () => chat.updateCard(REF, story())],
      ['chat.delete', () => chat.removeCard(REF)],
      ['users.info', () => chat.profile({ team: OURS, user: 'U0GUEST001' })],
      ['conversations.history', () => chat.findCard(story())],
      ['chat.postEphemeral', () => chat.tell(OPERATOR, { team: OURS, channel: CHANNEL }, { is: 'outsider' })],
    ];
    for (const [method, call] of asking) {
      api.script(method, answer);
      const thrown = await call().catch((it: unknown) => it);
      expect(thrown).toBeInstanceOf(ChatBusy);
      expect(thrown).toMatchObject({ retryAfter });
      expect(callsOf(method)).toHaveLength(1);
    }
  });

  it('logs neither token nor text', async () => {
    api.script('chat.postMessage', { status: 503 });
    await chat.postCard(story()).catch(() => {});
    expect(lines.join('\n')).not.toMatch(/xoxb|8C2MX/);
  });
});

describe('findCard', () => {
  const message = (payload: object, more: object = {}) => ({
    ts: REF.ts,
    app_id: APP,
    metadata: { event_type: 'remit_run', event_payload: { stream: 'run#8C2MX', effect: 'card', ...payload } },
    ...more,
  });
  const page = (messages: object[], next_cursor = ''): Scripted => ({
    json: { ok: true, messages, response_metadata: { next_cursor } },
  });

  it('finds the card by its metadata, page by page', async () => {
    api.script('conversations.history', page([{ ts: '1.1' }], 'more'), page([message({})]));
    expect(await chat.findCard(story())).toEqual(REF);
    expect(callsOf('conversations.history')).toMatchObject([
      { include_all_metadata: 'true', oldest: String(NOW / 1000 - 300) },
      { cursor: 'more' },
    ]);
  });

  it('looks in the thread where it was asked for', async () => {
    api.script('conversations.replies', page([message({})]));
    expect(await chat.findCard(story({ thread: '1.2' }))).toEqual(REF);
    expect(callsOf('conversations.replies')[0]).toMatchObject({ ts: '1.2' });
  });

  it('looks in the direct messages as well', async () => {
    api.script('conversations.history', error('not_in_channel'), page([message({})]));
    api.script('conversations.open', { json: { ok: true, channel: { id: 'D0OPERATOR' } } });
    expect(await chat.findCard(story())).toEqual({ ...REF, channel: 'D0OPERATOR' });
  });

  it.each([
    ['of another run', message({ stream: 'run#AAAAA' })],
    ['of another effect', message({ effect: 'announcement' })],
    ['of another app', message({}, { app_id: 'A0OTHER' })],
    ['without metadata', { ts: '1.1', app_id: APP }],
  ])('passes over a message %s', async (_what, other) => {
    api.script('conversations.history', page([other]));
    expect(await chat.findCard(story())).toBeUndefined();
  });

  it('gives up after ten pages', async () => {
    api.script('conversations.history', ...Array.from({ length: 20 }, () => page([], 'more')));
    await chat.findCard(story());
    expect(callsOf('conversations.history')).toHaveLength(10);
  });
});

describe('updateCard', () => {
  it('changes the card in place', async () => {
    expect(await chat.updateCard(REF, story())).toBe('updated');
    expect(callsOf('chat.update')).toMatchObject([{ ...REF, text: 'card 8C2MX' }]);
  });

  it.each(['message_not_found', 'channel_not_found', 'is_archived', 'edit_window_closed', 'cant_update_message'])(
    'says that it is gone after %s',
    async (code) => {
      api.script('chat.update', error(code));
      expect(await chat.updateCard(REF, story())).toBe('gone');
    },
  );
});

describe('removeCard', () => {
  it.each(['message_not_found', 'channel_not_found', 'cant_delete_message'])(
    'takes it away, and lets it be after %s',
    async (code) => {
      await chat.removeCard(REF);
      api.script('chat.delete', error(code));
      await chat.removeCard(REF);
      expect(callsOf('chat.delete')).toMatchObject([REF, REF]);
    },
  );

  it('fails after a refusal that is a fault of ours', async () => {
    api.script('chat.delete', error('missing_scope'));
    await expect(chat.removeCard(REF)).rejects.toThrow('Slack refuses chat.delete: missing_scope');
  });
});

describe('announce', () => {
  it('mentions the requester below the card, and not again when that was done before', async () => {
    await chat.announce(REF, story());
    expect(callsOf('chat.postMessage')).toMatchObject([
      { channel: CHANNEL, thread_ts: REF.ts, text: '<@U0OPERATOR> 8C2MX is over' },
    ]);
    const { metadata } = callsOf('chat.postMessage')[0] ?? {};
    api.script('conversations.replies', { json: { ok: true, messages: [{ ts: '9.9', app_id: APP, metadata }] } });
    await chat.announce(REF, story());
    expect(callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('writes to who asked when the card’s channel takes no message any more', async () => {
    api.script('chat.postMessage', error('is_archived'), posted('3.3', 'D0DIRECT'));
    api.script('conversations.open', { json: { ok: true, channel: { id: 'D0DIRECT' } } });
    await chat.announce(REF, story());
    expect(callsOf('chat.postMessage')).toMatchObject([{ channel: CHANNEL }, { channel: 'D0DIRECT' }]);
    expect(callsOf('chat.postMessage')[1]).not.toHaveProperty('thread_ts');
  });
});

describe('askDirectly', () => {
  const approver = { team: OURS, user: 'U0APPROVER' };
  const opened: Scripted = { json: { ok: true, channel: { id: 'D0APPROVER' } } };

  it('puts the card into their direct messages, once, with a mark of its own', async () => {
    api.script('conversations.open', opened, opened, opened);
    api.script('chat.postMessage', posted('5.5', 'D0APPROVER'));
    const ref = { channel: 'D0APPROVER', ts: '5.5' };
    expect(await chat.askDirectly(approver, story())).toEqual({ is: 'posted', ref });
    const [call] = callsOf('chat.postMessage');
    expect(call).toMatchObject({ channel: 'D0APPROVER', text: 'card 8C2MX' });
    const messages = [{ ts: '5.5', app_id: APP, metadata: call?.metadata }];
    api.script('conversations.history', { json: { ok: true, messages } });
    expect(await chat.askDirectly(approver, story())).toEqual({ is: 'found', ref });
    expect(callsOf('chat.postMessage')).toHaveLength(1);
    api.script('conversations.history', { json: { ok: true, messages } });
    expect(await chat.findDirect(approver, story())).toEqual(ref);
  });

  it('is an answer where they take no direct messages, and comes back later where Slack is busy', async () => {
    api.script('conversations.open', error('user_disabled'), opened);
    expect(await chat.askDirectly(approver, story())).toMatchObject({ is: 'unreachable' });
    api.script('chat.postMessage', { status: 429, headers: { 'retry-after': '3' }, json: { ok: false } });
    await expect(chat.askDirectly(approver, story())).rejects.toBeInstanceOf(ChatBusy);
  });

  it('is reminded in a message of its own, once for each kind', async () => {
    const ref = { channel: 'D0APPROVER', ts: '5.5' };
    await chat.nudge(ref, story(), { is: 'reminder', effect: 'reminder' });
    const [call] = callsOf('chat.postMessage');
    expect(call).toMatchObject({ channel: 'D0APPROVER', text: 'reminder 8C2MX' });
    const messages = [{ ts: '6.6', app_id: APP, metadata: call?.metadata }];
    const history: Scripted = { json: { ok: true, messages } };
    api.script('conversations.history', history, history);
    await chat.nudge(ref, story(), { is: 'reminder', effect: 'reminder' });
    await chat.nudge(ref, story(), { is: 'last-reminder', effect: 'last-reminder' });
    expect(callsOf('chat.postMessage').map(({ text }) => text)).toEqual(['reminder 8C2MX', 'last-reminder 8C2MX']);
  });
});

describe('tell', () => {
  const place = { team: OURS, channel: CHANNEL, thread: '1.2' };

  it('answers by the answer path while there is one', async () => {
    await chat.tell(OPERATOR, { ...place, answerPath: '/commands/a' }, { is: 'outsider' });
    expect(callsOf('commands/a')).toMatchObject([
      { response_type: 'ephemeral', replace_original: false, thread_ts: '1.2', text: 'outsider' },
    ]);
    expect(api.methods()).toEqual(['commands/a']);
  });

  it('F15: falls back on a message that only they see, then on direct messages', async () => {
    api.script('commands/a', { status: 404 });
    api.script('chat.postEphemeral', error('not_in_channel'));
    api.script('conversations.open', { json: { ok: true, channel: { id: 'D0OPERATOR' } } });
    await chat.tell(OPERATOR, { ...place, answerPath: '/commands/a' }, { is: 'outsider' });
    expect(callsOf('chat.postEphemeral')).toMatchObject([{ channel: CHANNEL, user: 'U0OPERATOR', thread_ts: '1.2' }]);
    expect(callsOf('chat.postMessage')).toMatchObject([{ channel: 'D0OPERATOR', text: 'outsider' }]);
  });

  it('writes directly to who asked from the App Home', async () => {
    api.script('conversations.open', { json: { ok: true, channel: { id: 'D0OPERATOR' } } });
    await chat.tell(OPERATOR, { team: OURS, channel: 'U0OPERATOR' }, { is: 'outsider' });
    expect(api.methods()).toEqual(['conversations.open', 'chat.postMessage']);
  });
});

describe('turnAway', () => {
  it('says the one sentence in the thread, and nothing where it may not', async () => {
    await chat.turnAway({ team: OURS, channel: CHANNEL, thread: '1.2' });
    expect(callsOf('chat.postMessage')).toMatchObject([{ channel: CHANNEL, thread_ts: '1.2', text: 'outsider' }]);
    api.script('chat.postMessage', error('restricted_action'));
    await chat.turnAway({ team: OURS, channel: CHANNEL });
  });
});

describe('answerVendor', () => {
  it('answers in the thread, where their client shows it', async () => {
    const answer = { is: 'nothing', what: '', next: '' } as const;
    await chat.answerVendor({ team: OURS, channel: CHANNEL, thread: '1.2' }, answer);
    expect(callsOf('chat.postMessage')).toMatchObject([{ channel: CHANNEL, thread_ts: '1.2', text: 'nothing' }]);
  });
});

describe('profile', () => {
  const user = (more: object = {}): Scripted => ({
    json: { ok: true, user: { id: 'U0OPERATOR', team_id: OURS, real_name: 'Olive Operator', ...more } },
  });

  it('knows an account by its organisation and name', async () => {
    api.script('users.info', user({ is_bot: false, deleted: false, is_restricted: false }));
    expect(await chat.profile(OPERATOR)).toEqual({ team: OURS, name: 'Olive Operator', flags: [] });
  });

  it.each([
    'deleted',
    'is_bot',
    'is_workflow_bot',
    'is_app_user',
    'is_restricted',
    'is_ultra_restricted',
    'is_stranger',
    'is_invited_user',
  ])('carries the flag %s', async (flag) => {
    api.script('users.info', user({ [flag]: true }));
    expect((await chat.profile(OPERATOR))?.flags).toEqual([flag]);
  });

  it.each(['user_not_visible', 'user_not_found'])('knows nobody after %s', async (code) => {
    api.script('users.info', error(code));
    expect(await chat.profile(OPERATOR)).toBeUndefined();
  });

  it('knows nobody whose organisation Slack does not name', async () => {
    api.script('users.info', user({ team_id: undefined }));
    expect(await chat.profile(OPERATOR)).toBeUndefined();
  });

  it.each([
    ['of another workspace of ours, and of ours besides', 'T0ACME0002', 'E0ACME', ['T0ACME0002', OURS], OURS],
    ['of another workspace of ours alone', 'T0ACME0002', 'E0ACME', ['T0ACME0002'], 'T0ACME0002'],
    ['of another Enterprise organisation that names our workspace', 'T0VIRT', 'E0VIRT', ['T0VIRT', OURS], 'T0VIRT'],
  ])('knows an account of an Enterprise organisation: %s', async (_what, team_id, enterprise_id, teams, team) => {
    api.script('users.info', user({ team_id, enterprise_user: { enterprise_id, teams } }));
    api.script('auth.test', { json: { ok: true, team_id: OURS, enterprise_id: 'E0ACME' } });
    expect(await chat.profile(OPERATOR)).toMatchObject({ team, enterprise: enterprise_id });
  });

  it('looks again after a minute, and each time for whom it did not see', async () => {
    api.script('users.info', error('user_not_visible'), user(), user({ deleted: true }));
    expect(await chat.profile(OPERATOR)).toBeUndefined();
    expect((await chat.profile(OPERATOR))?.flags).toEqual([]);
    time += 59_999;
    expect((await chat.profile(OPERATOR))?.flags).toEqual([]);
    time += 1;
    expect((await chat.profile(OPERATOR))?.flags).toEqual(['deleted']);
  });
});
