import { describe, expect, it } from 'vitest';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { textsOf } from './look.ts';
import { reading, STATES, story } from './stories.ts';

const issue = { repository: 'acme/operations', number: 12, url: 'https://github.example/acme/operations/issues/12' };
const LINK = 'Logged as <https://github.example/acme/operations/issues/12|acme/operations#12>';
const linesOf = (name: string, more: object) =>
  textsOf(renderAnyCard(STATES[name] ?? story([]), { ...reading, ...more }).blocks).filter((text) =>
    text.startsWith('Logged'),
  );

describe('the card of a run that is logged', () => {
  it.each(Object.keys(STATES))('links to its issue, once, in blocks that Slack takes: %s', (name) => {
    expect(linesOf(name, { issue })).toEqual([LINK]);
    const { blocks } = renderAnyCard(STATES[name] ?? story([]), { ...reading, issue });
    expect(checkBlocks(blocks)).toMatchObject({ ok: true });
  });

  it('links to nothing where people of other organisations read along, nor to what is no address', () => {
    expect(linesOf('succeeded', { issue, channelIsShared: true })).toEqual([]);
    for (const url of ['javascript:alert(1)', 'https://x|y', 'https://x>', 'https://a b'])
      expect(linesOf('succeeded', { issue: { ...issue, url } })).toEqual([]);
    expect(linesOf('succeeded', {})).toEqual([]);
  });
});
