import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import type { World } from '../world.ts';
import { sendRequest, theyDo, vendorWorld } from './vendors.ts';

const answers = (world: World) =>
  world.chat.told.flatMap(({ answer }) => (answer.is === 'inquired' ? [answer.answer] : []));

describe('vendor virtuozzo', () => {
  it('tells what is open, what was kept and missed, and what was approved of the month', async () => {
    const world = await vendorWorld();
    const done = await sendRequest(world, 'first');
    await world.advance(3 * HOUR);
    await theyDo(world, done, { is: 'accept', eta: world.now() + HOUR });
    await theyDo(world, done, { is: 'done' });
    const open = await sendRequest(world, 'second');
    await world.advance(10 * MINUTE);
    expect(await world.say('budget', 'vendor virtuozzo')).toMatchObject({ is: 'inquiring' });
    await world.advance(MINUTE);
    expect(answers(world)).toMatchObject([
      {
        is: 'vendor-figures',
        figures: {
          requests: [{ id: done }, { id: open }],
          open: [{ id: open, clocks: [{ of: 'accept', is: 'running' }, { of: 'reply' }, { of: 'done' }] }],
          priorities: [{ priority: 'major', count: 2, open: 1, clocks: { accept: { kept: 0, missed: 1 } } }],
          paid: [{ month: '2026-11', approved: 0, currency: 'EUR', limit: 500_000 }],
        },
      },
    ]);
  });

  it('is drawn for whoever asked, alone', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await world.say('operator', 'vendor virtuozzo picture last 90 days');
    await world.advance(MINUTE);
    expect(answers(world)).toMatchObject([{ is: 'vendor-picture', vendor: 'Virtuozzo' }]);
    expect(world.files.posted.map(({ files }) => files.map(({ name }) => name))).toEqual([['vendor-virtuozzo.png']]);
    expect(new TextDecoder().decode(world.files.posted[0]?.files[0]?.bytes)).toBe(`${id} sent`);
  });

  it('says which vendor there is none of, with the way to those that there are', async () => {
    const world = await vendorWorld();
    await world.say('operator', 'vendor zeta');
    await world.advance(MINUTE);
    expect(answers(world)).toEqual([{ is: 'nothing', what: 'There is no vendor called zeta.', next: 'vendors' }]);
  });
});
