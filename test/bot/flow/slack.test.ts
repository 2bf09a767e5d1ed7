import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { ChatBusy } from '../../../bot/ports/chat.ts';
import { Crash } from '../../fakes/crash.ts';
import { faulty } from '../../fakes/faults.ts';
import { startFunctions } from './functions.ts';
import { OURS, PEOPLE } from './people.ts';
import { createWorld, type World } from './world.ts';

const QUIET = { before: () => undefined, after: () => undefined };

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const shown = () => world.chat.cards.map(({ shows }) => ('verdict' in shows ? shows.verdict : shows.is));

/** Slack fails every call of these kinds, before it does anything or after. */
function slackFails(calls: string[], fault: 'throttled' | 'lost-answer' = 'throttled'): void {
  const make = () => new ChatBusy(30 * SECOND);
  world.replaceProcess(faulty((call) => (calls.includes(call.split('.').at(-1) ?? '') ? fault : undefined), make));
}

describe('Slack that cannot be reached', () => {
  it('does not hold up a run: its one card comes afterwards, with the end of it', async () => {
    slackFails(['postCard', 'findCard']);
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(5 * SECOND);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.locks.held.size).toBe(0);
    await world.advance(2 * HOUR);
    expect(shown()).toEqual([]);
    world.replaceProcess();
    await world.advance(2 * MINUTE);
    expect(shown()).toEqual(['succeeded']);
    expect(world.chat.announced).toEqual([]);
    expect(world.hosts.effects).toHaveLength(1);
  });

  it('F14: for two hours while hosts work loses nothing: one card, the newest state, one mention', async () => {
    world.hosts.pace.ends = 60 * SECOND;
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    await world.say('approver', `approve R-${id}`);
    await world.advance(5 * SECOND);
    expect(shown()).toEqual(['running']);
    world.chat.busy = { retryAfter: 30 * SECOND };
    await world.advance(2 * HOUR);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(shown()).toEqual(['running']);
    world.chat.busy = undefined;
    await world.advance(2 * MINUTE);
    expect([shown(), world.chat.announced]).toEqual([['succeeded'], [id]]);
    expect(world.logged.filter((line) => line === 'error parked')).toEqual([]);
  });

  it('that takes a card and does not say so gets no second one', async () => {
    slackFails(['postCard'], 'lost-answer');
    await world.ask('operator', 'restart nginx on host-4');
    await world.advance(5 * MINUTE);
    world.replaceProcess();
    await world.advance(2 * MINUTE);
    expect(shown()).toEqual(['succeeded']);
  });

  it('that shows an edit and does not say so shows the newest state in the end', async () => {
    slackFails(['updateCard'], 'lost-answer');
    await world.ask('operator', 'restart nginx on host-4');
    await world.advance(5 * MINUTE);
    expect(shown()).toEqual(['succeeded']);
  });

  it('F13: is called again when it said it would be ready, not before', async () => {
    slackFails(['postCard']);
    await world.ask('operator', 'restart nginx on host-7');
    await world.advance(MINUTE);
    expect(world.chat.calls.filter((call) => call === 'postCard')).toHaveLength(0);
    const tries = world.logged.filter((line) => line === 'warn slack-busy').length;
    expect(tries).toBeGreaterThanOrEqual(2);
    expect(tries).toBeLessThanOrEqual(3);
  });
});

