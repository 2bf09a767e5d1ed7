import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bolt, createBolt } from '../../../../bot/adapters/slack/bolt.ts';
import { createGuard } from '../../../../bot/adapters/slack/guard.ts';
import type { Actor } from '../../../../bot/domain/actor.ts';
import type { Answer, Form } from '../../../../bot/domain/answer.ts';
import type { IncidentAct } from '../../../../bot/domain/incident/act.ts';
import type { Reply, Request } from '../../../../bot/domain/request.ts';
import type { Place } from '../../../../bot/domain/run/state.ts';
import { incident } from '../../domain/incident/incidents.ts';
import {
  APP,
  BOT,
  command,
  delivery,
  event,
  HOOKS,
  interaction,
  json,
  mention,
  NOW,
  OURS,
  press,
  SECRET,
  submission,
  THEIRS,
  view,
} from './deliveries.ts';
import { plainWording } from './plain-wording.ts';
import { type Call, startWebApi } from './web-api.ts';

const api = await startWebApi();
const asked: Request[] = [];
const told: { to: Actor; place: Place; answer: Answer }[] = [];
const turnedAway: Place[] = [];
const responses: { path: string; message: Record<string, unknown> }[] = [];
const lines: string[] = [];
let receive: (request: Request) => Promise<Reply> = async () => ({ is: 'later' });
let tell: () => Promise<void> = async () => {};
let bolt: Bolt;

const LATER: Reply = { is: 'later' };
const ACCEPTED: Reply = { is: 'accepted', run: '8C2MX', sentence: 'restart nginx on host-7' };
const REFUSED: Reply = { is: 'act-refused', act: 'approve', run: '8C2MX', refusal: { reason: 'own-request' } };
const ACTED: Reply = { is: 'acted', act: 'approved', run: '8C2MX', more: 0 };
const FORM: Form = {
  is: 'form',
  gap: { command: 'restart', missing: ['service'], filled: {} },
  commands: [],
  targets: [],
};
const onIncident = (act: IncidentAct): Reply => ({
  is: 'incident-acted',
  id: '7QK2P',
  act,
  state: incident(),
});
const OPERATOR = { team: OURS, user: 'U0OPERATOR' };

beforeAll(() => {
  bolt = createBolt({
    receive: (request) => {
      asked.push(request);
      return receive(request);
    },
    happened: async () => ({ is: 'later' }),
    wording: plainWording,
    chat: {
      tell: async (to, place, answer) => {
        told.push({ to, place, answer });
        await tell();
      },
      turnAway: async (place) => void turnedAway.push(place),
    },
    respond: async (path, message) => {
      responses.push({ path, message });
      return 'sent';
    },
    responseBase: HOOKS,
    botToken: async () => 'xoxb-test',
    apiUrl: api.apiUrl,
    timeoutMs: 300,
    now: () => NOW,
    newId: () => 'f00d',
    log: (...line) => void lines.push(JSON.stringify(line)),
  });
});
beforeEach(() => {
  api.reset();
  for (const list of [asked, told, turnedAway, responses, lines]) list.length = 0;
  tell = async () => {};
});
afterAll(() => api.close());

const guard = createGuard({
  signing: { secrets: async () => [SECRET], secretsAgain: async () => [SECRET] },
  appId: APP,
  now: () => NOW,
  log: () => {},
});

