import { describe, expect, it } from 'vitest';
import { entryName } from '../../../../bot/domain/incident/correct.ts';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { Crash } from '../../../fakes/crash.ts';
import { OURS } from '../people.ts';
import { createWorld, type World } from '../world.ts';

const at = (channel: string) => ({ place: { team: OURS, channel } });

async function declared(world: World): Promise<string> {
  const answer = await world.say('operator', 'incident "checkout on host-7 is down" critical here');
  if (answer.is !== 'incident-declared') throw new Error(`not declared: ${JSON.stringify(answer)}`);
  await world.advance(MINUTE);
  return answer.id;
}

const heard = (world: World) => world.chat.updates.map(({ channel, told }) => [channel, told.text]);

describe('what people type about an incident', () => {
  it('is on record without secrets, wherever it stands', async () => {
    const world = await createWorld();
    const secret = 'password=hunter2hunter2';
    const answer = await world.say('operator', `incident "down, ${secret}" critical here because "${secret}"`);
    await world.advance(MINUTE);
    const id = answer.is === 'incident-declared' ? answer.id : '';
    const [entry] = (await world.timeline.latest(id, { limit: 1 })).entries;
    for (const sentence of [
      `note "log in with ${secret}"`,
      `update "log in with ${secret}"`,
      `correct ${entryName(entry ?? { source: '' })} "log in with ${secret}"`,
      `severity major because "${secret}"`,
      `resolve because "${secret}"`,
    ]) {
      expect(await world.say('operator', sentence)).toMatchObject({ is: 'incident-acted' });
      await world.advance(MINUTE);
    }
    await world.advance(MINUTE);
    for (const sentence of [`report edit cause "${secret}"`, `action "change ${secret}"`]) {
      expect(await world.say('operator', `${sentence} in I-${id}`)).toMatchObject({ is: 'report-acted' });
    }
    await world.advance(MINUTE);
    const all = [world.ledger.streams, world.timeline.written, world.chat.updates];
    expect(JSON.stringify(all.map((one) => [...one]))).not.toContain('hunter2');
  });
});

describe('an update of an incident', () => {
  it('is posted once to its channel and to those that follow, with when the next one comes', async () => {
    const world = await createWorld();
    const id = await declared(world);
    await world.say('approver', `follow I-${id}`, at('C0SALES'));
    await world.advance(MINUTE);
    expect(heard(world)).toEqual([['C0SALES', undefined]]);
    const request = world.request('operator', 'update "host-7 is back, see https://acme.example" next 30min');
    await world.process().receive(request);
    await world.process().receive(request);
    await world.advance(5 * MINUTE);
    expect(heard(world).slice(1)).toEqual([
      ['C0OPS', 'host-7 is back, see https://acme.example'],
      ['C0SALES', 'host-7 is back, see https://acme.example'],
    ]);
    const { told } = world.chat.updates.at(-1) ?? {};
    expect(told?.outside).toEqual({
      ...{ id, severity: 'critical', is: 'open', since: expect.any(Number) },
      text: 'a host is back, see a link',
      nextAt: expect.any(Number),
    });
    const { entries } = await world.timeline.latest(id, { limit: 10 });
    expect(entries.filter(({ kind }) => kind === 'update')).toHaveLength(1);
  });

  it('is posted once, whoever dies when it stands there and before that is on record', async () => {
    const world = await createWorld();
    const id = await declared(world);
    await world.say('operator', `follow I-${id}`, at('C0SALES'));
    await world.advance(MINUTE);
    for (const [text, more] of [
      ['one', ''],
      ['two', 'note "and goes on"'],
    ]) {
      let dead = false;
      const die = (call: string) => {
        dead ||= call === 'chat.postUpdate';
        if (dead) throw new Crash(call);
      };
      world.replaceProcess({ before: (call) => (dead ? die(call) : undefined), after: die });
      await world.say('operator', `update "${text}"`);
      await world.advance(SECOND);
      if (more) await world.say('operator', more);
      await world.advance(5 * MINUTE);
      expect(dead).toBe(true);
    }
    expect(heard(world).filter(([, text]) => text)).toEqual(
      ['one', 'two'].flatMap((text) => [
        ['C0OPS', text],
        ['C0SALES', text],
      ]),
    );
  });

  it('waits while Slack is busy, and is lost nowhere', async () => {
    const world = await createWorld();
    const id = await declared(world);
    await world.say('operator', `follow I-${id}`, at('C0SALES'));
    world.chat.busy = { retryAfter: 5_000 };
    await world.say('operator', 'update "one"');
    await world.say('operator', 'update "two"');
    await world.advance(MINUTE);
    world.chat.busy = undefined;
    await world.advance(5 * MINUTE);
    expect(heard(world).filter(([, text]) => text)).toEqual([
      ['C0OPS', 'one'],
      ['C0SALES', 'one'],
      ['C0OPS', 'two'],
      ['C0SALES', 'two'],
    ]);
  });

  it('drops a channel that is gone, with a word in its own, and goes on with the others', async () => {
    const world = await createWorld();
    const id = await declared(world);
    for (const channel of ['C0GONE', 'C0SALES']) await world.say('operator', `follow I-${id}`, at(channel));
    await world.advance(MINUTE);
    world.chat.gone.add('C0GONE');
    await world.say('operator', 'update "one"');
    await world.advance(MINUTE);
    await world.say('operator', 'update "two"');
    await world.advance(MINUTE);
    expect(heard(world).filter(([channel, text]) => channel === 'C0SALES' && text)).toHaveLength(2);
    expect(world.chat.notes.filter(({ answer }) => answer.is === 'follower-lost')).toMatchObject([
      { answer: { channel: 'C0GONE', why: 'is_archived' } },
    ]);
    expect(await world.say('operator', `unfollow I-${id}`, at('C0GONE'))).toMatchObject({
      refusal: { reason: 'not-following' },
    });
  });

  it('is heard no longer where somebody unfollows, and is nothing for whoever has no role', async () => {
    const world = await createWorld();
    const id = await declared(world);
    expect(await world.say('guest', `follow I-${id}`, at('C0SALES'))).not.toMatchObject({ is: 'incident-acted' });
    await world.say('operator', `follow I-${id}`, at('C0SALES'));
    expect(await world.say('operator', `follow I-${id}`, at('C0SALES'))).toMatchObject({
      refusal: { reason: 'following' },
    });
    await world.say('operator', `unfollow I-${id}`, at('C0SALES'));
    await world.say('operator', 'update "one"');
    await world.advance(MINUTE);
    expect(heard(world)).toEqual([['C0OPS', 'one']]);
  });
});
