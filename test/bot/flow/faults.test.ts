import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChat } from '../../../bot/adapters/slack/chat.ts';
import { createRespond } from '../../../bot/adapters/slack/response-url.ts';
import { createWeb, type Web } from '../../../bot/adapters/slack/web.ts';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { VERSION } from '../../../bot/domain/ledger/chain.ts';
import { eachOnce } from '../../../bot/flow/each-once.ts';
import { maintenance } from '../../../commands/index.ts';
import { createHandler } from '../../../lambdas/worker/handler.ts';
import { CHANNELS } from '../../../local/slack/seed.ts';
import { type RunningSlack, startSlack } from '../../../local/slack/start.ts';
import { Crash, crashAt } from '../../fakes/crash.ts';
import { APP } from '../adapters/slack/deliveries.ts';
import { plainWording } from '../adapters/slack/plain-wording.ts';
import { startFunctions } from './functions.ts';
import { randomOf } from './overlap.ts';
import { OURS, PEOPLE } from './people.ts';
import { aTarget, createWorld, type World } from './world.ts';

type FaultKind = 'rate-limit' | 'server-error' | 'hang' | 'cut' | 'error';

const QUIET = { before: () => undefined, after: () => undefined };

let world: World = await createWorld();
beforeEach(async () => {
  world = await createWorld();
});

const verdictOf = async (id: string) => {
  const { state } = await world.story(id);
  return 'verdict' in state ? state.verdict : state.is;
};
const outcomesOf = async (id: string) => {
  const { outcomes } = await world.story(id);
  return [...outcomes.values()].map(({ host, status }) => `${host} ${status}`);
};

describe('F13: Slack that refuses', () => {
  let home: string;
  let slack: RunningSlack;
  let web: Web;
  let asked = 0;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'remit-faults-'));
    const credentials = { signingSecret: 's', botToken: 'xoxb-test', appId: APP };
    slack = await startSlack({ port: 0, home, credentials, staticDir: home, now: () => world.now() });
    web = createWeb({ token: async () => 'xoxb-test', apiUrl: slack.apiUrl, timeoutMs: 1_000, log: () => undefined });
  });
  afterAll(async () => {
    await slack.close();
    await rm(home, { recursive: true });
  });
  beforeEach(() => {
    slack.clearFaults();
    const respond = createRespond({ base: new URL(slack.apiUrl).origin, timeoutMs: 1_000 });
    const chat = createChat({ web, respond, wording: plainWording, appId: APP, now: world.now });
    Object.assign(world.outside, { chat: { ...chat, profile: world.chat.profile } });
    world.replaceProcess();
  });

  /** Asks in the workspace's own channel: whatever is posted there is kept by it. */
  async function ask(text: string): Promise<string> {
    const place = { team: OURS, channel: CHANNELS.ops };
    asked += 1; // of another request, the workspace still holds the messages
    const answer = await world.say('operator', text, { place, source: `asks ${asked}` });
    if (answer.is !== 'accepted') throw new Error(answer.is);
    return answer.run;
  }
  const fail = (method: string, kind: FaultKind, more: object = {}) =>
    slack.injectFaults({ faults: [{ method, kind, times: 2, ...more }] });
  async function texts(id: string, channel: string = CHANNELS.ops): Promise<string[]> {
    const answer = await fetch(`${slack.url}/local/messages?as=operator&channel=${channel}`);
    const { messages } = (await answer.json()) as { messages: { text: string }[] };
    return messages.map(({ text }) => text).filter((text) => text.includes(id));
  }
  const direct = async () =>
    (await (await web()).conversations.open({ users: PEOPLE.operator.user })).channel?.id ?? '';

  it.each<[string, FaultKind]>([
    ['a rate limit', 'rate-limit'],
    ['an error of its own', 'server-error'],
    ['no answer', 'hang'],
    ['a broken connection', 'cut'],
    ['a refusal for now', 'error'],
  ])('with %s keeps no run waiting; what it has to show comes after, once', async (_what, kind) => {
    fail('chat.postMessage', kind, { times: kind === 'hang' ? 1 : 2 });
    world.hosts.pace.ends = 15 * SECOND;
    const id = await ask('restart nginx on host-4');
    await world.advance(5 * MINUTE);
    expect(await verdictOf(id)).toBe('succeeded');
    expect(await texts(id)).toEqual([`card ${id}`, `<@${PEOPLE.operator.user}> ${id} is over`]);
    expect([world.hosts.effects.length, world.locks.held.size]).toEqual([1, 0]);
  });

  it.each([
    ['the bot is not in the channel', 'not_in_channel'],
    ['the channel is archived', 'is_archived'],
    ['nobody may post there', 'restricted_action'],
  ])('since %s: the card is in direct messages, and the run ends', async (_what, error) => {
    fail('chat.postMessage', 'error', { error, times: 1 });
    const id = await ask('restart nginx on host-4');
    await world.advance(MINUTE);
    expect(await verdictOf(id)).toBe('succeeded');
    expect(await texts(id)).toEqual([]);
    expect(await texts(id, await direct())).toContain(`card ${id}`);
  });

  it.each(['message_not_found', 'is_archived', 'cant_update_message'])(
    'to change a card with %s lets it be, and the requester hears the end directly',
    async (error) => {
      const id = await ask('restart nginx on host-7');
      await world.advance(5 * SECOND);
      fail('chat.update', 'error', { error, times: 20 });
      await world.say('approver', `approve R-${id}`);
      await world.advance(MINUTE);
      expect(await verdictOf(id)).toBe('succeeded');
      expect(await texts(id)).toEqual([`card ${id}`]);
      expect(await texts(id, await direct())).toContain(`<@${PEOPLE.operator.user}> ${id} is over`);
    },
  );
});

