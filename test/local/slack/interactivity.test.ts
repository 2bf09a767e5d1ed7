import { describe, expect, it } from 'vitest';
import { CHANNELS, TEAMS, USERS } from '../../../local/slack/seed.ts';
import { APP, answer, type Bot, openWorkbench, payloadOf, plain } from './workbench.ts';

const SHARED = CHANNELS['ext-virtuozzo'];
const option = (value: string) => ({ text: plain(value), value });
const card = [
  {
    type: 'actions' as const,
    block_id: 'b',
    elements: [
      { type: 'button' as const, action_id: 'go', text: plain('Go'), value: 'R-8C2MX' },
      { type: 'static_select' as const, action_id: 'pick', options: [option('one'), option('two')] },
      { type: 'external_select' as const, action_id: 'host', min_query_length: 1 },
    ],
  },
];

async function withCard(channel: string, bot: Bot = () => answer(), ack = 3000) {
  const bench = await openWorkbench({ bot, timing: { ack } });
  const { ts = '' } = await bench.client.chat.postMessage({ channel, text: 'card', blocks: card });
  return { ...bench, on: { kind: 'message' as const, channel, ts } };
}

describe('a press', () => {
  it("names the installed organisation outside and the vendor's inside `user`", async () => {
    const { press, deliveries, on } = await withCard(SHARED);
    expect(await press('vendor-1', on)).toEqual({ ok: true });
    expect(payloadOf(deliveries[0])).toMatchObject({
      type: 'block_actions',
      team: { id: TEAMS.acme, domain: 'acme' },
      user: { id: USERS['vendor-1'], team_id: TEAMS.virtuozzo, username: 'vendor-1' },
      api_app_id: APP,
      container: { type: 'message', message_ts: on.ts, channel_id: SHARED, is_ephemeral: false },
      channel: { id: SHARED, name: 'ext-virtuozzo' },
      message: { ts: on.ts, text: 'card', bot_id: expect.any(String) },
      trigger_id: expect.any(String),
      response_url: expect.any(String),
      actions: [{ type: 'button', action_id: 'go', block_id: 'b', value: 'R-8C2MX', action_ts: expect.any(String) }],
    });
  });

  it('tells a choice as the whole option, and refuses one that is not in the menu', async () => {
    const { press, deliveries, on } = await withCard(CHANNELS.ops);
    await press('operator', on, { actionId: 'pick', value: 'two' });
    expect(payloadOf(deliveries[0]).actions[0].selected_option).toEqual(option('two'));
    expect(payloadOf(deliveries[0]).state.values.b.pick.selected_option).toEqual(option('two'));
    expect(await press('operator', on, { actionId: 'pick', value: 'three' })).toMatchObject({
      error: 'invalid_option',
    });
    expect(deliveries).toHaveLength(1);
  });

  it('is refused to whoever does not see the message', async () => {
    const { press, deliveries, on } = await withCard(CHANNELS.ops);
    expect(await press('vendor-1', on)).toMatchObject({ ok: false, error: 'message_not_found' });
    expect(deliveries).toEqual([]);
  });

  it('on an ephemeral message does not carry the message, and is for its reader alone', async () => {
    const { press, deliveries, client } = await openWorkbench();
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: CHANNELS.ops,
      user: USERS.operator,
      text: 'form?',
      blocks: card,
    });
    const on = { kind: 'message' as const, channel: CHANNELS.ops, ts };
    expect(await press('approver', on)).toMatchObject({ error: 'message_not_found' });
    await press('operator', on);
    const payload = payloadOf(deliveries[0]);
    expect(payload.container).toMatchObject({ is_ephemeral: true, message_ts: ts });
    expect(payload).not.toHaveProperty('message');
  });

  it('is refused when the bot takes too long, and not sent again', async () => {
    const { press, deliveries, on } = await withCard(CHANNELS.ops, () => new Promise<never>(() => undefined), 50);
    expect(await press('operator', on)).toMatchObject({ ok: false, error: 'operation_timeout' });
    expect(deliveries).toHaveLength(1);
  });
});

describe('an external select', () => {
  it('asks the bot, and its choice comes back in full', async () => {
    const offer = { options: [option('host-7')] };
    const { post, press, deliveries, on } = await withCard(CHANNELS.ops, (_request, index) =>
      answer(index === 0 ? offer : ''),
    );
    const asked = { as: 'operator', on, blockId: 'b', actionId: 'host', value: 'host' };
    expect(await post('options', asked)).toEqual({ ok: true, options: offer.options });
    const payload = payloadOf(deliveries[0]);
    expect(payload).toMatchObject({ type: 'block_suggestion', value: 'host', action_id: 'host', block_id: 'b' });
    expect(payload).not.toHaveProperty('trigger_id');
    expect(await press('operator', on, { actionId: 'host', value: 'host-8' })).toMatchObject({
      error: 'invalid_option',
    });
    await press('operator', on, { actionId: 'host', value: 'host-7' });
    expect(payloadOf(deliveries[1]).actions[0].selected_option).toEqual(option('host-7'));
  });
});
