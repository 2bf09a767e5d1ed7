import { App, AwsLambdaReceiver } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { DeliveredRequest } from '../../../local/slack/deliver/post.ts';
import { BOT, CHANNELS, USERS } from '../../../local/slack/seed.ts';
import { type Bot, openWorkbench, plain, SECRET, silent, TOKEN } from './workbench.ts';

const view = (title: string) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain(title),
  submit: plain('Ask'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'service',
      label: plain('Service'),
      element: { type: 'plain_text_input' as const, action_id: 'v' },
    },
  ],
});
const card = [
  {
    type: 'actions' as const,
    block_id: 'b',
    elements: [{ type: 'button' as const, action_id: 'go', text: plain('Go') }],
  },
];

/** Bolt as it runs in a Lambda, between the workspace's deliveries and its Web API. */
function boltBot(heard: unknown[]) {
  const receiver = new AwsLambdaReceiver({ signingSecret: SECRET, logger: silent });
  const app = (slackApiUrl: string) => {
    const bolt = new App({
      receiver,
      logger: silent,
      authorize: async () => ({ botToken: TOKEN, botUserId: BOT.user, botId: BOT.bot }),
      clientOptions: { slackApiUrl, logger: silent },
    });
    bolt.command('/ops', async ({ ack, command }) => ack({ text: `heard ${command.text}`, blocks: card }));
    bolt.action('go', async ({ ack, body, client, respond }) => {
      await ack();
      await respond('opening');
      if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: view('One') });
    });
    bolt.view('form', async ({ ack, view: submitted, body }) => {
      heard.push([body.user.team_id, submitted.state.values['service']?.['v']?.value]);
      await ack({ response_action: 'update', view: view('Two') });
    });
    bolt.event('app_mention', async ({ event, say, context }) => {
      heard.push([context.teamId, event.text]);
      await say({ text: 'here', thread_ts: event.ts });
    });
  };
  const handle = receiver.toHandler();
  const bot: Bot = async ({ headers, body, path }: DeliveredRequest) => {
    const event = { headers, body, rawPath: path, isBase64Encoded: false };
    const { statusCode, body: answered = '' } = await handle(event as never, {} as never);
    return { status: statusCode, headers: {}, body: answered };
  };
  return { app, bot };
}

describe('Bolt, unchanged', () => {
  it('answers a command, a press, a form and a mention', async () => {
    const heard: unknown[] = [];
    const { app, bot } = boltBot(heard);
    const { slack, say, press, post, watch, messages } = await openWorkbench({ bot });
    app(slack.apiUrl);
    const page = await watch('operator');

    const said = await say('operator', CHANNELS.ops, '/ops restart — now');
    if (!said.ok || !said.message) throw new Error('no answer');
    expect(said.message).toMatchObject({ text: 'heard restart — now', onlyFor: USERS.operator });

    expect(await press('operator', { kind: 'message', channel: CHANNELS.ops, ts: said.message.ts })).toEqual({
      ok: true,
    });
    const opened = (await page.next('view-opened')).view;
    expect((await messages('operator', CHANNELS.ops)).at(-1)).toMatchObject({
      text: 'opening',
      onlyFor: USERS.operator,
    });

    const inputs = { service: { v: 'nginx' } };
    expect(await post('submit', { as: 'operator', view: opened.id, inputs })).toEqual({ ok: true });
    expect((await page.next('view-updated')).view.view).toMatchObject({ title: { text: 'Two' } });

    await say('operator', CHANNELS.ops, '@ops hello');
    await page.next('message-changed');
    expect((await messages('operator', CHANNELS.ops)).at(-1)).toMatchObject({
      text: 'here',
      threadTs: expect.any(String),
    });
    expect(heard).toEqual([
      ['T0ACME0001', 'nginx'],
      ['T0ACME0001', `<@${BOT.user}> hello`],
    ]);
  });
});