describe('F16: a batch of three runs to send', () => {
  const ids = async () => {
    const asked = ['host-7', 'host-8', 'host-9'].map((host) => world.ask('operator', `restart nginx on ${host}`));
    const all = await Promise.all(asked);
    await world.advance(5 * SECOND);
    world.cut.stream = true;
    for (const id of all) await world.say('approver', `approve R-${id}`);
    return all;
  };
  const batchOf = (of: readonly string[]) => ({
    Records: of.map((id, at) => ({
      eventSource: 'aws:dynamodb',
      dynamodb: { SequenceNumber: String(at), Keys: { pk: { S: `run#${id}` } } },
    })),
  });
  const worker = (hooks: Parameters<typeof startFunctions>[1]) => {
    const { tend } = startFunctions(world.outside, hooks);
    return createHandler({ tend: (named) => eachOnce(named, tend, () => undefined) });
  };
  const ends = async (all: readonly string[]) => {
    world.cut.stream = false;
    await world.advance(5 * MINUTE);
    for (const id of all) expect(await verdictOf(id)).toBe('succeeded');
    expect([world.hosts.commands.size, world.hosts.effects.length]).toEqual([3, 3]);
  };

  it('that is stopped at any point of it comes again as a whole, and each is sent once', async () => {
    const points = crashAt();
    await worker(points)(batchOf(await ids()));
    for (let at = 0; at < points.points.length; at += 5) {
      world = await createWorld();
      const all = await ids();
      const stopped = crashAt(at);
      await worker(stopped)(batchOf(all)).catch((it: unknown) => expect(it).toBeInstanceOf(Crash));
      await worker(QUIET)(batchOf(all));
      await ends(all);
    }
  });

  it('of which the store fails one names that one, and it alone comes again', async () => {
    const all = await ids();
    const [, sick = ''] = all;
    const read = world.outside.ledger.read;
    world.outside.ledger.read = async (stream) => {
      if (stream === `run#${sick}`) throw new Error('throttled');
      return read(stream);
    };
    expect(await worker(QUIET)(batchOf(all))).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(all.map((id) => world.types(id).at(-1))).toEqual(['intended', 'approved', 'intended']);
    world.outside.ledger.read = read;
    expect(await worker(QUIET)(batchOf([sick]))).toEqual({ batchItemFailures: [] });
    await ends(all);
  });
});

