import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChat } from '../../../../bot/adapters/slack/chat.ts';
import { answerPathOf, createRespond } from '../../../../bot/adapters/slack/response-url.ts';
import { createWeb } from '../../../../bot/adapters/slack/web.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import type { Story } from '../../../../bot/domain/run/apply.ts';
import type { Chat } from '../../../../bot/ports/chat.ts';
import { CHANNELS, TEAMS, USERS } from '../../../../local/slack/seed.ts';
import { type RunningSlack, startSlack } from '../../../../local/slack/start.ts';
import { formOf, openWorkbench, TOKEN } from '../../../local/slack/workbench.ts';
import { APP } from './deliveries.ts';
import { plainWording } from './plain-wording.ts';

const OPERATOR = { team: TEAMS.acme, user: USERS.operator };

let home: string;
let slack: RunningSlack;
let chat: Chat;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'remit-workspace-'));
  const credentials = { signingSecret: 's', botToken: 'xoxb-test', appId: APP };
  slack = await startSlack({ port: 0, home, credentials, staticDir: home, now: Date.now });
  chat = createChat({
    web: createWeb({ token: async () => 'xoxb-test', apiUrl: slack.apiUrl, timeoutMs: 2_000, log: () => {} }),
    respond: createRespond({ base: new URL(slack.apiUrl).origin, timeoutMs: 2_000 }),
    wording: plainWording,
    appId: APP,
    now: Date.now,
  });
});
afterAll(async () => {
  await slack.close();
  await rm(home, { recursive: true });
});

function story(id: string, channel: string, seq = 0): Story {
  const place = { team: TEAMS.acme, channel };
  return { id, asked: { place }, by: OPERATOR, at: Date.now(), seq, outcomes: new Map() } as unknown as Story;
}

async function said(
  as: keyof typeof USERS,
  channel: string,
): Promise<{ text: string; onlyFor?: string; ts: string }[]> {
  const answer = await fetch(`${slack.url}/local/messages?as=${as}&channel=${channel}`);
  return ((await answer.json()) as { messages: [] }).messages;
}

describe('the chat, in the local workspace', () => {
  it('posts a card, finds it by its mark, changes it, and mentions its requester once', async () => {
    const posted = await chat.postCard(story('AAAA1', CHANNELS.ops));
    if (posted.is !== 'posted') throw new Error(posted.why);
    expect(await chat.findCard(story('AAAA1', CHANNELS.ops))).toEqual(posted.ref);
    expect(await chat.findCard(story('AAAA2', CHANNELS.ops))).toBeUndefined();
    expect(await chat.updateCard(posted.ref, story('AAAA1', CHANNELS.ops, 4))).toBe('updated');
    await chat.announce(posted.ref, story('AAAA1', CHANNELS.ops, 4));
    await chat.announce(posted.ref, story('AAAA1', CHANNELS.ops, 4));
    const texts = (await said('operator', CHANNELS.ops)).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('AAAA1'))).toHaveLength(2);
    await chat.removeCard(posted.ref);
    expect((await said('operator', CHANNELS.ops)).map(({ ts }) => ts)).not.toContain(posted.ref.ts);
    expect(await chat.updateCard({ ...posted.ref, ts: '1.000001' }, story('AAAA1', CHANNELS.ops))).toBe('gone');
  });

  it('tells only what everybody may read where another organisation reads along', async () => {
    await chat.postCard(story('AAAA3', CHANNELS['ext-virtuozzo']));
    const texts = (await said('vendor-1', CHANNELS['ext-virtuozzo'])).map(({ text }) => text);
    expect(texts).toContain('card AAAA3 outward');
  });

  it('puts the card into the direct messages where it may not post', async () => {
    const posted = await chat.postCard(story('AAAA4', CHANNELS.zeta));
    if (posted.is !== 'posted') throw new Error(posted.why);
    expect(posted.ref.channel).toMatch(/^D/);
    expect(await chat.findCard(story('AAAA4', CHANNELS.zeta))).toEqual(posted.ref);
    const texts = (await said('operator', posted.ref.channel)).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['card AAAA4', 'elsewhere AAAA4']));
  });

  it('tells one person what nobody else sees', async () => {
    await chat.tell(OPERATOR, { team: TEAMS.acme, channel: CHANNELS.general }, { is: 'failed', id: 'only-you' });
    const texts = async (as: keyof typeof USERS) => (await said(as, CHANNELS.general)).map(({ text }) => text);
    expect(await texts('operator')).toContain('failed only-you');
    expect(await texts('approver')).not.toContain('failed only-you');
  });

  it.each([
    ['was used five times', 0, 5],
    ['is 30 minutes old', 30 * MINUTE + 1, 0],
  ])('F15: tells them all the same when the answer path %s', async (_what, age, uses) => {
    const bench = await openWorkbench();
    await bench.say('operator', CHANNELS.ops, '/ops');
    const base = new URL(bench.slack.apiUrl).origin;
    const answerPath = answerPathOf(formOf(bench.deliveries[0])['response_url'], base) ?? '';
    const web = createWeb({ token: async () => TOKEN, apiUrl: bench.slack.apiUrl, timeoutMs: 2_000, log: () => {} });
    const respond = createRespond({ base, timeoutMs: 2_000 });
    const told = createChat({ web, respond, wording: plainWording, appId: APP, now: Date.now });
    bench.clock.skew = age;
    const tell = (id: string) =>
      told.tell(OPERATOR, { team: TEAMS.acme, channel: CHANNELS.ops, answerPath }, { is: 'failed', id });
    for (let use = 1; use <= uses; use += 1) await tell(`use ${use}`);
    expect(await respond(answerPath, { text: 'one more' })).toBe('used-up');
    await tell('after');
    const messages = await bench.messages('operator', CHANNELS.ops);
    expect(messages.map(({ text, onlyFor }) => [text, onlyFor])).toEqual(
      [...Array.from({ length: uses }, (_, at) => `use ${at + 1}`), 'after'].map((id) => [
        `failed ${id}`,
        USERS.operator,
      ]),
    );
  });

  it('knows who is whose', async () => {
    expect(await chat.profile(OPERATOR)).toMatchObject({ team: TEAMS.acme, flags: [] });
    expect(await chat.profile({ team: TEAMS.virtuozzo, user: USERS['vendor-1'] })).toMatchObject({
      team: TEAMS.virtuozzo,
    });
  });
});