/** The whole way of a delivery, as the function takes it. */
async function deliver(it: ReturnType<typeof delivery>, reply: Reply | Error = LATER) {
  receive = async () => {
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const guarded = await guard(it);
  return guarded.is === 'answered' ? guarded.answer : bolt(guarded.event);
}

function memoryOf(call: Call | undefined): unknown {
  const view = (call?.args['view'] ?? {}) as { private_metadata?: string };
  return JSON.parse(view.private_metadata ?? '');
}

const bodyOf = ({ body }: { body: string }) => (body === '' ? undefined : JSON.parse(body));

describe('a slash command', () => {
  it('becomes a request with its trigger as identity', async () => {
    await deliver(delivery(command({ text: ' restart nginx on a&amp;b ' })));
    expect(asked).toEqual([
      {
        source: 'slash:13345224609.738474920.8088930838d88f008e0',
        actor: OPERATOR,
        installedTeam: OURS,
        place: { team: OURS, channel: 'C0OPS00001', answerPath: '/commands/T0ACME0001/1/abc' },
        text: 'restart nginx on a&b',
        at: NOW,
        mention: false,
      },
    ]);
  });

  it('is answered by the acknowledgement, to that person alone', async () => {
    const answer = await deliver(delivery(command()), REFUSED);
    expect(answer.statusCode).toBe(200);
    expect(bodyOf(answer)).toMatchObject({ response_type: 'ephemeral', text: 'act-refused' });
  });

  it('is acknowledged without words when the worker answers', async () => {
    expect(await deliver(delivery(command()))).toEqual({ statusCode: 200, body: '' });
  });

  it('does not keep an answer address of another host', async () => {
    await deliver(delivery(command({ response_url: 'https://hooks.slack.com.evil.example/commands/a' })));
    expect(asked[0]?.place).toEqual({ team: OURS, channel: 'C0OPS00001' });
  });

  it('opens the form with its trigger, which remembers where it was asked for', async () => {
    expect(await deliver(delivery(command({ text: '' })), FORM)).toEqual({ statusCode: 200, body: '' });
    expect(api.methods()).toEqual(['views.open']);
    expect(api.calls[0]?.token).toBe('Bearer xoxb-test');
    expect(api.calls[0]?.args).toMatchObject({ trigger_id: '13345224609.738474920.8088930838d88f008e0' });
    expect(memoryOf(api.calls[0])).toEqual({
      channel: 'C0OPS00001',
      answerPath: '/commands/T0ACME0001/1/abc',
      form: 'restart',
    });
  });

  it.each([
    ['expired', { json: { ok: false, error: 'trigger_expired' } }],
    ['rate limited', { status: 429, headers: { 'retry-after': '30' } }],
    ['unanswered', 'hang' as const],
  ])('F15: says what to type instead when the form is %s', async (_what, answer) => {
    api.script('views.open', answer);
    expect(bodyOf(await deliver(delivery(command()), FORM))).toMatchObject({ text: 'nothing' });
  });

  it('says an id and that nothing was run when the store fails, and logs no word of the fault', async () => {
    const answer = await deliver(delivery(command()), new Error('cannot write "restart nginx" with xoxb-secret'));
    expect([answer.statusCode, bodyOf(answer).text]).toEqual([200, 'failed f00d']);
    expect(lines).toEqual([JSON.stringify(['error', 'request failed', { id: 'f00d', error: 'Error' }])]);
  });

  it('calls Slack for nothing but a form', async () => {
    await deliver(delivery(command()), ACCEPTED);
    expect(api.methods()).toEqual([]);
  });
});

describe('a mention', () => {
  it('becomes a request with its message as identity, whatever the number of the event', async () => {
    for (const event_id of ['Ev1', 'Ev2']) await deliver(json(event(mention(), { event_id })));
    const request = {
      source: 'mention:C0OPS00001:1795262400.000200',
      actor: OPERATOR,
      installedTeam: OURS,
      place: { team: OURS, channel: 'C0OPS00001' },
      text: 'restart nginx on host-7',
      at: NOW,
      mention: true,
    };
    expect(asked).toEqual([request, request]);
  });

  it('is taken when Slack delivers it again', async () => {
    const again = json(event(mention()));
    Object.assign(again.headers, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    expect((await deliver(again)).statusCode).toBe(200);
    expect(asked).toHaveLength(1);
  });

  it('answers 500 when nothing was recorded, so that Slack delivers it again', async () => {
    expect((await deliver(json(event(mention())), new Error('down'))).statusCode).toBe(500);
  });

  it('answers 200 when it was recorded and telling fails', async () => {
    tell = () => Promise.reject(new Error('no chat'));
    expect((await deliver(json(event(mention())), REFUSED)).statusCode).toBe(200);
    expect(told).toHaveLength(1);
  });

  it('does not keep Slack waiting for a chat that hangs', async () => {
    tell = () => new Promise(() => {});
    const start = performance.now();
    expect((await deliver(json(event(mention())), REFUSED)).statusCode).toBe(200);
    expect(performance.now() - start).toBeLessThan(2_600);
  });

  it('is answered in its thread', async () => {
    await deliver(json(event(mention({ thread_ts: '1795262000.000001' }))), REFUSED);
    const place = { team: OURS, channel: 'C0OPS00001', thread: '1795262000.000001' };
    expect(told).toEqual([{ to: OPERATOR, place, answer: REFUSED }]);
  });

  it('offers the form as a question, since a mention can open none', async () => {
    await deliver(json(event(mention())), FORM);
    expect(told[0]?.answer).toEqual({ is: 'question', typed: 'restart nginx on host-7', gap: FORM.gap });
  });

  it('of a bot is left alone', async () => {
    await deliver(json(event(mention({ bot_id: 'B0OTHER' }))));
    await deliver(json(event(mention({ user: undefined }))));
    expect(asked).toEqual([]);
  });

  it('of an outsider makes a thread of its own, in which the fixed sentence stands', async () => {
    await deliver(json(event(mention({ user: 'U0VENDOR01', user_team: THEIRS, team: THEIRS }))), { is: 'outsider' });
    const place = { team: OURS, channel: 'C0OPS00001', thread: '1795262400.000200' };
    expect(asked[0]).toMatchObject({ actor: { team: THEIRS, user: 'U0VENDOR01' }, installedTeam: OURS, place });
    expect([turnedAway, told]).toEqual([[place], []]);
  });

  const grid = { authorizations: [{ team_id: OURS, user_id: BOT, enterprise_id: 'E0ACME' }] };
  it.each<[string, object]>([
    ['beside our workspace', { team: OURS, user_team: 'E0ACME' }],
    ['beside our workspace, as the sender’s', { team: OURS, user_team: OURS, source_team: 'E0ACME' }],
  ])('is of one of ours where our own Enterprise organisation is named %s', async (_where, changes) => {
    await deliver(json(event(mention(changes), grid)));
    expect(asked[0]?.actor).toEqual(OPERATOR);
  });

  it.each<[string, object, object?]>([
    ['our Enterprise organisation alone is named', { team: 'E0ACME', user_team: 'E0ACME' }, grid],
    ['another workspace of it is named', { team: 'T0ACME0002', user_team: 'E0ACME' }, grid],
    ['another Enterprise organisation is named', { team: OURS, user_team: 'E0GRID' }, grid],
    ['user_team alone is foreign', { team: OURS, user_team: THEIRS }],
    ['team alone is foreign', { team: THEIRS, user_team: OURS }],
    ['source_team alone is foreign', { team: OURS, source_team: THEIRS }],
    ['the profile alone is foreign', { team: OURS, user_profile: { team: THEIRS } }],
    ['user_team is an enterprise', { team: OURS, user_team: 'E0GRID' }],
    ['no team is named', { team: undefined }],
    ['no installation is named', {}, { authorizations: [], context_team_id: null }],
  ])('is an outsider’s when %s', async (_what, changes, envelope = {}) => {
    await deliver(json(event(mention(changes), envelope)));
    expect(asked[0]?.actor.team).not.toBe(asked[0]?.installedTeam);
  });
});

describe('a press', () => {
  const pressed = (changes: object = {}) => delivery(interaction(press(changes)));

  it('is the sentence of its button, with message, button and person as identity', async () => {
    await deliver(pressed());
    expect(asked).toEqual([
      {
        source: 'press:C0OPS00001:1795262400.000100:approve:U0APPROVER',
        actor: { team: OURS, user: 'U0APPROVER' },
        installedTeam: OURS,
        place: { team: OURS, channel: 'C0OPS00001', answerPath: '/actions/T0ACME0001/2/def' },
        text: 'approve R-8C2MX plan 9af3',
        at: NOW,
        mention: false,
        message: '1795262400.000100',
      },
    ]);
  });

  it.each([
    ['of the vendor', { user: { id: 'U0VENDOR01', team_id: THEIRS } }],
    ['of nobody’s organisation', { user: { id: 'U0VENDOR01' } }],
    ['of an installation that is not named', { team: null }],
    ['of neither', { team: null, user: { id: 'U0VENDOR01' } }],
  ])('is an outsider’s when it is %s', async (_what, changes) => {
    await deliver(pressed(changes));
    expect(asked[0]?.actor.team).not.toBe(asked[0]?.installedTeam);
  });

  it('stays beside a card that has replies, and in the thread of one that is a reply', async () => {
    const container = { type: 'message', channel_id: 'C0OPS00001', message_ts: '1.2' };
    await deliver(pressed({ container: { ...container, thread_ts: '1.2' } }));
    await deliver(pressed({ container: { ...container, thread_ts: '1.1' } }));
    expect(asked.map(({ place }) => place.thread)).toEqual([undefined, '1.1']);
  });

  it.each([
    ['later', LATER],
    ['accepted', ACCEPTED],
    ['acted', ACTED],
    ['what the card of the incident shows', onIncident({ is: 'acknowledge' })],
  ])('says nothing when it is %s: the card does', async (_what, reply) => {
    expect(await deliver(pressed(), reply)).toEqual({ statusCode: 200, body: '' });
    expect([told, responses, api.methods()]).toEqual([[], [], []]);
  });

  it.each([
    ['refused', REFUSED],
    ['one of two approvals', { ...ACTED, more: 1 } satisfies Reply],
    ['what no card of the incident shows', onIncident({ is: 'unfollow', channel: 'C0OPS00001' })],
  ])('tells the person when it is %s', async (_what, reply) => {
    await deliver(pressed(), reply);
    expect(told).toEqual([
      {
        to: { team: OURS, user: 'U0APPROVER' },
        place: { team: OURS, channel: 'C0OPS00001', answerPath: '/actions/T0ACME0001/2/def' },
        answer: reply,
      },
    ]);
  });

  it('replaces a suggestion that was taken', async () => {
    await deliver(
      pressed({ container: { channel_id: 'C0OPS00001', message_ts: '1.2', is_ephemeral: true } }),
      ACCEPTED,
    );
    expect(responses).toMatchObject([
      { path: '/actions/T0ACME0001/2/def', message: { replace_original: true, text: 'accepted' } },
    ]);
  });

  it('opens a form, or tells what to do when Slack does not', async () => {
    await deliver(pressed(), FORM);
    expect(api.calls[0]).toMatchObject({ method: 'views.open', args: { trigger_id: 'trigger-1' } });
    api.script('views.open', { json: { ok: false, error: 'trigger_expired' } });
    await deliver(pressed(), FORM);
    expect(told.map(({ answer }) => answer.is)).toEqual(['nothing']);
  });

  it('is told of a fault by id, with 200', async () => {
    expect((await deliver(pressed(), new Error('down'))).statusCode).toBe(200);
    expect(told[0]?.answer).toEqual({ is: 'failed', id: 'f00d' });
    await deliver(pressed({ user: { id: 'U0VENDOR01', team_id: THEIRS } }), new Error('down'));
    expect(told[1]?.answer).toEqual({ is: 'failed', id: 'f00d', outside: true });
  });

  it('of a menu is its option’s sentence, and each option a press of its own', async () => {
    for (const value of ['why R-8C2MX', 'show R-8C2MX'])
      await deliver(pressed({ actions: [{ type: 'overflow', action_id: 'more', selected_option: { value } }] }));
    expect(asked.map(({ text }) => text)).toEqual(['why R-8C2MX', 'show R-8C2MX']);
    expect(new Set(asked.map(({ source }) => source)).size).toBe(2);
  });

  it('on a message that is no card is told to whoever pressed', async () => {
    const taken = onIncident({ is: 'take', role: 'lead' });
    await deliver(pressed({ actions: [{ type: 'button', action_id: 'aside:take', value: 'take lead' }] }), taken);
    expect(told.map(({ answer }) => answer)).toEqual([taken]);
  });

  it('on a link, which has no sentence, is acknowledged and no more', async () => {
    expect((await deliver(pressed({ actions: [{ type: 'button', action_id: 'open' }] }))).statusCode).toBe(200);
    expect(asked).toEqual([]);
  });
});

describe('a form', () => {
  const chosen = (action: object) =>
    delivery(
      interaction(press({ container: { type: 'view' }, view: view(), response_url: undefined, actions: [action] })),
    );

  it('changes to the command that is chosen in it, and remembers where it came from', async () => {
    await deliver(
      chosen({ type: 'static_select', action_id: 'command-choice', selected_option: { value: 'reboot' } }),
      FORM,
    );
    expect(asked[0]).toMatchObject({
      source: 'press:V0FORM:1795262400.abc:command-choice:U0APPROVER',
      text: 'form reboot',
      place: { team: OURS, channel: 'C0OPS00001', answerPath: '/commands/T0ACME0001/1/abc' },
    });
    expect(api.calls[0]).toMatchObject({ method: 'views.update', args: { view_id: 'V0FORM' } });
    expect(memoryOf(api.calls[0])).toMatchObject({ channel: 'C0OPS00001', form: 'restart' });
  });

  it('leaves its other choices to the submission', async () => {
    await deliver(chosen({ type: 'static_select', action_id: 'service', selected_option: { value: 'nginx' } }));
    expect(asked).toEqual([]);
  });

  it('shows the answer of a button in it in its place', async () => {
    await deliver(chosen({ type: 'button', action_id: 'again', value: 'restart nginx on host-7' }), ACCEPTED);
    expect(api.calls[0]?.args).toMatchObject({ view_id: 'V0FORM', view: { title: { text: 'accepted' } } });
  });

  it('is submitted as its sentence, where it was opened, with the view and its content as identity', async () => {
    await deliver(delivery(interaction(submission())));
    expect(asked).toEqual([
      {
        source: 'view:V0FORM:1795262400.abc',
        actor: OPERATOR,
        installedTeam: OURS,
        place: { team: OURS, channel: 'C0OPS00001', answerPath: '/commands/T0ACME0001/1/abc' },
        text: 'restart service',
        at: NOW,
        mention: false,
      },
    ]);
  });

  it.each([
    ['later', LATER],
    ['accepted', ACCEPTED],
    ['acted', ACTED],
  ])('closes when it is %s', async (_what, reply) => {
    expect(await deliver(delivery(interaction(submission())), reply)).toEqual({ statusCode: 200, body: '' });
  });

  it.each([
    ['a refusal', REFUSED, 'act-refused'],
    ['a fault', new Error('down'), 'failed'],
    ['another form', FORM, 'form'],
  ])('shows %s in its place', async (_what, reply, title) => {
    const answer = await deliver(delivery(interaction(submission())), reply);
    expect(answer.statusCode).toBe(200);
    expect(bodyOf(answer)).toMatchObject({ response_action: 'update', view: { title: { text: title } } });
  });

  it.each([
    [
      'names the vendor as the actor’s organisation',
      { user: { id: 'U0VENDOR01', team_id: THEIRS }, team: { id: THEIRS } },
    ],
    ['names no organisation of the actor', { user: { id: 'U0VENDOR01' } }],
    ['names no installation', { view: view({ app_installed_team_id: null }) }],
  ])('is an outsider’s when it %s', async (_what, changes) => {
    await deliver(delivery(interaction(submission(changes))));
    expect(asked[0]?.actor.team).not.toBe(asked[0]?.installedTeam);
  });

  it('answers directly when its memory is not ours', async () => {
    const forged = JSON.stringify({ channel: 'C0OPS00001', answerPath: '//evil.example/x', form: '' });
    await deliver(delivery(interaction(submission({ view: view({ private_metadata: forged }) }))));
    expect(asked[0]?.place).toEqual({ team: OURS, channel: 'U0OPERATOR' });
  });

  it('may be closed', async () => {
    expect((await deliver(delivery(interaction(submission({ type: 'view_closed' }))))).statusCode).toBe(200);
    expect(asked).toEqual([]);
  });
});

describe('the App Home', () => {
  const opened = (envelope: object = {}, inner: object = {}) =>
    json(
      event({ type: 'app_home_opened', user: 'U0OPERATOR', tab: 'home', channel: 'D0OPERATOR', ...inner }, envelope),
    );

  it('shows our own people what they may do', async () => {
    await deliver(opened(), { is: 'help', entries: [], roles: [], more: 0 });
    expect(asked.map(({ text }) => text)).toEqual([
      'help',
      'runs',
      'waiting',
      'scheduled',
      'requests',
      'incidents',
      'on-call',
    ]);
    expect(api.calls[0]).toMatchObject({
      method: 'views.publish',
      args: { user_id: 'U0OPERATOR', view: { type: 'home', callback_id: 'help' } },
    });
  });

  it.each([
    ['the vendor’s people', opened({ team_id: THEIRS })],
    ['people of no organisation', opened({ team_id: undefined })],
    ['another tab', opened({}, { tab: 'messages' })],
  ])('shows nothing to %s', async (_what, it) => {
    expect((await deliver(it, { is: 'help', entries: [], roles: [], more: 0 })).statusCode).toBe(200);
    expect([asked, api.methods()]).toEqual([[], []]);
  });
});

describe('what nobody asked for', () => {
  it('gets 404, and no auth.test was ever called', async () => {
    const answer = await deliver(
      delivery(
        interaction({
          type: 'shortcut',
          callback_id: 'x',
          user: { id: 'U0OPERATOR', team_id: OURS },
          team: { id: OURS },
        }),
      ),
    );
    expect(answer.statusCode).toBe(404);
    expect(api.methods()).toEqual([]);
  });

  it('answers the handshake of the Events API', async () => {
    const answer = await deliver(json(JSON.stringify({ type: 'url_verification', challenge: 'c3po' })));
    expect(bodyOf(answer)).toEqual({ challenge: 'c3po' });
  });
});