describe('F21: a cancel', () => {
  it('that races the end of hosts tells of each what became of it', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const id = await world.ask('operator', 'uptime on host-7, host-8');
    await world.advance(10 * SECOND);
    const [sent] = world.hosts.commands.values();
    const first = sent?.invocations.get('i-host-7');
    if (!first) throw new Error('nothing was sent');
    Object.assign(first, { status: 'succeeded', detail: 'Success', endedAt: world.now() });
    await world.say('operator', `cancel R-${id}`);
    await world.advance(MINUTE);
    expect(await outcomesOf(id)).toEqual(['host-7 succeeded', 'host-8 cancelled']);
    expect(await verdictOf(id)).toBe('partly');
  });

  it('that SSM does not answer is passed on again', async () => {
    world.hosts.pace.ends = 10 * MINUTE;
    const id = await world.ask('operator', 'uptime on host-7');
    await world.advance(5 * SECOND);
    const { cancel } = world.outside.hosts;
    let lost = 0;
    world.outside.hosts.cancel = async (command) => {
      lost += 1;
      if (lost <= 2) throw new Error('SSM does not answer');
      return cancel(command);
    };
    world.replaceProcess();
    await world.say('operator', `cancel R-${id}`);
    await world.advance(5 * MINUTE);
    expect(await outcomesOf(id)).toEqual(['host-7 cancelled']);
  });

  it('that SSM takes and does not do ends as the host did', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const id = await world.ask('operator', 'uptime on host-7');
    await world.advance(5 * SECOND);
    world.outside.hosts.cancel = async () => undefined;
    world.replaceProcess();
    await world.say('operator', `cancel R-${id}`);
    await world.advance(2 * MINUTE);
    expect(await verdictOf(id)).toBe('succeeded');
    expect(world.chat.cards.map(({ shows }) => 'verdict' in shows && shows.verdict)).toEqual(['succeeded']);
  });

  it('that one of two commands does not hear tells host by host which stopped and which ran', async () => {
    const targets = Array.from({ length: 60 }, (_, at) => aTarget(`node-${at + 1}`));
    world = await createWorld({ targets });
    world.hosts.pace.ends = 30 * SECOND;
    const id = await world.ask('operator', 'uptime on all user hosts');
    await world.advance(10 * SECOND);
    expect(world.hosts.commands.size).toBe(2);
    const { cancel } = world.outside.hosts;
    const [, second] = world.hosts.commands.keys();
    world.outside.hosts.cancel = async (command) => (command === second ? undefined : cancel(command));
    world.replaceProcess();
    await world.say('operator', `cancel R-${id}`);
    await world.advance(2 * MINUTE);
    const outcomes = await outcomesOf(id);
    const count = (status: string) => outcomes.filter((outcome) => outcome.endsWith(` ${status}`)).length;
    expect([count('cancelled'), count('succeeded')]).toEqual([50, 10]);
    expect(await verdictOf(id)).toBe('partly');
  });
});

