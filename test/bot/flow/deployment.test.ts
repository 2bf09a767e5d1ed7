import { describe, expect, it } from 'vitest';
import { decideVendorAct } from '../../../bot/domain/escalation/vendor-act.ts';
import { HOUR, MINUTE } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { deploymentStream, readDeployment } from '../../../bot/flow/deployment/append-deployment.ts';
import { appendEscalation, escalationStream, readEscalation } from '../../../bot/flow/escalation/append-escalation.ts';
import { crashAt } from '../../fakes/crash.ts';
import { PEOPLE, type Who } from './people.ts';
import { theyDo } from './vendor/vendors.ts';
import { createWorld, type World } from './world.ts';

const DAY = 24 * HOUR;

async function start(world: World, name = 'acme-eu'): Promise<string> {
  const answer = await world.say('operator', `deployment start ${name}`);
  if (answer.is !== 'deployment-started') throw new Error(`not started: ${JSON.stringify(answer)}`);
  return answer.id;
}

async function storyOf(world: World, id: string) {
  const read = await readDeployment(world.ledger, deploymentStream(id));
  if (!read) throw new Error(`no deployment ${id}`);
  return read.story;
}

async function stage(world: World, id: string, wanted: number) {
  const { stages } = await storyOf(world, id);
  const one = stages.find(({ order }) => order === wanted);
  if (!one) throw new Error(`no stage ${wanted}`);
  return one;
}

async function requestOf(world: World, id: string, wanted: number) {
  const { request } = await stage(world, id, wanted);
  const read = request === undefined ? undefined : await readEscalation(world.ledger, escalationStream(request));
  if (!read) throw new Error(`stage ${wanted} has no request`);
  return read.story;
}

/** Marks all stages as done, the shared one as the vendor's. */
async function finish(world: World, id: string): Promise<void> {
  await world.say('operator', `deployment ask D-${id} 13 us`);
  for (let order = 1; order <= 31; order += 1) {
    await world.say('operator', `deployment done D-${id} ${order} because "seen"`);
  }
}

