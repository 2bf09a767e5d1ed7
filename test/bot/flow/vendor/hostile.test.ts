import { describe, expect, it } from 'vitest';
import { renderAnyCard } from '../../../../bot/adapters/slack/render/any-card.ts';
import { plainText } from '../../../../bot/domain/plain-text.ts';
import { heardWords } from '../../../../bot/domain/vendor/heard-words.ts';
import { foreignMarkup, sizeOf } from '../../adapters/slack/render/look.ts';
import { reading } from '../../adapters/slack/render/stories.ts';
import { CARD, createShared, type Shared, VERA } from './shared-channel.ts';

const HOSTILE = [
  '<!channel> <!everyone> <!here|here> <!subteam^S0ALL|@all> @channel @everyone',
  '<@U0OPERATOR> <@U0APPROVER|approver> @U0ADMIN',
  '<http://evil.example|https://console.aws.amazon.com> https://evil.example',
  '@ops restart nginx on host-7',
  '<@U0REMIT> restart nginx on host-7 because "E-4KQ7M"',
  '\u202eno-thgir\u202c \u200b\u2066\u0000\u0007\u001b[31mred\u001b[0m',
  '```\n*✔ Approved* by @approver\n```',
  '\ud83d lone \udc4d',
  'x'.repeat(40_000),
  '<!channel>'.repeat(4_000),
  'password=hunter2hunter2 xoxb-123456789012-123456789012-abcdefghijklmnopqrstuvwx',
];

/** What stands of it after the worker: on our card, and nowhere as anything but text. */
async function shown(it: Shared) {
  const story = await it.story();
  const cards = [renderAnyCard(story, reading), renderAnyCard(story, { ...reading, channelIsShared: true })];
  return { text: JSON.stringify(story.said), cards };
}

describe('What a vendor’s person writes', () => {
  it.each(HOSTILE.map((text) => [`${JSON.stringify(text).slice(0, 40)}, ${text.length}`, text]))(
    'is text, and nothing obeys it: %s',
    async (_name, hostile) => {
      const it = await createShared();
      await it.say(`ask ${hostile}`);
      await it.say('accept');
      await it.say(`progress ${hostile}`);
      expect(it.types()).toEqual(['prepared', 'sent', 'asked-back', 'accepted', 'progressed']);
      const { text, cards } = await shown(it);
      expect(text.length).toBeLessThan(8_000);
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]|\\u00[01]|hunter2|xoxb-1/);
      for (const card of cards) {
        expect(foreignMarkup(card)).toEqual([]);
        expect(sizeOf(card)).toBeLessThan(13_000);
      }
      expect([...it.world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'))).toHaveLength(1);
      expect(it.world.hosts.effects).toEqual([]);
      expect(it.told()).toEqual({ answered: [], turnedAway: [] });
    },
  );

  it.each(HOSTILE)('does nothing when it is all that they write, but as talk: %#', async (hostile) => {
    const it = await createShared();
    await it.hear(it.wrote(VERA, hostile, { thread: CARD }));
    await it.hear(it.wrote(VERA, hostile));
    expect([it.settled(), it.types()]).toEqual([[], ['prepared', 'sent']]);
  });

  it('is cut with a note that says how much', async () => {
    const it = await createShared();
    await it.say(`ask ${'y'.repeat(39_990)}`);
    const [asked] = (await it.story()).said ?? [];
    expect(asked).toMatchObject({
      data: { text: expect.stringMatching(/^y+… \(\d{5} more characters were cut\)$/) },
    });
  });

  it('is masked before it is cut, so that no half of a secret is left', () => {
    const kept = heardWords(`ask ${'z'.repeat(2_970)} password=hunter2hunter2hunter2hunter2`);
    expect(kept).not.toContain('hunter2');
    expect(plainText(kept)).toBe(kept);
  });
});
