import { describe, expect, it } from 'vitest';
import { CHANNELS, USERS } from '../../../local/slack/seed.ts';
import { formOf, newHome, openWorkbench, payloadOf, plain } from './workbench.ts';

const MINUTES = 60_000;

async function answerTo(url: string, body: object) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return [response.status, await response.text()];
}

async function withCommand(options: Parameters<typeof openWorkbench>[0] = {}) {
  const bench = await openWorkbench(options);
  await bench.say('operator', CHANNELS.ops, '/ops');
  return { ...bench, url: formOf(bench.deliveries[0])['response_url'] ?? '' };
}

describe('a response_url', () => {
  it('answers its person alone, or the channel when asked', async () => {
    const { url, messages } = await withCommand();
    expect(await answerTo(url, { text: 'quiet' })).toEqual([200, 'ok']);
    await answerTo(url, { text: 'loud', response_type: 'in_channel' });
    expect(await messages('operator', CHANNELS.ops)).toMatchObject([
      { text: 'quiet', onlyFor: USERS.operator },
      { text: 'loud' },
    ]);
    expect(await messages('approver', CHANNELS.ops)).toMatchObject([{ text: 'loud' }]);
  });

  it('works five times, then shows that it is used up', async () => {
    const { url, watch } = await withCommand();
    const page = await watch('operator');
    for (let use = 1; use <= 5; use += 1) expect(await answerTo(url, { text: `${use}` })).toEqual([200, 'ok']);
    expect(await answerTo(url, { text: 'six' })).toEqual([404, 'used_url']);
    expect(await page.next('refusal')).toMatchObject({ error: 'used_url', method: 'response_url' });
  });

  it('works for 30 minutes', async () => {
    const clock = { at: 1_800_000_000_000 };
    const { url } = await withCommand({ now: () => clock.at });
    clock.at += 30 * MINUTES;
    expect(await answerTo(url, { text: 'in time' })).toEqual([200, 'ok']);
    clock.at += 1;
    expect(await answerTo(url, { text: 'late' })).toEqual([404, 'expired_url']);
  });

  it('refuses what Slack refuses, visibly', async () => {
    const { url, watch } = await withCommand();
    const page = await watch('operator');
    expect(await answerTo(url, { blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] })).toEqual([
      400,
      'invalid_blocks',
    ]);
    expect((await page.next('refusal')).detail).toContain('must be less than 151 characters');
    expect(await answerTo(url, {})).toEqual([400, 'no_text']);
  });

  it('replaces or deletes the ephemeral message whose button was pressed, and never shows it to others', async () => {
    const { client, press, deliveries, messages } = await openWorkbench();
    const blocks = [
      {
        type: 'actions' as const,
        block_id: 'b',
        elements: [{ type: 'button' as const, action_id: 'go', text: plain('Go') }],
      },
    ];
    const place = { channel: CHANNELS.ops, user: USERS.operator };
    const { message_ts: ts = '' } = await client.chat.postEphemeral({ ...place, text: 'before', blocks });
    await press('operator', { kind: 'message', channel: CHANNELS.ops, ts });
    const url = payloadOf(deliveries[0]).response_url as string;
    await answerTo(url, { text: 'after', replace_original: true, response_type: 'in_channel' });
    const [replaced] = await messages('operator', CHANNELS.ops);
    expect(replaced).toMatchObject({ ts, text: 'after', onlyFor: USERS.operator });
    expect(replaced).not.toHaveProperty('blocks');
    expect(await messages('approver', CHANNELS.ops)).toEqual([]);
    await answerTo(url, { delete_original: true });
    expect(await messages('operator', CHANNELS.ops)).toEqual([]);
  });

  it('keeps its count over a restart, at a new port too', async () => {
    const home = newHome();
    const first = await openWorkbench({ home });
    await first.say('operator', CHANNELS.ops, '/ops');
    const url = formOf(first.deliveries[0])['response_url'] ?? '';
    for (let use = 1; use <= 4; use += 1) await answerTo(url, { text: `${use}` });
    await first.slack.close();
    const second = await openWorkbench({ home });
    const moved = new URL(new URL(url).pathname, second.slack.url).href;
    expect(await answerTo(moved, { text: 'five' })).toEqual([200, 'ok']);
    expect(await answerTo(moved, { text: 'six' })).toEqual([404, 'used_url']);
  });
});
