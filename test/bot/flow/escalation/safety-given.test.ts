import { describe, expect, it } from 'vitest';
import type { VendorAct } from '../../../../bot/domain/escalation/vendor-act.ts';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { PEOPLE } from '../people.ts';
import { sendRequest, storyOf, theyDo, VIRTUOZZO, vendorWorld } from '../vendor/vendors.ts';
import type { World } from '../world.ts';
import { lead, reasonOf } from './asking.ts';

type Word = Extract<VendorAct, { is: 'word' }>;

/** Sent to the vendor, whose own people then say it. */
async function said(word: Omit<Word, 'is'>, text = 'restart nginx on host-7 because "load"') {
  const world: World = await vendorWorld('moving-racks', [
    { ...VIRTUOZZO, parties: [...VIRTUOZZO.parties, 'the vendor'] },
  ]);
  const { run, request } = await lead(world, text);
  const { plan } = await world.story(run);
  await world.say('operator', `send E-${request}`);
  await world.advance(SECOND);
  expect((await world.story(run)).state.is).toBe('unconfirmed');
  await theyDo(world, request, { is: 'word', ...word });
  return { world, run, request, digest: plan?.digest };
}

describe('a vendor’s word on safety that their own people give', () => {
  it('safe: the run goes on to the usual approvals, on the digest that they were asked about', async () => {
    const { world, run, request, digest } = await said({ word: 'safe', because: 'the rack is empty' });
    const story = await world.story(run);
    expect(story).toMatchObject({
      state: { is: 'waiting', digest, wants: 1 },
      cleared: { request, because: 'the rack is empty', heard: 'given', by: PEOPLE.vendor },
    });
    expect(await storyOf(world, request)).toMatchObject({ answered: { heard: 'given', by: PEOPLE.vendor } });
    expect(reasonOf(await world.say('operator', `approve R-${run}`))).toBe('own-request');
    await world.say('approver', `approve R-${run}`);
    await world.advance(2 * MINUTE);
    expect(await world.story(run)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.hosts.effects).toEqual([`R-${run} on i-host-7`]);
  });

  it('safe under a condition: somebody of ours approves also where nobody would have to, and sees it', async () => {
    const word = { word: 'safe-if', condition: 'it is drained', because: 'ticket 4712' } as const;
    const { world, run, digest } = await said(word, 'restart nginx on host-4');
    expect(await world.story(run)).toMatchObject({
      state: { is: 'waiting', wants: 1, from: 'approver', digest },
      cleared: { condition: 'it is drained', heard: 'given' },
    });
    expect(world.hosts.effects).toEqual([]);
  });

  it('not safe: it ends there, with their words', async () => {
    const { world, run, request } = await said({ word: 'unsafe', because: 'it breaks replication' });
    expect(await world.story(run)).toMatchObject({
      state: { is: 'refused' },
      refusal: { reason: 'unsafe', request, because: 'it breaks replication' },
    });
    await world.advance(2 * MINUTE);
    expect(world.hosts.effects).toEqual([]);
  });
});

describe('custom configuration before an upgrade', () => {
  it('is on our card and on the vendor’s, without secrets', async () => {
    const world = await vendorWorld('platform-upgrade');
    await world.say(
      'operator',
      'custom "api_key=abcdefabcdef0123abcdef in nginx.conf" on infra-gate agreed with vendor-1 because "load"',
    );
    const id = await sendRequest(world);
    const { ask } = await storyOf(world, id);
    expect(ask.custom).toMatchObject([{ on: ['infra-gate'], agreed: 'vendor-1', because: 'load' }]);
    expect(JSON.stringify(ask)).not.toContain('abcdefabcdef');
    expect(world.chat.cards.map(({ run }) => run).sort()).toEqual([id, `vendor ${id}`].sort());
  });
});
