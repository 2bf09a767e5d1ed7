import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { ChatBusy } from '../../../bot/ports/chat.ts';
import { Crash } from '../../fakes/crash.ts';
import { startFunctions } from './functions.ts';
import { OURS, PEOPLE, type Who } from './people.ts';
import { createWorld, NOON, type World } from './world.ts';

const STOP = 'stop everything because "disks fail"';
const RESTART = 'restart nginx on host-7';

const QUIET = { before: () => undefined, after: () => undefined };

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const stream = () => world.ledger.streams.get('freezes#main') ?? [];
const types = () => stream().map(({ type }) => type);
const cards = () => world.chat.cards.filter(({ shows }) => ['stopped', 'lifted'].includes(shows.is));
async function asked(text: string, who: Who = 'operator') {
  const id = await world.ask(who, text);
  await world.advance(30 * SECOND);
  return world.story(id);
}
async function stop(who: Who = 'operator') {
  const answer = await world.say(who, STOP);
  await world.advance(SECOND);
  return answer.is === 'everything-stopped' ? answer.stop : undefined;
}
const STOPPED = { reason: 'stopped', stop: { gate: 'stop', because: 'disks fail' } };

describe('an emergency stop', () => {
  it('stops whatever is asked, anywhere, and says who, why and since when; reading goes on', async () => {
    expect(await stop()).toMatchObject({ from: NOON, by: PEOPLE.operator, because: 'disks fail', lifts: [] });
    for (const text of [RESTART, 'restart nginx on host-4', 'install curl on host-4', `${RESTART} in 2h`]) {
      expect(await asked(`${text} because "now"`)).toMatchObject({
        state: { is: 'refused' },
        refusal: { ...STOPPED, mayAsk: false },
      });
    }
    expect(await asked('logs nginx on host-7')).toMatchObject({ state: { verdict: 'succeeded' } });
    expect(await world.say('operator', `plan ${RESTART}`)).toMatchObject({ is: 'plan-refused', refusal: STOPPED });
    for (const text of ['help', 'waiting', 'health', 'calendar']) {
      expect(await world.say('approver', text)).toMatchObject({ stop: { because: 'disks fail' } });
    }
    expect(world.hosts.commands.size).toBe(1);
  });

  it('keeps what waits from being approved and excepted, and what was approved from being sent', async () => {
    const approved = await asked(RESTART);
    const waiting = await asked('restart nginx on host-8');
    await world.say('approver', `approve R-${approved.id}`);
    await stop('approver-2');
    await world.advance(5 * MINUTE);
    expect(await world.story(approved.id)).toMatchObject({ state: { is: 'halted' }, refusal: STOPPED });
    expect(await world.story(waiting.id)).toMatchObject({ stops: [{ gate: 'stop' }] });
    expect(await world.say('approver', `approve R-${waiting.id}`)).toMatchObject({ refusal: STOPPED });
    expect(await world.say('freezer', `except R-${waiting.id} because "x"`)).toMatchObject({ refusal: STOPPED });
    expect(await world.say('approver', `deny R-${waiting.id}`)).toMatchObject({ act: 'denied' });
    expect(world.hosts.effects).toEqual([]);
  });

  it('beats an exception that was given before it', async () => {
    await world.say('approver', 'freeze everything for 2h because "the sale"');
    const run = await asked('restart nginx on host-7 because "down"');
    await world.say('freezer', `except R-${run.id} because "agreed"`);
    await stop();
    expect(await world.say('approver', `approve R-${run.id}`)).toMatchObject({ refusal: STOPPED });
  });

  it('keeps a timed run from beginning', async () => {
    const run = await asked('restart nginx on host-4 in 1h');
    expect(run.state.is).toBe('scheduled');
    await stop();
    await world.advance(HOUR + MINUTE);
    expect(await world.story(run.id)).toMatchObject({ state: { is: 'halted' }, refusal: STOPPED });
  });

  it('keeps a run from its next wave, which nobody resumes until it is lifted', async () => {
    const run = await asked('restart nginx on host-5, host-6 in waves 1, 100% pause between waves');
    await world.say('approver', `approve R-${run.id}`);
    await world.advance(MINUTE);
    await stop();
    expect(await world.story(run.id)).toMatchObject({ state: { is: 'paused' }, stops: [{ gate: 'stop' }] });
    expect(await world.say('operator', `resume R-${run.id}`)).toMatchObject({ is: 'act-refused', refusal: STOPPED });
    await world.say('approver', 'lift the stop');
    await world.say('admin', 'lift the stop');
    await world.advance(SECOND);
    expect(await world.story(run.id)).toMatchObject({ state: { is: 'paused' }, stops: [] });
    expect(await world.say('operator', `resume R-${run.id}`)).toMatchObject({ act: 'resumed' });
    await world.advance(MINUTE);
    expect(await world.story(run.id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('that comes in the middle of a wave pauses the run with what was sent, and does not interrupt that', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const run = await asked('restart nginx on host-5, host-6, host-8 one at a time');
    await world.say('approver', `approve R-${run.id}`);
    await world.advance(10 * SECOND);
    await stop();
    await world.advance(MINUTE);
    const { state, refusal, outcomes } = await world.story(run.id);
    expect(state).toMatchObject({ is: 'paused', why: 'refused' });
    expect(refusal).toMatchObject(STOPPED);
    expect([...outcomes.values()].map(({ status }) => status)).toEqual(['succeeded']);
    expect(world.hosts.effects).toHaveLength(1);
    expect(world.locks.held.size).toBe(0);
  });

  it.each([
    ['alone', RESTART, { is: 'finished', verdict: 'failed' }, 'did-not-run'],
    [
      'the first of several',
      'restart nginx on host-7, host-8 one at a time',
      { is: 'paused', why: 'refused' },
      undefined,
    ],
  ])('overtakes an intent that no worker has sent yet: %s', async (_what, text, state, status) => {
    const run = await asked(text);
    world.replaceProcess({
      before: () => undefined,
      after: () => {
        if (world.types(run.id).at(-1) === 'intended') world.cut.stream = true;
      },
    });
    await world.say('approver', `approve R-${run.id}`);
    await world.advance(0);
    world.replaceProcess();
    world.cut.stream = false;
    await world.say('operator', STOP);
    await world.advance(3 * MINUTE);
    const { state: after, outcomes } = await world.story(run.id);
    expect(after).toMatchObject(state);
    expect(outcomes.get('host-7')?.status).toBe(status);
    expect(world.hosts.commands.size).toBe(0);
    expect(world.locks.held.size).toBe(0);
  });

  it('keeps a send that nobody confirmed from being tried again, and says that nobody knows', async () => {
    world.hosts.faults.push('lost-before');
    const run = await asked('restart nginx on host-4');
    await stop();
    await world.advance(5 * MINUTE);
    expect(await world.story(run.id)).toMatchObject({ state: { verdict: 'unknown' } });
    expect((await world.story(run.id)).outcomes.get('host-4')?.detail).toMatch(/not sent again: everything is stopped/);
  });

  it('is told on a card where it was said and wherever something is under way', async () => {
    world.hosts.pace.ends = HOUR;
    const place = { team: OURS, channel: 'C0WEB' };
    const answer = await world.say('operator', 'restart nginx on host-4', { place });
    await world.advance(MINUTE);
    await stop();
    expect(answer.is).toBe('accepted');
    expect(cards().map(({ ref, shows }) => [ref.channel, shows.is])).toEqual([
      ['C0OPS', 'stopped'],
      ['C0WEB', 'stopped'],
    ]);
  });

  it('is shown as lifted when the edit of a worker that was overtaken lands after the last one', async () => {
    await stop();
    await world.say('approver', 'lift the stop');
    const slow = Promise.withResolvers<void>();
    const late: World['outside']['chat'] = {
      ...world.chat,
      async updateCard(ref, story) {
        await slow.promise;
        return world.chat.updateCard(ref, story);
      },
    };
    const overtaken = startFunctions({ ...world.outside, chat: late }, QUIET).tend('freezes#main');
    await vi.waitUntil(() => stream().at(-1)?.tries === 1);
    await world.say('approver-2', 'lift the stop');
    await world.advance(SECOND);
    expect(cards().map(({ shows }) => shows.is)).toEqual(['lifted']);
    slow.resolve();
    await overtaken;
    expect(cards().map(({ shows }) => shows.is)).toEqual(['lifted']);
  });

  it('has one card when a second worker comes while the first one posts it, and Slack does not tell that one', async () => {
    await world.say('operator', STOP);
    const slow = Promise.withResolvers<void>();
    const late: World['outside']['chat'] = {
      ...world.chat,
      async postCard(story) {
        await slow.promise;
        return world.chat.postCard(story);
      },
    };
    const first = startFunctions({ ...world.outside, chat: late }, QUIET).tend('freezes#main');
    await vi.waitUntil(() => stream().at(-1)?.tries === 1);
    await world.say('approver', 'lift the stop');
    const deaf: World['outside']['chat'] = {
      ...world.chat,
      async postCard(story) {
        await world.chat.postCard(story);
        throw new ChatBusy(2 * SECOND);
      },
    };
    await startFunctions({ ...world.outside, chat: deaf }, QUIET).tend('freezes#main');
    slow.resolve();
    await first;
    await world.advance(MINUTE);
    await world.say('approver-2', 'lift the stop');
    await world.advance(MINUTE);
    expect(cards().map(({ shows }) => shows.is)).toEqual(['lifted']);
  });

  it('is shown as lifted in the end when a worker died whose edit landed after the last one', async () => {
    await stop();
    await world.say('approver', 'lift the stop');
    const slow = Promise.withResolvers<void>();
    let isDead = false;
    const dies = () => {
      if (isDead) throw new Crash('dead');
    };
    const late: World['outside']['chat'] = {
      ...world.chat,
      async updateCard(ref, story) {
        await slow.promise;
        isDead = true;
        return world.chat.updateCard(ref, story);
      },
    };
    const dead = startFunctions({ ...world.outside, chat: late }, { before: dies, after: dies }).tend('freezes#main');
    await vi.waitUntil(() => stream().at(-1)?.tries === 1);
    await world.say('approver-2', 'lift the stop');
    await world.advance(SECOND);
    slow.resolve();
    await expect(dead).rejects.toThrow(Crash);
    expect(cards().map(({ shows }) => shows.is)).toEqual(['stopped']);
    await world.advance(5 * MINUTE);
    expect(cards().map(({ shows }) => shows.is)).toEqual(['lifted']);
  });

  it('stands once, however often it is said or delivered', async () => {
    const twice = { source: 'the same trigger' };
    const [first, second] = [await world.say('operator', STOP, twice), await world.say('operator', STOP, twice)];
    expect(second).toEqual(first);
    await world.advance(5 * MINUTE);
    expect(await world.say('approver', 'stop everything because "more"')).toMatchObject({
      is: 'everything-stopped',
      already: true,
      stop: { from: NOON, by: PEOPLE.operator, because: 'disks fail' },
    });
    expect(types()).toEqual(['stopped-everything']);
    expect(cards()).toHaveLength(1);
  });

  it('stands beside freezes, and neither ends with the other', async () => {
    await stop();
    await world.say('approver', 'freeze production for 1h because "the sale"');
    await world.say('approver', 'lock host-7 for 1h because "a leak"');
    await world.advance(2 * HOUR);
    await world.say('approver', 'thaw everything');
    expect(await asked(RESTART)).toMatchObject({ refusal: STOPPED });
    expect(types()).toEqual(['stopped-everything', 'froze', 'locked', 'ended']);
  });

  it('runs nothing where nobody can say whether it stands', async () => {
    const run = await asked(RESTART);
    await world.say('approver', `approve R-${run.id}`);
    const { head } = world.ledger;
    world.ledger.head = async (name) => {
      if (name === 'freezes#main') throw new Error('no answer');
      return head(name);
    };
    world.replaceProcess();
    await world.advance(5 * MINUTE);
    expect(world.hosts.commands.size).toBe(0);
    expect(await world.story(run.id)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'fault' } });
  });
});

describe('lifting it', () => {
  beforeEach(async () => {
    await stop();
  });

  it('takes two people; the second one hears that it is lifted, twice if it was delivered twice', async () => {
    expect(await world.say('approver', 'lift the stop because "replaced"')).toMatchObject({ is: 'lift-asked' });
    expect(await asked(RESTART)).toMatchObject({ refusal: STOPPED });
    expect(await world.say('approver', 'lift the stop')).toMatchObject({ is: 'lift-asked', already: true });
    expect(await world.say('admin', 'lift the stop')).toMatchObject({
      is: 'lifted',
      stop: { lifts: [{ by: PEOPLE.approver, because: 'replaced' }, { by: PEOPLE.admin }] },
    });
    expect(await world.say('admin', 'lift the stop')).toMatchObject({ is: 'lifted' });
    expect(await world.say('approver', 'lift the stop')).toMatchObject({ is: 'nothing' });
    await world.advance(MINUTE);
    expect(types()).toEqual(['stopped-everything', 'lift-asked', 'lifted']);
    expect(cards()).toMatchObject([{ shows: { is: 'lifted' } }]);
    expect(await asked(RESTART)).toMatchObject({ state: { is: 'waiting' } });
    expect(verify('freezes#main', stream()).ok).toBe(true);
    expect(stream().filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('counts no second account, and no word of somebody who lost the role', async () => {
    await world.say('approver', 'lift the stop');
    await world.rewrite(`person#${OURS}#${PEOPLE['approver-2'].user}`, (person) => ({
      ...person,
      id: `${OURS}/${PEOPLE.approver.user}`,
    }));
    expect(await world.say('approver-2', 'lift the stop')).toMatchObject({ is: 'lift-asked', already: true });
    await world.give('approver', ['operator']);
    expect(await world.say('admin', 'lift the stop')).toMatchObject({
      is: 'lift-asked',
      stop: { lifts: [{ by: PEOPLE.admin }] },
    });
    expect(await world.say('admin-2', 'lift the stop')).toMatchObject({ is: 'lifted' });
  });

  it('lifts the stop that a button names, and no later one', async () => {
    const [{ id } = { id: '' }] = [JSON.parse(stream()[0]?.state ?? '{}').stop as { id: string }];
    await world.say('approver', `lift X-${id}`);
    await world.say('admin', `lift X-${id}`);
    await world.advance(SECOND);
    await stop();
    expect(await world.say('approver', `lift X-${id}`)).toMatchObject({ is: 'nothing', what: /another one/ });
  });

  it('is not for operators', async () => {
    expect(await world.say('operator', 'lift the stop')).toMatchObject({ refusal: { reason: 'no-role' } });
  });
});

describe('a process that dies', () => {
  it.each(['before', 'after'] as const)(
    '%s any of its calls leaves one card and one stop, told to its end',
    async (when) => {
      for (let point = 0; point < 12; point += 1) {
        world = await createWorld();
        await world.say('operator', STOP);
        let calls = 0;
        const die = () => {
          calls += 1;
          if (calls === point + 1) throw new Crash();
        };
        world.replaceProcess({ before: () => undefined, after: () => undefined, [when]: die });
        await world.advance(5 * MINUTE);
        await world.say('approver', 'lift the stop');
        await world.say('admin', 'lift the stop');
        await world.advance(5 * MINUTE);
        expect({ point, cards: cards().map(({ shows }) => shows.is) }).toEqual({ point, cards: ['lifted'] });
        expect(types()).toEqual(['stopped-everything', 'lift-asked', 'lifted']);
      }
    },
  );
});