describe('F26: what has to be asked and does not answer', () => {
  const ways: [string, (down: () => never) => void][] = [
    ['the account at Slack', (down) => Object.assign(world.outside.chat, { profile: async () => down() })],
    ['the inventory', (down) => Object.assign(world.outside.inventory, { find: async () => down() })],
    ['the agents', (down) => Object.assign(world.outside.hosts, { agents: async () => down() })],
    ['the documents', (down) => Object.assign(world.outside.hosts, { hasDocument: async () => down() })],
    [
      'the freezes',
      (down) => {
        const { head } = world.outside.ledger;
        world.outside.ledger.head = async (stream) => (stream === 'freezes#main' ? down() : head(stream));
      },
    ],
  ];

  it.each(ways)(
    '%s: the request is refused after some tries, each later than the one before, and who asked is told',
    async (what, fail) => {
      const id = await world.ask('operator', 'restart nginx on host-4');
      const tries: number[] = [];
      fail(() => {
        tries.push(world.now());
        throw new Error(`${what} does not answer`);
      });
      world.replaceProcess();
      await world.advance(2 * MINUTE);
      expect(await world.story(id)).toMatchObject({ state: { is: 'refused' }, refusal: { reason: 'fault' } });
      const waits = tries.slice(1).map((at, n) => at - (tries[n] ?? 0));
      expect(waits.length).toBeGreaterThanOrEqual(3);
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      expect(world.chat.told).toMatchObject([{ to: PEOPLE.operator, answer: { is: 'refused', run: id } }]);
      expect(world.hosts.commands.size).toBe(0);
    },
  );

  it.each(ways)('%s: what was approved is halted after some tries, and its card says so', async (_what, fail) => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    await world.say('approver', `approve R-${id}`);
    fail(() => {
      throw new Error('it does not answer');
    });
    world.replaceProcess();
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'fault' } });
    expect([...world.chat.cards, ...world.chat.direct].map(({ shows }) => shows.is)).toEqual([
      'halted',
      'halted',
      'halted',
    ]);
    expect([world.chat.announced, world.hosts.commands.size, world.locks.held.size]).toEqual([[id], 0, 0]);
  });
});

/** A run that lives through deployments, to and fro, and is approved again and again. */
async function liveThroughDeployments(seed: number): Promise<string> {
  const random = randomOf(seed);
  world = await createWorld();
  const renewed = maintenance.map((one) => ({ ...one, documentName: `${one.documentName}n` }));
  for (const { documentName } of renewed) world.hosts.documents.add(documentName);
  const deploy = () => world.replaceCommands(random() < 0.5 ? maintenance : renewed);
  const id = await world.ask('operator', 'restart nginx on host-7');
  for (let turn = 0; turn < 12; turn += 1) {
    deploy();
    await world.advance(2 * SECOND);
    deploy();
    if (turn % 3 === 2) await world.say('approver', `approve R-${id}`);
  }
  await world.advance(31 * MINUTE);
  return id;
}

describe('F27: while old and new code share the store', () => {
  it('each run ends, once, as what was approved, whichever of them is called', async () => {
    const ends = new Set<string>();
    for (let seed = 1; seed <= 24; seed += 1) {
      const id = await liveThroughDeployments(seed);
      const { plan, state } = await world.story(id);
      const sent = [...world.hosts.commands.values()].map(({ documentName }) => documentName);
      expect(sent).toEqual(sent.length === 0 ? [] : [plan?.documentName]);
      expect(world.chat.cards.map(({ shows }) => shows.is)).toEqual([state.is]);
      expect(world.locks.held.size).toBe(0);
      ends.add(await verdictOf(id));
    }
    expect([...ends].filter((end) => !['succeeded', 'expired', 'halted'].includes(end))).toEqual([]);
    expect(ends).toContain('succeeded');
  });

  it.each([
    ['of a version that comes after', { v: VERSION + 1 }],
    ['of a type that is not known', { type: 'teleported' }],
  ])('nothing is decided on an event %s; who knows it goes on', async (_what, change) => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    const head = world.ledger.streams.get(`run#${id}`)?.at(-1);
    if (!head) throw new Error('no run');
    const known = { type: head.type, v: head.v };
    Object.assign(head, change);
    const events = world.types(id).length;
    await expect(world.say('approver', `approve R-${id}`)).rejects.toThrow(/version/);
    await expect(world.say('operator', `cancel R-${id}`)).rejects.toThrow(/version/);
    await world.advance(2 * MINUTE);
    expect([world.types(id).length, world.hosts.commands.size]).toEqual([events, 0]);
    Object.assign(head, known);
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(await verdictOf(id)).toBe('succeeded');
  });
});