describe('a card', () => {
  it.each(['before', 'after'])(
    'is one, of the newest state, when a worker slept past its claim %s posting it',
    async (when) => {
      const sleep = Promise.withResolvers<void>();
      const sleepy: World['outside']['chat'] = {
        ...world.chat,
        async postCard(story) {
          if (when === 'before') await sleep.promise;
          const posted = await world.chat.postCard(story);
          await sleep.promise;
          return posted;
        },
      };
      const id = await world.ask('operator', 'restart nginx on host-7');
      await world.process().tend(`run#${id}`);
      world.cut.stream = true;
      const sleeper = startFunctions({ ...world.outside, chat: sleepy }, QUIET).tend(`run#${id}`);
      await world.advance(5 * MINUTE);
      world.cut.stream = false;
      await world.say('approver', `approve R-${id}`);
      await world.advance(MINUTE);
      sleep.resolve();
      await sleeper;
      await world.advance(MINUTE);
      expect(shown()).toEqual(['succeeded']);
      const { value } = (await world.receipts.get(`run#${id}`, 'card')) ?? {};
      expect(world.chat.cards.map(({ ref }) => ref)).toEqual([value]);
    },
  );

  it('of what repeats shows how it stands when a worker died whose edit landed after the last one', async () => {
    await world.say('operator', 'uptime on host-4 every day 03:00');
    await world.advance(5 * SECOND);
    const [stream = ''] = [...world.ledger.streams.keys()].filter((one) => one.startsWith('schedule#'));
    const id = stream.slice('schedule#'.length);
    await world.say('operator', `pause schedule S-${id}`);
    const landed = Promise.withResolvers<void>();
    let isDead = false;
    const dies = () => {
      if (isDead) throw new Crash('dead');
    };
    const late: World['outside']['chat'] = {
      ...world.chat,
      async updateCard(ref, story) {
        await landed.promise;
        isDead = true;
        return world.chat.updateCard(ref, story);
      },
    };
    const dead = startFunctions({ ...world.outside, chat: late }, { before: dies, after: dies }).tend(stream);
    await vi.waitUntil(() => world.ledger.streams.get(stream)?.at(-1)?.tries === 1);
    await world.say('operator', `resume schedule S-${id}`);
    await world.advance(SECOND);
    expect(shown()).toEqual(['active']);
    landed.resolve();
    await expect(dead).rejects.toThrow(Crash);
    expect(shown()).toEqual(['paused']);
    await world.advance(5 * MINUTE);
    expect(shown()).toEqual(['active']);
  });

  it('that somebody deleted is not posted again, and the run goes on', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    world.chat.cards.splice(0);
    await world.say('approver', `approve R-${id}`);
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect([shown(), world.chat.announced]).toEqual([[], [id]]);
    expect(world.chat.calls.filter((call) => call === 'postCard')).toHaveLength(1);
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('that can be posted nowhere does not hold up the run either', async () => {
    world.chat.unreachable = 'not_in_channel';
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.chat.calls.filter((call) => call === 'postCard')).toHaveLength(1);
    expect((await world.ledger.read(`run#${id}`)).filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('has what did not fit beside it as a file, with its secrets masked', async () => {
    const secret = 'xoxb-123456789012-abcdefghijklmnop';
    const output = `${'line of log\n'.repeat(300)}token ${secret}\n`;
    world.hosts.endings.set('i-host-4', { details: 'Success', exitCode: 0, output });
    const id = await world.ask('operator', 'logs nginx on host-4');
    await world.advance(MINUTE);
    const [card] = world.chat.cards;
    const name = `R-${id}-host-4.txt`;
    expect(world.files.posted).toMatchObject([{ to: card?.ref, files: [{ name }] }]);
    const texts = world.files.posted.flatMap(({ files }) => files.map(({ bytes }) => new TextDecoder().decode(bytes)));
    expect(texts.join()).toContain('line of log');
    const everything = JSON.stringify([texts, [...world.ledger.streams.values()], world.chat.cards]);
    expect(everything).not.toContain(secret);
  });
});

describe('a card in the direct messages of who is asked', () => {
  const direct = () => world.chat.direct.map(({ shows }) => shows.is);

  it('shows the end when somebody ended the run while they were being asked', async () => {
    const asking = Promise.withResolvers<void>();
    const slow: World['outside']['chat'] = {
      ...world.chat,
      async askDirectly(to, story) {
        const asked = await world.chat.askDirectly(to, story);
        await asking.promise;
        return asked;
      },
    };
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.process().tend(`run#${id}`);
    const asker = startFunctions({ ...world.outside, chat: slow }, QUIET).tend(`run#${id}`);
    await vi.waitUntil(() => world.chat.direct.length > 0);
    await world.say('operator', `cancel R-${id}`);
    await world.settle();
    asking.resolve();
    await asker;
    expect([...new Set(direct())]).toEqual(['cancelled']);
    expect(shown()).toEqual(['cancelled']);
  });

  it('shows the end although Slack took it without saying so, and the run ended before it was asked again', async () => {
    slackFails(['askDirectly'], 'lost-answer');
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.settle();
    expect(direct()).toEqual(['waiting']);
    await world.say('operator', `cancel R-${id}`);
    await world.settle();
    expect(direct()).toEqual(['cancelled']);
  });
});

describe('who is told without a card', () => {
  it('is the requester, once, when the plan was refused', async () => {
    const id = await world.ask('operator', 'restart nginx on host-77');
    await world.advance(5 * MINUTE);
    expect(world.chat.told).toMatchObject([
      { to: PEOPLE.operator, answer: { is: 'refused', run: id, refusal: { suggestion: 'restart nginx on host-7' } } },
    ]);
  });

  it('is nobody twice: what the acknowledgement said is not said again', async () => {
    expect(await world.say('guest', 'restart nginx on host-4')).toMatchObject({ refusal: { reason: 'no-role' } });
    await world.advance(5 * MINUTE);
    expect(world.chat.told).toEqual([]);
  });

  it('is who mentioned Remit, since a mention is not answered at once', async () => {
    const place = { team: OURS, channel: 'C0OPS', thread: '1.2' };
    expect(await world.say('guest', 'restart nginx on host-4', { mention: true, place })).toEqual({ is: 'later' });
    await world.advance(5 * MINUTE);
    expect(world.chat.told).toMatchObject([{ to: PEOPLE.guest, answer: { refusal: { reason: 'no-role' } } }]);
  });

  it.each([
    ['mentions', true],
    ['presses a button or types', false],
  ])('is an outsider who %s, with the fixed sentence, once', async (_how, mention) => {
    const place = { team: OURS, channel: 'C0EXT', thread: '1.2', ...(mention ? {} : { answerPath: '/actions/1' }) };
    const reply = await world.say('vendor', 'restart nginx on host-4', { mention, place });
    await world.advance(5 * MINUTE);
    const atOnce = reply.is === 'outsider' ? 1 : 0;
    expect(atOnce + world.chat.turnedAway.length).toBe(1);
    expect([world.chat.told, world.chat.cards]).toEqual([[], []]);
  });
});

describe('again', () => {
  it('of what an outsider typed says that there is nothing to ask again', async () => {
    await world.say('vendor', 'restart nginx on host-4');
    await world.advance(SECOND);
    const [stream = ''] = [...world.ledger.streams.keys()].filter((one) => one.startsWith('run#'));
    expect(await world.say('operator', `again R-${stream.slice('run#'.length)}`)).toMatchObject({
      is: 'nothing',
      what: expect.stringContaining('nothing to ask again'),
    });
  });
});