describe('a deployment', () => {
  it('begins with all stages of the list and one card; the same request again begins no second one', async () => {
    const world = await createWorld();
    const request = world.request('operator', 'deployment start acme-eu');
    const first = await world.process().receive(request);
    const again = await world.process().receive(request);
    expect(first).toMatchObject({ is: 'deployment-started', name: 'acme-eu', stages: 31 });
    expect(again).toEqual(first);
    await world.advance(MINUTE);
    expect(world.chat.cards).toMatchObject([{ shows: { name: 'acme-eu', is: 'running' }, seq: 0 }]);
  });

  it('is not begun for a platform that is being deployed, and is once that is over', async () => {
    const world = await createWorld();
    const id = await start(world);
    const twice = { is: 'deployment-refused', refusal: { reason: 'name-taken', name: 'acme-eu', other: id } };
    expect(await world.say('admin', 'deployment start ACME-EU')).toMatchObject(twice);
    await world.say('operator', `deployment close D-${id} because "another region"`);
    await world.advance(MINUTE);
    expect(await world.say('operator', 'deployment start acme-eu')).toMatchObject({ is: 'deployment-started' });
    expect(await world.say('operator', 'deployments')).toMatchObject({
      is: 'deployments',
      lines: [{ state: { is: 'running' } }, { id, state: { is: 'closed' } }],
    });
  });

  it.each<[Who, string, object]>([
    ['budget', 'deployment start acme-us', { is: 'deployment-refused', refusal: { reason: 'no-role' } }],
    ['budget', 'deployment done D-ID 4', { is: 'deployment-refused', refusal: { reason: 'no-role' } }],
    ['approver', 'deployment D-ID', { is: 'deployment' }],
    ['budget', 'deployment D-ID', { is: 'refused', refusal: { reason: 'no-role' } }],
    ['budget', 'deployment picture D-ID', { is: 'refused', refusal: { reason: 'no-role' } }],
    ['budget', 'deployments', { is: 'refused', refusal: { reason: 'no-role' } }],
    ['operator', 'deployment D-00000', { is: 'deployment-refused', refusal: { reason: 'unknown-deployment' } }],
    ['operator', 'deployment done D-00000 4', { is: 'deployment-refused', refusal: { reason: 'unknown-deployment' } }],
    ['operator', 'deployment done D-ID 77', { refusal: { reason: 'no-such-stage', stage: 77, most: 31 } }],
  ])('answers %s who says "%s"', async (who, text, answer) => {
    const world = await createWorld();
    const id = await start(world);
    expect(await world.say(who, text.replace('ID', id))).toMatchObject(answer);
    expect((await storyOf(world, id)).seq).toBe(0);
  });

  it('shows a mark on its card, says what is left before it, and takes the mark back', async () => {
    const world = await createWorld();
    const id = await start(world);
    await world.advance(MINUTE);
    expect(await world.say('operator', `deployment done D-${id} 3`)).toMatchObject({ earlier: [1, 2] });
    expect(await world.say('operator', `deployment begin D-${id} 4`)).toMatchObject({ earlier: [1, 2] });
    expect(await world.say('operator', `deployment reopen D-${id} 3`)).toMatchObject({ earlier: [] });
    await world.advance(MINUTE);
    expect(await stage(world, id, 3)).toMatchObject({ is: 'open' });
    expect(world.chat.cards).toMatchObject([{ seq: 3 }]);
  });

  it('reminds after two working days, again and again, until somebody moves it or puts it off', async () => {
    const world = await createWorld(); // a Saturday
    const id = await start(world);
    await world.advance(MINUTE);
    const told = () => world.chat.announced.filter((one) => one.startsWith(id));
    await leap(world, 3 * DAY);
    expect(told()).toEqual([`${id} reminder-1`]);
    await leap(world, 2 * DAY);
    expect(told()).toEqual([`${id} reminder-1`, `${id} reminder-2`]);
    await world.say('operator', `deployment snooze D-${id} for 10d`);
    await leap(world, 9 * DAY);
    expect(told()).toHaveLength(2);
    await leap(world, 5 * DAY);
    expect(told()).toHaveLength(3);
    await world.say('operator', `deployment close D-${id} because "given up"`);
    await leap(world, 10 * DAY);
    expect(told()).toHaveLength(3);
  });

  it('reminds after as many working days as the policy says', async () => {
    const world = await createWorld({ policy: { deploymentQuietDays: 5 } });
    const id = await start(world);
    await leap(world, 5 * DAY);
    expect(world.chat.announced).toEqual([]);
    await leap(world, 3 * DAY);
    expect(world.chat.announced).toEqual([`${id} reminder-1`]);
  });

  it('ends with the last stage: the card says so, and whoever started it gets the report once', async () => {
    const world = await createWorld();
    const id = await start(world);
    await world.advance(MINUTE);
    await finish(world, id);
    await world.advance(5 * MINUTE);
    expect((await storyOf(world, id)).state.is).toBe('finished');
    expect(world.chat.announced).toHaveLength(1);
    expect(world.files.posted).toHaveLength(1);
    const [{ to, files }] = world.files.posted as [(typeof world.files.posted)[number]];
    expect(to).toMatchObject({ person: { user: expect.any(String) } });
    expect(new TextDecoder().decode(files[0]?.bytes)).toContain('31 of 31 stages need nothing more');
  });

  it('tells whoever started it where the stages are listed, when its report is larger than Slack takes', async () => {
    const world = await createWorld();
    const id = await start(world);
    await world.advance(MINUTE);
    world.files.largest = 100;
    await finish(world, id);
    await world.advance(5 * MINUTE);
    expect(world.chat.told.at(-1)?.answer).toMatchObject({
      is: 'nothing',
      what: expect.stringMatching(/^deployment-acme-eu-.*\.md is \d+ kB, more than Slack takes of a file here/),
      next: `deployment D-${id}`,
    });
  });

  it('comes as a picture and as a report to whoever asks, in their direct messages', async () => {
    const world = await createWorld();
    const id = await start(world);
    expect(await world.say('approver', `deployment picture D-${id}`)).toMatchObject({ is: 'deployment-file' });
    expect(await world.say('approver', `deployment report D-${id}`)).toMatchObject({ is: 'deployment-file' });
    await world.advance(MINUTE);
    expect(world.files.posted.flatMap(({ files }) => files.map(({ name }) => name))).toEqual([
      `${id}.png`,
      `deployment-acme-eu-D-${id}.md`,
    ]);
  });
});

/** So long without looking: then the sweep finds what is due. */
async function leap(world: World, ms: number): Promise<void> {
  world.clock.at += ms;
  await world.advance(3 * MINUTE);
}

