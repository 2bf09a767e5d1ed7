import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../bot/domain/instant.ts';
import { createWorld } from './world.ts';

describe('a host that a run takes out of service', () => {
  it('waits for two approvers even in staging, and is written down once it is done', async () => {
    const world = await createWorld();
    const id = await world.ask('operator', 'decommission host-4');
    await world.settle();
    await world.say('approver', `approve R-${id} typed host-4`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'waiting', wants: 2 } });
    expect(await world.outside.departures.list()).toEqual([]);
    await world.say('approver-2', `approve R-${id} typed host-4`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(await world.outside.departures.list()).toEqual([
      { instanceId: 'i-host-4', name: 'host-4', run: `R-${id}`, at: expect.any(Number) },
    ]);
  });

  it('is none where the host refused, and none of another command', async () => {
    const world = await createWorld();
    world.hosts.endings.set('i-host-5', { details: 'Failed', exitCode: 1, output: 'containers run here\n' });
    const asked = { 'decommission host-5': 'typed host-5', 'restart nginx on host-6': '' };
    for (const [sentence, typed] of Object.entries(asked)) {
      const id = await world.ask('operator', sentence);
      await world.settle();
      await world.say('approver', `approve R-${id} ${typed}`);
      await world.settle();
      await world.say('approver-2', `approve R-${id} ${typed}`);
      await world.advance(MINUTE);
      expect(await world.story(id)).toMatchObject({ state: { is: 'finished' } });
    }
    expect(await world.outside.departures.list()).toEqual([]);
  });
});
