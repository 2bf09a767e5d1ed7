import { describe, expect, it } from 'vitest';
import { BOT, CHANNELS, SEED, TEAMS, USERS } from '../../../local/slack/seed.ts';
import { APP, answer, newHome, openWorkbench, plain, until } from './workbench.ts';

const SHARED = CHANNELS['ext-virtuozzo'];
const retryOf = ({ headers }: { headers: Record<string, string> }) => [
  headers['x-slack-retry-num'],
  headers['x-slack-retry-reason'],
];

describe('an event', () => {
  it("names the installed organisation and the vendor's, each in its place", async () => {
    const { say, deliveries } = await openWorkbench();
    await say('vendor-1', SHARED, '@ops restart <nginx>');
    await until(() => deliveries.length === 1);
    expect(deliveries[0]?.headers['Content-Type']).toBe('application/json');
    expect(JSON.parse(deliveries[0]?.body ?? '')).toMatchObject({
      type: 'event_callback',
      team_id: TEAMS.virtuozzo,
      context_team_id: TEAMS.acme,
      api_app_id: APP,
      event_id: expect.stringMatching(/^Ev[A-Z0-9]{9}$/),
      event_time: expect.any(Number),
      authorizations: [{ team_id: TEAMS.acme, user_id: BOT.user, is_bot: true }],
      is_ext_shared_channel: true,
      event: {
        type: 'app_mention',
        user: USERS['vendor-1'],
        user_team: TEAMS.virtuozzo,
        team: TEAMS.virtuozzo,
        source_team: TEAMS.virtuozzo,
        channel: SHARED,
        text: `<@${BOT.user}> restart &lt;nginx&gt;`,
      },
    });
  });

  it('names an Enterprise organisation wherever Slack does, of ours and of the vendor’s', async () => {
    const grids: Record<string, string> = { [TEAMS.acme]: 'E0ACME0001', [TEAMS.virtuozzo]: 'E0VIRTUOZ1' };
    const organisations = SEED.organisations.map((one) => {
      const enterprise = grids[one.id];
      return enterprise === undefined ? one : { ...one, enterprise };
    });
    const { say, client, deliveries } = await openWorkbench({ seed: { ...SEED, organisations } });
    await say('vendor-1', SHARED, '@ops hello');
    await until(() => deliveries.length === 1);
    expect(JSON.parse(deliveries[0]?.body ?? '')).toMatchObject({
      authorizations: [{ team_id: TEAMS.acme, enterprise_id: 'E0ACME0001' }],
      event: { user_team: 'E0VIRTUOZ1', team: TEAMS.virtuozzo },
    });
    expect(await client.auth.test()).toMatchObject({ team_id: TEAMS.acme, enterprise_id: 'E0ACME0001' });
    expect((await client.users.info({ user: USERS['vendor-1'] })).user).toMatchObject({
      enterprise_user: { enterprise_id: 'E0VIRTUOZ1', teams: [TEAMS.virtuozzo] },
    });
    expect((await client.conversations.info({ channel: SHARED })).channel).toMatchObject({
      conversation_host_id: 'E0ACME0001',
      shared_team_ids: ['E0ACME0001', 'E0VIRTUOZ1'],
      internal_team_ids: [TEAMS.acme],
    });
  });

  it('goes out for what people write and mark who may only post, whose presses are refused', async () => {
    const rooms = SEED.rooms.map((one) => (one.id === SHARED ? { ...one, limited: [TEAMS.virtuozzo] } : one));
    const { press, post, say, client, deliveries } = await openWorkbench({
      seed: { ...SEED, rooms },
      subscriptions: ['message.channels', 'reaction_added'],
    });
    const button = {
      type: 'button' as const,
      action_id: 'accept',
      text: plain('Accept'),
      value: 'form accept E-4KQ7M',
    };
    const blocks = [{ type: 'actions' as const, block_id: 'b', elements: [button] }];
    const { ts = '' } = await client.chat.postMessage({ channel: SHARED, text: 'card', blocks });
    const on = { kind: 'message' as const, channel: SHARED, ts };
    expect(await press('vendor-1', on, { actionId: 'accept' })).toMatchObject({
      ok: false,
      error: 'restricted_action',
    });
    await say('vendor-1', SHARED, 'accept eta 30m', ts);
    await post('react', { as: 'vendor-1', channel: SHARED, ts, name: 'white_check_mark' });
    const events = () =>
      deliveries.map(({ body }) => JSON.parse(body).event).filter(({ user }) => user === USERS['vendor-1']);
    await until(() => events().length === 2);
    expect(events()).toMatchObject([{ text: 'accept eta 30m', thread_ts: ts }, { reaction: 'white_check_mark' }]);
    expect((await client.conversations.info({ channel: SHARED })).channel).toMatchObject({
      connected_limited_team_ids: [TEAMS.virtuozzo],
    });
  });

  it('goes out for a mention in a thread, with the thread', async () => {
    const { say, client, deliveries } = await openWorkbench();
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNELS.ops, text: 'card' });
    await say('operator', CHANNELS.ops, '@Remit why', ts);
    await until(() => deliveries.length === 1);
    expect(JSON.parse(deliveries[0]?.body ?? '').event).toMatchObject({ type: 'app_mention', thread_ts: ts });
  });

  it('does not go out for a message without a mention, unless messages are subscribed to', async () => {
    const quiet = await openWorkbench();
    await quiet.say('operator', CHANNELS.ops, 'hello');
    expect(quiet.deliveries).toEqual([]);
    const { say, deliveries } = await openWorkbench({ subscriptions: ['message.channels'] });
    await say('vendor-1', SHARED, 'accept E-42 eta 30m');
    await until(() => deliveries.length === 1);
    expect(JSON.parse(deliveries[0]?.body ?? '').event).toMatchObject({ type: 'message', channel_type: 'channel' });
  });

  it('recognises only the names that its writer can see', async () => {
    const { say } = await openWorkbench();
    const said = await say('vendor-1', SHARED, '@operator @vendor-2 @stranger #ops #ext-virtuozzo @here');
    expect(said).toMatchObject({
      message: {
        text: `<@${USERS.operator}> <@${USERS['vendor-2']}> @stranger #ops <#${SHARED}|ext-virtuozzo> <!here>`,
      },
    });
  });

  it('waits for the bot to be known, and then goes out once', async () => {
    const { say, slack } = await openWorkbench({ deliver: undefined });
    await say('operator', CHANNELS.ops, '@ops help');
    const heard: string[] = [];
    const bot = async ({ body }: { body: string }) => {
      heard.push(body);
      return answer();
    };
    slack.setDeliver(bot);
    slack.setDeliver(bot);
    await until(() => heard.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(heard).toHaveLength(1);
  });

  it('says of a reaction who reacted, but not of which organisation they are', async () => {
    const { post, client, deliveries } = await openWorkbench();
    const { ts = '' } = await client.chat.postMessage({ channel: SHARED, text: 'offer' });
    await post('react', { as: 'vendor-1', channel: SHARED, ts, name: 'white_check_mark' });
    await until(() => deliveries.length === 1);
    expect(JSON.parse(deliveries[0]?.body ?? '').event).toEqual({
      type: 'reaction_added',
      user: USERS['vendor-1'],
      reaction: 'white_check_mark',
      item: { type: 'message', channel: SHARED, ts },
      item_user: BOT.user,
      event_ts: expect.any(String),
    });
  });

  it('is sent four times at most, each retry with its number and reason and the same body', async () => {
    const failures = [
      () => answer('', 500),
      () => Promise.reject(new Error('down')),
      () => new Promise<never>(() => undefined),
    ];
    const { say, deliveries } = await openWorkbench({
      bot: (_request, index) => failures[index]?.() ?? answer('', 503),
      timing: { ack: 200, eventRetries: [0, 10, 20] },
    });
    await say('operator', CHANNELS.ops, '@ops help');
    await until(() => deliveries.length === 4);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(deliveries.map(retryOf)).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'connection_failed'],
      ['3', 'http_timeout'],
    ]);
    expect(new Set(deliveries.map((it) => it.body)).size).toBe(1);
  });

  it('is not sent again when the bot forbids it', async () => {
    const { say, deliveries } = await openWorkbench({
      bot: () => ({ status: 500, headers: { 'X-Slack-No-Retry': '1' }, body: '' }),
      timing: { eventRetries: [0, 0, 0] },
    });
    await say('operator', CHANNELS.ops, '@ops help');
    await until(() => deliveries.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(deliveries).toHaveLength(1);
  });

  it('is still owed after a restart, and no longer once it was answered', async () => {
    const home = newHome();
    const first = await openWorkbench({ home, bot: () => answer('', 500), timing: { eventRetries: [60_000] } });
    await first.say('operator', CHANNELS.ops, '@ops help');
    await until(() => first.deliveries.length === 1);
    await first.slack.close();
    const second = await openWorkbench({ home, timing: { eventRetries: [0] } });
    await until(() => second.deliveries.length === 1);
    expect(second.deliveries[0]?.body).toBe(first.deliveries[0]?.body);
    expect(second.deliveries.map(retryOf)).toEqual([['1', 'http_error']]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await second.slack.close();
    const third = await openWorkbench({ home });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(third.deliveries).toEqual([]);
  });

  it('of the App Home brings what is published, and the bot publishes to the person alone', async () => {
    const { post, client, deliveries, watch } = await openWorkbench();
    const [mine, others] = [await watch('operator'), await watch('approver')];
    await post('home', { as: 'operator' });
    await until(() => deliveries.length === 1);
    expect(JSON.parse(deliveries[0]?.body ?? '').event).toMatchObject({
      type: 'app_home_opened',
      tab: 'home',
      user: USERS.operator,
    });
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const, block_id: 'line' }] };
    await client.views.publish({ user_id: USERS.operator, view });
    expect((await mine.next('home')).view).toEqual(view);
    expect(others.seen.filter((event) => event.type === 'home')).toEqual([]);
    await post('home', { as: 'operator' });
    await until(() => deliveries.length === 2);
    expect(JSON.parse(deliveries[1]?.body ?? '').event.view).toMatchObject({
      type: 'home',
      app_installed_team_id: TEAMS.acme,
    });
  });
});
