import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { ChatBusy } from '../../../../bot/ports/chat.ts';
import { createWorld, type World } from '../world.ts';

/** Slack takes one message a second in a channel: every other one is refused, with when to come back. */
function pace(world: World) {
  const last = new Map<string, number>();
  const seen = { taken: 0, refused: 0 };
  const { chat } = world;
  const wait = (channel: string) => {
    if (world.now() - (last.get(channel) ?? 0) < SECOND) {
      seen.refused += 1;
      throw new ChatBusy(SECOND);
    }
    last.set(channel, world.now());
    seen.taken += 1;
  };
  world.outside.chat = {
    ...chat,
    async postCard(story, beside) {
      wait('C0OPS');
      return chat.postCard(story, beside);
    },
    async note(where, answer) {
      wait(where.channel);
      return chat.note(where, answer);
    },
    async postUpdate(channel, told, once) {
      wait(channel);
      return chat.postUpdate(channel, told, once);
    },
    async announce(ref, story) {
      wait('C0OPS');
      return chat.announce(ref, story);
    },
  };
  world.replaceProcess();
  return seen;
}

describe('a burst of messages into one channel', () => {
  it('comes whole, each once and in order, at the pace that Slack takes', async () => {
    const world = await createWorld();
    const seen = pace(world);
    const answer = await world.say('operator', 'incident "checkout is down" critical here');
    if (answer.is !== 'incident-declared') throw new Error(JSON.stringify(answer));
    await world.advance(10 * SECOND);
    const runs: string[] = [];
    for (let at = 0; at < 15; at += 1) {
      if (at % 3 === 0) await world.say('operator', `update "state ${at / 3}"`);
      else runs.push(await world.ask('operator', `restart nginx on host-${5 + (at % 5)} because "burst ${at}"`));
      await world.advance(50);
    }
    await world.advance(2 * MINUTE);
    const ofRuns = world.chat.cards.map(({ run }) => run).filter((run) => run !== answer.id);
    expect(ofRuns.sort()).toEqual([...runs].sort());
    expect(world.chat.updates.map(({ told }) => told.text)).toEqual([
      'state 0',
      'state 1',
      'state 2',
      'state 3',
      'state 4',
    ]);
    const head = world.ledger.streams.get(`incident#${answer.id}`)?.at(-1);
    const { changes } = await world.timeline.head(answer.id);
    expect(world.chat.cards.find(({ run }) => run === answer.id)?.seq).toBe((head?.seq ?? 0) + changes);
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(seen).toMatchObject({ taken: 16 });
    expect(seen.refused).toBeLessThan(4 * seen.taken);
  });
});
