import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../../local/slack/seed.ts';
import { openWorkbench, refusal, silent, TOKEN } from './workbench.ts';

const { ops } = CHANNELS;
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: { code: string; retryAfter?: number }) => [error.code, error.retryAfter],
  );

describe('an injected fault', () => {
  it('hits the named method as often as ordered', async () => {
    const { client, slack, messages } = await openWorkbench();
    slack.injectFaults({ faults: [{ method: 'chat.postMessage', kind: 'rate-limit', retryAfter: 7, times: 2 }] });
    const post = () => code(client.chat.postMessage({ channel: ops, text: 'x' }));
    expect(await code(client.auth.test())).toBe('ok');
    expect([await post(), await post(), await post()]).toEqual([
      ['slack_webapi_rate_limited_error', 7],
      ['slack_webapi_rate_limited_error', 7],
      'ok',
    ]);
    expect(await messages('operator', ops)).toHaveLength(1);
  });

  it.each([
    ['server-error', 'slack_webapi_http_error'],
    ['cut', 'slack_webapi_request_error'],
    ['error', 'slack_webapi_platform_error'],
  ] as const)('of kind %s after the deed has done it and loses the answer', async (kind, error) => {
    const { client, slack, messages } = await openWorkbench();
    slack.injectFaults({ faults: [{ method: '*', kind, after: true }] });
    expect(await code(client.chat.postMessage({ channel: ops, text: 'x' }))).toEqual([error, undefined]);
    expect(await messages('operator', ops)).toHaveLength(1);
  });

  it('of a channel hits that channel alone, also where a method calls it by another name', async () => {
    const { client, slack } = await openWorkbench();
    const error = { kind: 'error', error: 'is_archived', channel: ops, times: 9 } as const;
    slack.injectFaults({ faults: [{ method: '*', ...error }] });
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
    expect(await refusal(post(ops))).toMatchObject({ error: 'is_archived' });
    expect(await refusal(client.bookmarks.list({ channel_id: ops }))).toMatchObject({ error: 'is_archived' });
    expect(await post(CHANNELS.general)).toMatchObject({ ok: true });
  });

  it('may hang until the caller gives up', async () => {
    const { slack } = await openWorkbench();
    slack.injectFaults({ faults: [{ method: '*', kind: 'hang' }] });
    const hasty = new WebClient(TOKEN, {
      slackApiUrl: slack.apiUrl,
      timeout: 50,
      retryConfig: { retries: 0 },
      logger: silent,
    });
    expect(await code(hasty.auth.test())).toEqual(['slack_webapi_request_error', undefined]);
  });

  it('is ordered and cleared over HTTP too', async () => {
    const { client, slack } = await openWorkbench();
    const order = (body: object) => fetch(`${slack.url}/local/faults`, { method: 'POST', body: JSON.stringify(body) });
    expect((await order({ faults: [{ method: '*', kind: 'nonsense' }] })).status).toBe(400);
    expect((await order({ faults: [{ method: '*', kind: 'server-error', times: 9 }] })).status).toBe(200);
    expect(await code(client.auth.test())).toEqual(['slack_webapi_http_error', undefined]);
    await fetch(`${slack.url}/local/faults`, { method: 'DELETE' });
    expect(await code(client.auth.test())).toBe('ok');
  });

  it('of pacing lets one message a second into a channel', async () => {
    const { client, slack, clock } = await openWorkbench();
    slack.injectFaults({ pacing: true });
    const post = (channel: string) => code(client.chat.postMessage({ channel, text: 'x' }));
    expect([await post(ops), await post(ops), await post(CHANNELS.general)]).toEqual([
      'ok',
      ['slack_webapi_rate_limited_error', 1],
      'ok',
    ]);
    clock.skew = 1000;
    expect(await post(ops)).toBe('ok');
  });
});
