import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { PEOPLE } from '../people.ts';
import { vendorWorld } from '../vendor/vendors.ts';
import type { World } from '../world.ts';

const TO = { virtuozzo: 'vendor', 'circle-owner': 'owner' } as const;

/** Somebody escalates, and says it again until they are answered; each process dies where it is told to. */
async function live(to: keyof typeof TO, deaths: number[]): Promise<{ world: World; points: string[] }> {
  const world = await vendorWorld();
  await world.give('admin', ['admin', 'circle-owner']);
  await world.advance(MINUTE);
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  const request = world.request('operator', `escalate "it is slow" to ${to} major`);
  let answered = false;
  for (let delivery = 0; delivery < 4 && !answered; delivery += 1) {
    await world.call(async ({ receive }) => {
      answered = (await receive(request)).is === 'escalated';
    });
  }
  await world.advance(8 * MINUTE);
  return { world, points: first.points };
}

const requestsIn = (world: World) => [...world.ledger.streams].filter(([stream]) => stream.startsWith('escalation#'));

describe('an escalation whose process is killed', () => {
  it.each(Object.keys(TO) as (keyof typeof TO)[])('at any step is sent once, to %s', async (to) => {
    const whole = await live(to, []);
    expect(whole.points.length).toBeGreaterThan(60);
    for (const at of whole.points.keys()) {
      const { world } = await live(to, [at]);
      const requests = requestsIn(world);
      expect([at, requests.map(([, events]) => events.map(({ type }) => type))]).toEqual([at, [['prepared', 'sent']]]);
      const [[stream] = ['']] = requests;
      const id = stream.slice('escalation#'.length);
      const shown = world.chat.cards.map(({ run, shows }) => `${run} ${shows.is}`).sort();
      expect([at, shown]).toEqual([at, to === 'virtuozzo' ? [`${id} sent`, `vendor ${id} sent`] : [`${id} sent`]]);
      const direct = to === 'virtuozzo' ? [] : [`${PEOPLE.admin.user} sent`];
      expect([at, world.chat.direct.map(({ to: user, shows }) => `${user} ${shows.is}`)]).toEqual([at, direct]);
    }
  });
});
