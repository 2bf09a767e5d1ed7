import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createChat } from '../../../../bot/adapters/slack/chat.ts';
import { createWording } from '../../../../bot/adapters/slack/render/wording.ts';
import { createRespond } from '../../../../bot/adapters/slack/response-url.ts';
import { createWeb } from '../../../../bot/adapters/slack/web.ts';
import { tellToVendor, type VendorStory } from '../../../../bot/domain/escalation/to-vendor.ts';
import { USUAL_TARGETS } from '../../../../bot/domain/vendor/vendor.ts';
import { type Chat, ChatBusy } from '../../../../bot/ports/chat.ts';
import { APP, NOW, OURS } from './deliveries.ts';
import { requestStory, sentRequest } from './render/escalations.ts';
import { type Scripted, startWebApi } from './web-api.ts';

const api = await startWebApi();
let chat: Chat;

beforeEach(() => {
  api.reset();
  chat = createChat({
    web: createWeb({ token: async () => 'xoxb-test', apiUrl: api.apiUrl, timeoutMs: 1_000, log: () => undefined }),
    respond: createRespond({ base: api.base, timeoutMs: 1_000 }),
    wording: createWording({ commands: [], now: () => NOW }),
    appId: APP,
    now: () => NOW,
  });
  api.script('conversations.info', { json: { ok: true, channel: { id: CHANNEL, is_ext_shared: true } } });
  api.script('auth.test', { json: { ok: true, team: 'Acme', team_id: OURS, user_id: 'U0BOT' } });
});
afterAll(() => api.close());

const CHANNEL = 'C0EXTVIRT1';
const REF = { channel: CHANNEL, ts: '1795262400.000300' };
const story: VendorStory = tellToVendor(requestStory([sentRequest]), {
  ...{ name: 'virtuozzo', label: 'Virtuozzo', parties: [], organisations: ['T0VIRT'] },
  ...{ channel: { team: OURS, channel: CHANNEL }, targets: USUAL_TARGETS, contacts: [] },
});
const told = { request: '4KQ7M', seq: 3, since: NOW, is: 'replied', text: 'the first one' } as const;
const error = (code: string): Scripted => ({ json: { ok: false, error: code } });
const found = (effect: string): Scripted => ({
  json: {
    ok: true,
    messages: [
      {
        ts: REF.ts,
        app_id: APP,
        metadata: { event_type: 'remit_run', event_payload: { stream: 'escalation#4KQ7M', effect } },
      },
    ],
  },
});
const callsOf = (method: string) => api.calls.filter((call) => call.method === method).map(({ args }) => args);

describe('the card that a vendor sees', () => {
  it('is posted in the name of our workspace, with nothing of ours in its metadata', async () => {
    api.script('chat.postMessage', { json: { ok: true, channel: CHANNEL, ts: REF.ts } });
    expect(await chat.postCard(story)).toEqual({ is: 'posted', ref: REF });
    const [call] = callsOf('chat.postMessage');
    expect(call).toMatchObject({
      channel: CHANNEL,
      text: expect.stringContaining('Acme asks: edit /etc/hosts on infra-gate'),
      metadata: { event_type: 'remit_run', event_payload: { stream: 'escalation#4KQ7M', effect: 'vendor-card' } },
    });
    expect(JSON.stringify(call)).not.toMatch(/8C2MX|p-operator|U1OPERATOR/);
  });

  it('is in their channel or nowhere: nobody of ours has it directly', async () => {
    api.script('chat.postMessage', error('not_in_channel'));
    expect(await chat.postCard(story)).toEqual({ is: 'unreachable', why: 'not_in_channel' });
    api.script('conversations.history', { json: { ok: true, messages: [] } });
    expect(await chat.findCard(story)).toBeUndefined();
    expect(callsOf('conversations.open')).toEqual([]);
  });

  it('is found again by its mark, and the card of ours is not taken for it', async () => {
    api.script('conversations.history', found('card'), found('vendor-card'));
    expect(await chat.findCard(story)).toBeUndefined();
    expect(await chat.findCard(story)).toEqual(REF);
  });
});

describe('what is said below it', () => {
  it('is said once: what an earlier attempt posted is found in the thread', async () => {
    api.script('conversations.replies', { json: { ok: true, messages: [] } }, found('said-3'));
    api.script('chat.postMessage', { json: { ok: true, channel: CHANNEL, ts: '1795262400.000400' } });
    expect(await chat.sayToVendor(REF, told)).toMatchObject({ is: 'posted' });
    expect(callsOf('chat.postMessage')).toMatchObject([
      { channel: CHANNEL, thread_ts: REF.ts, text: '💬 Acme: “the first one”' },
    ]);
    expect(await chat.sayToVendor(REF, told)).toEqual({ is: 'posted', ref: REF });
    expect(callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('says that the thread is lost, and waits when Slack asks to', async () => {
    api.script('conversations.replies', { json: { ok: true, messages: [] } });
    api.script('chat.postMessage', error('is_archived'), { status: 429, headers: { 'retry-after': '3' } });
    expect(await chat.sayToVendor(REF, told)).toEqual({ is: 'unreachable', why: 'is_archived' });
    await expect(chat.sayToVendor(REF, told)).rejects.toThrow(ChatBusy);
  });
});
