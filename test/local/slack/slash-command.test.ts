import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CHANNELS, TEAMS, USERS } from '../../../local/slack/seed.ts';
import { APP, answer, formOf, openWorkbench, SECRET } from './workbench.ts';

const never = () => new Promise<never>(() => undefined);

describe('a slash command', () => {
  it('is signed over its raw body, as Slack signs', async () => {
    const { say, deliveries } = await openWorkbench();
    await say('operator', CHANNELS.ops, '/ops restart “nginx” — now');
    const [request] = deliveries;
    const base = `v0:${request?.headers['X-Slack-Request-Timestamp']}:${request?.body}`;
    expect(request?.headers['X-Slack-Signature']).toBe(`v0=${createHmac('sha256', SECRET).update(base).digest('hex')}`);
    expect(request?.headers['Content-Type']).toBe('application/x-www-form-urlencoded');
    expect(Number(request?.headers['X-Slack-Request-Timestamp'])).toBeCloseTo(Date.now() / 1000, -1);
  });

  it("carries Slack's fields, with names escaped as the setting asks", async () => {
    const { say, deliveries } = await openWorkbench();
    await say('operator', CHANNELS.ops, '/Ops tell @approver <b> & see #general, mail me@host or @nobody');
    expect(formOf(deliveries[0])).toEqual({
      token: expect.any(String),
      team_id: TEAMS.acme,
      team_domain: 'acme',
      channel_id: CHANNELS.ops,
      channel_name: 'ops',
      user_id: USERS.operator,
      user_name: 'operator',
      command: '/ops',
      text: `tell <@${USERS.approver}|approver> &lt;b&gt; &amp; see <#${CHANNELS.general}|general>, mail me@host or @nobody`,
      api_app_id: APP,
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/commands\/\w+$/),
      trigger_id: expect.any(String),
    });
  });

  it('shows a text answer to its author alone', async () => {
    const { say, messages } = await openWorkbench({ bot: () => answer('asked') });
    const said = await say('operator', CHANNELS.ops, '/ops');
    expect(said).toMatchObject({ ok: true, message: { text: 'asked', onlyFor: USERS.operator } });
    expect(await messages('operator', CHANNELS.ops)).toHaveLength(1);
    expect(await messages('approver', CHANNELS.ops)).toEqual([]);
  });

  it('shows an in_channel answer, and what was typed, to everybody', async () => {
    const { say, messages } = await openWorkbench({
      bot: () =>
        answer({ response_type: 'in_channel', text: 'done', metadata: { event_type: 'e', event_payload: { a: 1 } } }),
    });
    await say('operator', CHANNELS.ops, '/ops help');
    expect(await messages('approver', CHANNELS.ops)).toMatchObject([
      { user: USERS.operator, text: '/ops help' },
      { text: 'done', metadata: { event_type: 'e', event_payload: { a: 1 } } },
    ]);
  });

  it.each([
    ['takes longer than the limit', never, 'operation_timeout'],
    ['fails', () => answer('', 500), 'dispatch_failed'],
    ['cannot be reached', () => Promise.reject(new Error('down')), 'dispatch_failed'],
    [
      'answers with blocks that Slack refuses',
      () => answer({ text: 'x', blocks: [{ type: 'nonsense' }] }),
      'invalid_blocks',
    ],
  ])('is refused visibly and not sent again when the bot %s', async (_why, bot, error) => {
    const { say, deliveries, watch } = await openWorkbench({ bot, timing: { ack: 60 } });
    const page = await watch('operator');
    expect(await say('operator', CHANNELS.ops, '/ops')).toMatchObject({ ok: false, error });
    expect(await page.next('refusal')).toMatchObject({ error });
    expect(deliveries).toHaveLength(1);
  });

  it.each([
    ['of another organisation', 'vendor-1', CHANNELS['ext-virtuozzo'], '/ops help', 'invalid_command'],
    ['who types an unknown one', 'operator', CHANNELS.ops, '/opps help', 'invalid_command'],
    ['in a channel that is not theirs', 'stranger', CHANNELS.ops, '/ops help', 'channel_not_found'],
  ])('is refused to a person %s', async (_who, as, channel, text, error) => {
    const { say, deliveries } = await openWorkbench();
    expect(await say(as, channel, text)).toMatchObject({ ok: false, error });
    expect(deliveries).toEqual([]);
  });

  it('is refused in a thread', async () => {
    const { say, client, deliveries } = await openWorkbench();
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNELS.ops, text: 'card' });
    const said = await say('operator', CHANNELS.ops, '/ops help', ts);
    expect(said).toMatchObject({
      ok: false,
      error: 'not_supported_in_threads',
      detail: expect.stringContaining('/ops is not supported in threads'),
    });
    expect(deliveries).toEqual([]);
  });
});