describe('a stage of the vendor’s', () => {
  async function asking(order = 10) {
    const world = await createWorld();
    const id = await start(world);
    await world.advance(MINUTE);
    await world.say('operator', `deployment ask D-${id} ${order}${order === 13 ? ' vendor' : ''}`);
    await world.advance(MINUTE);
    return { world, id };
  }

  it('is asked for by one request, which names the platform and the stage and stands below the card', async () => {
    const { world, id } = await asking();
    const request = await requestOf(world, id, 10);
    expect(request.ask).toMatchObject({
      kind: 'task',
      receiver: 'Virtuozzo Team',
      task: 'Stage 10 of 31: Virtuozzo OS installation (all servers)',
      platform: 'acme-eu',
      targets: [],
      cells: [],
    });
    const [card] = world.chat.cards;
    expect(request.prepared.place).toMatchObject({ channel: card?.ref.channel, thread: card?.ref.ts });
    expect(request.state).toMatchObject({ is: 'prepared' });
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('escalation#'))).toHaveLength(1);
  });

  it('is done on the word of theirs that we record, and its request with it', async () => {
    const { world, id } = await asking();
    const { id: request } = await requestOf(world, id, 10);
    await world.say('operator', `send E-${request}`);
    await world.say('operator', `deployment done D-${id} 10 because "Vera, by phone"`);
    await world.advance(MINUTE);
    const read = await readEscalation(world.ledger, escalationStream(request));
    expect(read?.story).toMatchObject({ state: { is: 'done' }, ended: { because: 'Vera, by phone' } });
    expect(await stage(world, id, 10)).toMatchObject({ is: 'done' });
    expect(await stage(world, id, 10)).not.toHaveProperty('request');
  });

  it('is done when their own people say so, with their words', async () => {
    const { world, id } = await asking();
    const { id: request } = await requestOf(world, id, 10);
    await world.say('operator', `send E-${request}`);
    for (const act of [{ is: 'accept' }, { is: 'done', text: 'installed on all six' }] as const) {
      const read = await readEscalation(world.ledger, escalationStream(request));
      const step = read && decideVendorAct(read.story.state, PEOPLE.vendor, { act, now: world.now() });
      if (!read || !step?.ok) throw new Error(`not decided: ${JSON.stringify(step)}`);
      await appendEscalation(world.ledger, read, { step: step.value, by: PEOPLE.vendor, at: world.now() });
      await world.advance(MINUTE);
    }
    const done = await stage(world, id, 10);
    expect(done).toMatchObject({ is: 'done', ended: { by: PEOPLE.vendor, because: 'installed on all six' } });
    expect(done).not.toHaveProperty('request');
  });

  it('is asked of them again when we reopen the request that did it, and done again by them', async () => {
    const { world, id } = await asking();
    const { id: request } = await requestOf(world, id, 10);
    await world.say('operator', `send E-${request}`);
    await theyDo(world, request, { is: 'accept' });
    await theyDo(world, request, { is: 'done', text: 'installed' });
    expect(await stage(world, id, 10)).toMatchObject({ is: 'done' });
    await world.say('operator', `reopen E-${request} because "two of six are missing"`);
    await world.advance(5 * MINUTE);
    const again = await stage(world, id, 10);
    expect(again).toMatchObject({
      is: 'asked',
      request,
      asked: { by: PEOPLE.operator, again: 'two of six are missing' },
    });
    expect(again).not.toHaveProperty('ended');
    const types = () => (world.ledger.streams.get(deploymentStream(id)) ?? []).map(({ type }) => type);
    expect(types()).toEqual(['started', 'asked', 'requested', 'done', 'unasked', 'reasked']);
    await theyDo(world, request, { is: 'done', text: 'all six' });
    await world.advance(MINUTE);
    expect(await stage(world, id, 10)).toMatchObject({ is: 'done', ended: { by: PEOPLE.vendor, because: 'all six' } });
    expect(types().slice(6)).toEqual(['done', 'unasked']);
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('escalation#'))).toHaveLength(1);
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('that was done otherwise, or given up, since is left as it is when its request is reopened', async () => {
    const { world, id } = await asking();
    const { id: request } = await requestOf(world, id, 10);
    await world.say('operator', `send E-${request}`);
    await theyDo(world, request, { is: 'accept' });
    await theyDo(world, request, { is: 'done' });
    await world.say('operator', `deployment reopen D-${id} 10`);
    await world.say('operator', `deployment done D-${id} 10 because "Vera, by phone"`);
    await world.say('operator', `reopen E-${request} because "again"`);
    await world.advance(MINUTE);
    expect(await stage(world, id, 10)).toMatchObject({ is: 'done', ended: { because: 'Vera, by phone' } });
    await theyDo(world, request, { is: 'done' });
    await world.say('operator', `deployment close D-${id} because "no contract"`);
    await world.say('operator', `reopen E-${request} because "once more"`);
    await world.advance(MINUTE);
    expect((await storyOf(world, id)).state.is).toBe('closed');
  });

  it('is open again when its request is withdrawn, and can be asked for anew', async () => {
    const { world, id } = await asking(13);
    const { id: request } = await requestOf(world, id, 13);
    await world.say('operator', `withdraw E-${request}`);
    await world.advance(MINUTE);
    expect(await stage(world, id, 13)).toMatchObject({ is: 'open' });
    await world.say('operator', `deployment ask D-${id} 13 vendor`);
    await world.advance(MINUTE);
    expect((await requestOf(world, id, 13)).id).not.toBe(request);
  });

  it('is open again when nobody sent its request in a week', async () => {
    const { world, id } = await asking();
    await leap(world, 8 * DAY);
    await world.advance(5 * MINUTE);
    expect(await stage(world, id, 10)).toMatchObject({ is: 'open' });
  });

  it('has its request withdrawn when the deployment is given up', async () => {
    const { world, id } = await asking();
    const { id: request } = await requestOf(world, id, 10);
    await world.say('operator', `deployment close D-${id} because "given up"`);
    await world.advance(MINUTE);
    const read = await readEscalation(world.ledger, escalationStream(request));
    expect(read?.story).toMatchObject({ state: { is: 'withdrawn' }, ended: { because: `D-${id} was closed` } });
  });

  it('needs no request when it is done before the worker has come to prepare it', async () => {
    const world = await createWorld();
    const id = await start(world);
    await world.say('operator', `deployment ask D-${id} 10`);
    await world.say('operator', `deployment done D-${id} 10 because "Vera"`);
    await world.advance(MINUTE);
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('escalation#'))).toEqual([]);
  });
});

