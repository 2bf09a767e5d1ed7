import { describe, expect, it } from 'vitest';
import { createChat } from '../../../../bot/adapters/slack/chat.ts';
import { createRespond } from '../../../../bot/adapters/slack/response-url.ts';
import { createWeb } from '../../../../bot/adapters/slack/web.ts';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { CHANNELS } from '../../../../local/slack/seed.ts';
import { openWorkbench, TOKEN } from '../../../local/slack/workbench.ts';
import { OURS } from '../../flow/people.ts';
import { createWorld } from '../../flow/world.ts';
import { APP } from './deliveries.ts';
import { plainWording } from './plain-wording.ts';

describe('Slack that takes one message a second in a channel', () => {
  it('F13: turns away most of a burst, of which each comes once, and those of an incident in their order', async () => {
    const world = await createWorld();
    const { slack, messages } = await openWorkbench({ now: world.now });
    const real = createChat({
      web: createWeb({ token: async () => TOKEN, apiUrl: slack.apiUrl, timeoutMs: 2_000, log: () => {} }),
      respond: createRespond({ base: new URL(slack.apiUrl).origin, timeoutMs: 2_000 }),
      wording: {
        ...plainWording,
        update: async ({ text }) => ({ text: `update ${text}`, blocks: [], metadata: MARK }),
      },
      appId: APP,
      now: world.now,
    });
    world.outside.chat = { ...world.chat, ...real, profile: world.chat.profile };
    world.replaceProcess();
    slack.injectFaults({ pacing: true });
    const there = { place: { team: OURS, channel: CHANNELS.ops } };
    await world.say('operator', 'incident "checkout is down" critical here', there);
    await world.advance(5 * SECOND);
    for (let at = 0; at < 4; at += 1) {
      await world.say('operator', `update "${at}"`, there);
      await world.say('operator', `restart nginx on host-${6 + at} because "burst ${at}"`, there);
      await world.advance(50);
    }
    await world.advance(2 * MINUTE);
    const texts = (await messages('operator', CHANNELS.ops)).map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('update'))).toEqual(['update 0', 'update 1', 'update 2', 'update 3']);
    const runs = [...world.ledger.streams.keys()].flatMap((stream) =>
      stream.startsWith('run#') ? [stream.slice(4)] : [],
    );
    for (const id of runs)
      expect(
        texts.filter((text) => text.includes(id)),
        id,
      ).toHaveLength(1);
    expect(runs).toHaveLength(4);
    expect(world.logged.filter((line) => line === 'warn slack-busy').length).toBeGreaterThan(4);
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

const MARK = { event_type: 'remit_answer', event_payload: { outcome: 'information' } };
