import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createBolt } from '../../../../bot/adapters/slack/bolt.ts';
import { createGuard } from '../../../../bot/adapters/slack/guard.ts';
import { HEARD_VIEW } from '../../../../bot/adapters/slack/render/heard-form.ts';
import { createWording } from '../../../../bot/adapters/slack/render/wording.ts';
import { VENDORS as VENDORS_STREAM } from '../../../../bot/flow/vendor/read-vendors.ts';
import { commands } from '../../../../commands/index.ts';
import * as slack from '../../adapters/slack/deliveries.ts';
import { startWebApi } from '../../adapters/slack/web-api.ts';
import { OURS, VENDORS } from '../people.ts';
import { aVendor, CARD, createShared, SHARED, type Shared, VERA } from './shared-channel.ts';

const api = await startWebApi();
afterAll(() => api.close());
beforeEach(() => api.reset());

/** The whole way of a payload: signed as Slack signs, through Bolt, to what the worker decided. */
async function deliver(it: Shared, delivery: ReturnType<typeof slack.delivery>): Promise<number> {
  const { world } = it;
  const { receive, happened } = world.process();
  const guard = createGuard({
    signing: { secrets: async () => [slack.SECRET], secretsAgain: async () => [slack.SECRET] },
    appId: slack.APP,
    now: () => slack.NOW,
    log: () => undefined,
  });
  const bolt = createBolt({
    ...{ receive, happened, chat: world.chat, respond: async () => 'sent' as const, responseBase: slack.HOOKS },
    wording: createWording({ commands, now: world.now }),
    botToken: async () => 'xoxb-test',
    apiUrl: api.apiUrl,
    timeoutMs: 2_000,
    now: world.now,
    newId: () => 'f00d',
    log: () => undefined,
  });
  const guarded = await guard(delivery);
  if (guarded.is === 'answered') return guarded.answer.statusCode;
  const { statusCode } = await bolt(guarded.event);
  await world.advance(5_000);
  return statusCode;
}

const user = (more: object = { team_id: VENDORS }) => ({ id: VERA.user, username: 'vera', ...more });
const installed = { context_team_id: OURS, authorizations: [{ team_id: OURS, user_id: slack.BOT }] };
const event = (inner: object, envelope: object = {}) =>
  slack.json(slack.event(inner, { ...installed, team_id: VENDORS, ...envelope }));
const TS = '1795262400.000200';
const message = (more: object) => ({
  type: 'message',
  user: VERA.user,
  text: 'accept',
  ts: TS,
  thread_ts: CARD,
  channel: SHARED,
  event_ts: TS,
  ...more,
});
const mention = (id: string, more: object) =>
  slack.mention({ user: VERA.user, team: undefined, text: `<@${slack.BOT}> accept E-${id}`, channel: SHARED, ...more });
const reaction = {
  ...slack.reaction({
    user: VERA.user,
    reaction: 'white_check_mark',
    item: { type: 'message', channel: SHARED, ts: CARD },
  }),
};
const press = (id: string, more: object = {}) =>
  slack.delivery(
    slack.interaction(
      slack.press({
        team: { id: OURS },
        user: user(),
        container: { type: 'message', channel_id: SHARED, message_ts: CARD },
        actions: [{ type: 'button', action_id: 'vendor-run', block_id: 'b', value: `run E-${id}` }],
        ...more,
      }),
    ),
  );
const submission = (id: string, more: object = {}, view: object = {}) =>
  slack.delivery(
    slack.interaction(
      slack.submission({
        team: { id: VENDORS },
        user: user(),
        view: slack.view({
          callback_id: HEARD_VIEW,
          private_metadata: JSON.stringify({ channel: SHARED, form: `accept E-${id}` }),
          app_installed_team_id: OURS,
          state: { values: { eta: { value: { type: 'plain_text_input', value: '30m' } } } },
          ...view,
        }),
        ...more,
      }),
    ),
  );

