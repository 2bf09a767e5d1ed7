import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { PEOPLE } from '../people.ts';
import { createWorld } from '../world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

const streams = () => [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('picture#'));
const dues = () =>
  streams().flatMap((stream) => (world.ledger.streams.get(stream) ?? []).filter(({ due }) => due !== undefined));

describe('a picture of the matrix', () => {
  it('comes into the direct messages of who asked, and nowhere else', async () => {
    const reply = await world.say('operator', 'matrix picture');
    expect(reply).toMatchObject({ is: 'matrix-picture', of: { profile: 'virtuozzo', inForce: true } });
    expect(world.files.posted).toEqual([]);
    await world.advance(MINUTE);
    expect(world.files.posted).toMatchObject([
      {
        to: { person: PEOPLE.operator },
        comment: 'Matrix virtuozzo v0',
        files: [{ name: 'virtuozzo.png', alt: expect.stringContaining('Restarting Processes') }],
      },
    ]);
    expect(dues()).toEqual([]);
  });

  it('is of the profile that was asked for, as it is when it is drawn', async () => {
    await world.say('operator', 'matrix picture in jelastic');
    await world.rewrite('matrix#jelastic', (state) => ({ ...state, rows: [] }));
    await world.advance(MINUTE);
    expect(world.files.posted).toMatchObject([{ comment: 'Matrix jelastic v1', files: [{ alt: '' }] }]);
  });

  it('is asked for by a mention too', async () => {
    expect(await world.say('operator', 'matrix picture', { mention: true })).toMatchObject({ is: 'matrix-picture' });
    await world.advance(MINUTE);
    expect(world.files.posted).toHaveLength(1);
  });

  it('is drawn once for one request that is delivered twice', async () => {
    const request = world.request('operator', 'matrix picture', { source: 'the same' });
    await world.say('operator', 'matrix picture', request);
    await world.say('operator', 'matrix picture', request);
    await world.advance(MINUTE);
    expect(streams()).toHaveLength(1);
    expect(world.files.posted).toHaveLength(1);
  });

  it('is refused to who may not read, and nothing is put on record', async () => {
    expect(await world.say('guest', 'matrix picture')).toMatchObject({ is: 'refused', refusal: { reason: 'no-role' } });
    expect(streams()).toEqual([]);
  });

  it('is refused to who lost the right before it was drawn', async () => {
    world.cut.stream = true;
    await world.say('operator', 'matrix picture');
    await world.give('operator', []);
    await world.rewrite(`person#${PEOPLE.operator.team}#${PEOPLE.operator.user}`, (state) => ({
      ...state,
      grants: [],
    }));
    await world.advance(3 * MINUTE);
    expect(world.files.posted).toEqual([]);
    expect(world.chat.told).toMatchObject([
      { to: PEOPLE.operator, answer: { is: 'refused', refusal: { reason: 'no-role' } } },
    ]);
    expect(dues()).toEqual([]);
  });

  it('is drawn by the sweep when the stream brings nothing', async () => {
    world.cut.stream = true;
    await world.say('operator', 'matrix picture');
    await world.advance(3 * MINUTE);
    expect(world.files.posted).toHaveLength(1);
  });

  it('waits while Slack is busy', async () => {
    world.files.busy = { retryAfter: 30_000 };
    await world.say('operator', 'matrix picture');
    await world.advance(MINUTE);
    expect(world.files.posted).toEqual([]);
    world.files.busy = undefined;
    await world.advance(2 * MINUTE);
    expect(world.files.posted).toHaveLength(1);
  });

  it.each([
    [
      'cannot be drawn',
      () => {
        world.pictures.broken = true;
      },
    ],
    [
      'is not taken by Slack',
      () => {
        world.files.broken = true;
      },
    ],
    [
      'can be posted nowhere',
      () => {
        world.files.unreachable = 'cannot_dm_bot';
      },
    ],
  ])('is given up when it %s, in words that lead to the list', async (_what, breaking) => {
    breaking();
    await world.say('operator', 'matrix picture in jelastic');
    await world.advance(15 * MINUTE);
    expect(world.chat.told).toMatchObject([
      { to: PEOPLE.operator, answer: { is: 'nothing', next: 'matrix in jelastic' } },
    ]);
    expect(dues()).toEqual([]);
  });

  it('is asked for five times a minute and no more, by each person', async () => {
    for (let count = 0; count < 5; count += 1) {
      expect(await world.say('operator', 'matrix picture')).toMatchObject({ is: 'matrix-picture' });
    }
    expect(await world.say('operator', 'matrix picture')).toMatchObject({ is: 'nothing', next: 'matrix' });
    expect(await world.say('approver', 'matrix picture')).toMatchObject({ is: 'matrix-picture' });
    await world.advance(MINUTE + 1);
    expect(await world.say('operator', 'matrix picture')).toMatchObject({ is: 'matrix-picture' });
  });

  it('is posted whenever the process dies, twice at most', async () => {
    const counting = crashAt();
    world.replaceProcess(counting);
    await world.say('operator', 'matrix picture');
    await world.advance(MINUTE);
    for (let at = counting.points.indexOf('after ledger.append') + 1; at < counting.points.length; at += 1) {
      world = await createWorld();
      world.replaceProcess(crashAt(at));
      await world.say('operator', 'matrix picture').catch(() => undefined);
      await world.advance(5 * MINUTE);
      expect([1, 2], `dead at ${counting.points[at]}`).toContain(world.files.posted.length);
      expect(dues(), `dead at ${counting.points[at]}`).toEqual([]);
    }
  });
});