/** Asks for a stage, is told that it is done, is reminded, and is given up: with a process that dies at some point. */
async function live(deaths: number[], stream: 'comes again' | 'is lost') {
  const world = await createWorld();
  world.cut.retries = stream === 'is lost';
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  const begun = world.request('operator', 'deployment start acme-eu');
  await insist(world, begun);
  const [id = ''] = idsOf(world, 'deployment');
  await world.advance(6 * MINUTE);
  await insist(world, world.request('operator', `deployment ask D-${id} 10`));
  await insist(world, world.request('operator', `deployment ask D-${id} 11`));
  await world.advance(6 * MINUTE);
  await insist(world, world.request('operator', `deployment done D-${id} 10 because "Vera"`));
  await world.advance(6 * MINUTE);
  world.clock.at += 4 * DAY;
  await world.advance(6 * MINUTE);
  await insist(world, world.request('operator', `deployment close D-${id} because "over"`));
  await world.advance(12 * MINUTE);
  return { world, id, points: first.points };
}

/** As people and Slack do who get no answer: the same request again. */
async function insist(world: World, request: ReturnType<World['request']>): Promise<void> {
  for (let delivery = 0; delivery < 4; delivery += 1) {
    if (await world.call(({ receive }) => receive(request))) return;
  }
  throw new Error('never acknowledged');
}

function idsOf(world: World, kind: string): string[] {
  return [...world.ledger.streams.keys()]
    .filter((one) => one.startsWith(`${kind}#`))
    .map((one) => one.split('#')[1] ?? '');
}

function leftOf({ world, id }: Awaited<ReturnType<typeof live>>) {
  const streams = [`deployment#${id}`, ...idsOf(world, 'escalation').map((one) => `escalation#${one}`)];
  const all = streams.map((stream) => world.ledger.streams.get(stream) ?? []);
  return {
    deployments: idsOf(world, 'deployment').length,
    ends: all.map((events) => JSON.parse(events.at(-1)?.state ?? '{}').is).sort(),
    open: JSON.parse(all[0]?.at(-1)?.state ?? '{}').stages.filter((one: object) => 'request' in one).length,
    reminders: all[0]?.filter(({ type }) => type === 'reminded').length,
    announced: world.chat.announced,
    cards: world.chat.cards.map(
      ({ run, seq }) =>
        seq === world.ledger.streams.get(run === id ? `deployment#${run}` : `escalation#${run}`)?.at(-1)?.seq,
    ),
    chains: all.map((events, at) => verify(streams[at] ?? '', events).ok),
    due: all
      .flat()
      .filter(({ due }) => due !== undefined)
      .map(({ type }) => type),
  };
}

describe('a deployment, when the process dies', async () => {
  const alive = await live([], 'comes again');
  const every = alive.points.map((_, at) => at);
  const over = (id: string) => ({
    deployments: 1,
    ends: ['closed', 'done', 'withdrawn'],
    open: 0,
    reminders: 1,
    announced: [`${id} reminder-1`],
    cards: [true, true, true],
    chains: [true, true, true],
    due: [],
  });

  it('is over once when it does not die', () => {
    expect(leftOf(alive)).toEqual(over(alive.id));
    expect(every.length).toBeGreaterThan(200);
  });

  it.each(['comes again', 'is lost'] as const)(
    `has one card, one request a stage and one reminder after deaths at ${every.length} points, when the stream %s`,
    async (stream) => {
      // Each point where it hurts most; every third one where the stream itself brings the work back.
      for (const at of every.filter((one) => stream === 'is lost' || one % 3 === 0)) {
        const lived = await live([at], stream);
        expect(leftOf(lived), `dead ${alive.points[at]} (${at})`).toEqual(over(lived.id));
      }
    },
  );
});