type Payload = (it: Shared) => ReturnType<typeof slack.delivery>;

describe('Whoever a payload is of', () => {
  it.each<[string, Payload]>([
    ['view_submission, whose team is theirs', ({ id }) => submission(id)],
    [
      'view_submission that names no organisation of the person',
      ({ id }) => submission(id, { user: user({}), team: null }),
    ],
    ['a message with user_team', () => event(message({ user_team: VENDORS, team: VENDORS, source_team: VENDORS }))],
    ['a message with team alone', () => event(message({ team: VENDORS }))],
    ['a message with the team of the profile alone', () => event(message({ user_profile: { team: VENDORS } }))],
    ['a message that names ours beside theirs', () => event(message({ team: OURS, user_team: VENDORS }))],
    ['a message without any', () => event(message({}))],
    ['a message to the bot', () => event(message({ text: `<@${slack.BOT}>: accept` }))],
    [
      'a message in a channel that their workspace hosts',
      () =>
        event(message({ user_team: VENDORS, source_team: VENDORS }), { team_id: VENDORS, is_ext_shared_channel: true }),
    ],
    ['a message whose envelope is ours', () => event(message({ user_team: VENDORS }), { team_id: OURS })],
    [
      'a message of an envelope without context',
      () => event(message({ user_team: VENDORS }), { context_team_id: null }),
    ],
    [
      'a message with a file',
      () =>
        event(message({ subtype: 'file_share', user_team: VENDORS, files: [{ id: 'F0FILE', name: 'decline.txt' }] })),
    ],
    [
      'a message that is sent to the channel too',
      () => event(message({ subtype: 'thread_broadcast', user_team: VENDORS })),
    ],
    ['a mention with source_team', ({ id }) => event(mention(id, { source_team: VENDORS }))],
    ['a mention with the team of the profile', ({ id }) => event(mention(id, { user_profile: { team: VENDORS } }))],
    ['a mention without any', ({ id }) => event(mention(id, {}))],
    ['a mention with a comma', ({ id }) => event(mention(id, { text: `<@${slack.BOT}>, accept E-${id}` }))],
    ['a reaction, which names none', () => event(reaction)],
  ])('is who their account says: %s', async (_kind, payload) => {
    const it = await createShared();
    expect(await deliver(it, payload(it))).toBe(200);
    expect(await it.story()).toMatchObject({ state: { is: 'accepted', acceptor: VERA } });
    expect(it.settled()).toHaveLength(1);
  });

  const E = 'E0VIRTUOZZO';
  const onGrid = (it: Shared, { registered }: { registered: string[] }) => {
    it.world.chat.profiles.set(VERA.user, { team: 'T0VIRT2', enterprise: E, name: 'Vera', flags: [] });
    it.room.room = { ...it.room.room, organisations: [OURS, 'E0ACME', E], own: [OURS, 'E0ACME'] };
    return it.world.rewrite(VENDORS_STREAM, () => ({ vendors: [aVendor({ organisations: registered })] }));
  };
  it.each<[string, Payload]>([
    ['view_submission', ({ id }) => submission(id, { user: user({ team_id: E }) })],
    [
      'a message that names their workspace and its organisation',
      () => event(message({ user_team: E, team: 'T0VIRT2' })),
    ],
    ['a message that names the organisation alone', () => event(message({ user_team: E }))],
    ['a mention', ({ id }) => event(mention(id, { source_team: E }))],
    ['a reaction, which names none', () => event(reaction)],
  ])(
    'is theirs by their Enterprise organisation, with ours in the channel by both its ids: %s',
    async (_kind, payload) => {
      const it = await createShared();
      await onGrid(it, { registered: [E] });
      expect(await deliver(it, payload(it))).toBe(200);
      expect(await it.story()).toMatchObject({ state: { is: 'accepted', acceptor: { team: E, user: VERA.user } } });
    },
  );

  it('is nobody’s by a workspace of an Enterprise organisation that nobody registered', async () => {
    const it = await createShared();
    await onGrid(it, { registered: [VENDORS] });
    await deliver(it, event(message({ user_team: E, team: 'T0VIRT2' })));
    expect(it.types()).toEqual(['prepared', 'sent']);
    expect(it.settled()).toMatchObject([{ is: 'turned-away', why: 'unknown-team' }]);
  });

  it.each<[string, Payload, string]>([
    ['block_actions', ({ id }) => press(id), 'refused'],
    ['block_actions without the person’s organisation', ({ id }) => press(id, { user: user({}) }), 'refused'],
    ['block_actions of an installation for a whole organisation', ({ id }) => press(id, { team: null }), 'turned-away'],
    [
      'view_submission without the installed organisation',
      ({ id }) => submission(id, {}, { app_installed_team_id: null }),
      'turned-away',
    ],
    ['a message of another organisation’s account', () => event(message({ user_team: 'T0ZETA' })), 'turned-away'],
    [
      'a message of an Enterprise Grid that nobody registered',
      () => event(message({ user_team: 'E0GRID' })),
      'turned-away',
    ],
    [
      'a mention that names two organisations, one of them foreign',
      ({ id }) => event(mention(id, { team: VENDORS, source_team: 'T0ZETA' })),
      'turned-away',
    ],
  ])('changes nothing where it is not clear: %s', async (_kind, payload, came) => {
    const it = await createShared();
    expect(await deliver(it, payload(it))).toBe(200);
    expect(it.types()).toEqual(['prepared', 'sent']);
    expect(it.settled()).toMatchObject([{ is: came }]);
  });

  it.each<[string, Payload]>([
    [
      'view_closed',
      ({ id }) =>
        slack.delivery(
          slack.interaction({
            ...slack.submission({
              user: user(),
              team: { id: VENDORS },
              view: slack.view({ callback_id: HEARD_VIEW, private_metadata: `accept E-${id}` }),
            }),
            type: 'view_closed',
          }),
        ),
    ],
    ['a message that a bot wrote', () => event(message({ bot_id: 'B0BOT', user_team: VENDORS }))],
    ['a message that one of ours wrote', () => event(message({ user: 'U0OPERATOR', user_team: OURS, team: OURS }))],
    [
      'a message that was edited',
      () =>
        event({
          type: 'message',
          subtype: 'message_changed',
          channel: SHARED,
          event_ts: TS,
          ts: TS,
          message: message({ user_team: VENDORS, edited: { user: VERA.user, ts: TS } }),
        }),
    ],
    ['a reaction that was taken off', () => event({ ...reaction, type: 'reaction_removed' })],
    [
      'a file whose name says so',
      () =>
        event(
          message({
            subtype: 'file_share',
            user_team: VENDORS,
            text: '',
            files: [{ id: 'F0FILE', name: 'accept.txt' }],
          }),
        ),
    ],
  ])('says nothing: %s', async (_kind, payload) => {
    const it = await createShared();
    expect(await deliver(it, payload(it))).toBe(200);
    expect([it.settled(), it.types(), it.told()]).toEqual([[], ['prepared', 'sent'], { answered: [], turnedAway: [] }]);
  });

  it('opens their form by their own trigger, and for nobody else', async () => {
    const it = await createShared();
    const actions = [{ type: 'button', action_id: 'vendor-accept', block_id: 'b', value: `form accept E-${it.id}` }];
    await deliver(it, press(it.id, { actions }));
    expect(api.calls).toMatchObject([{ method: 'views.open', args: { view: { callback_id: HEARD_VIEW } } }]);
    api.reset();
    await deliver(it, press(it.id, { actions, user: user({ team_id: 'T0ZETA' }) }));
    await deliver(it, press(it.id, { actions, user: user({}) }));
    expect(api.methods()).toEqual([]);
    expect(it.world.chat.told.map(({ answer }) => answer)).toEqual([{ is: 'outsider' }, { is: 'outsider' }]);
  });
});
