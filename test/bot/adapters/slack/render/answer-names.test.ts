import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyForm } from '../../../../../bot/adapters/slack/render/every-word.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { requestStory } from './escalations.ts';
import { foreignMarkup, pressesOf, textsOf } from './look.ts';
import { reading } from './stories.ts';

const HELD = {
  ...{ is: 'names-ours' as const, request: '4KQ7M', receiver: 'Virtuozzo Team', names: ['host-7', '10.0.0.5'] },
  naming: 'reply E-4KQ7M "as host-7 (10.0.0.5)" naming host-7, 10.0.0.5',
  without: 'reply E-4KQ7M "as [hidden] ([hidden])"',
};

describe('words that would name more of ours', () => {
  it('are not said yet: which names, and both ways on as buttons and as text', () => {
    const answer = renderAnswer(HELD, reading);
    expect(answer.text).toBe('✋ Not said yet: Virtuozzo Team would read host-7 and 10.0.0.5 of ours');
    expect(Object.values(pressesOf(answer))).toEqual([HELD.without, HELD.naming]);
    for (const says of [HELD.naming, HELD.without]) expect(textsOf(answer.blocks).join('\n')).toContain(says);
  });

  it('stand in the form of what is sent, before it is', () => {
    const story = requestStory([]);
    const send = { story, ask: story.ask, sending: { is: 'send' as const, request: '4KQ7M' }, seen: 'x', choices: [] };
    const view = renderAnyForm(
      { is: 'form', commands: [], targets: [], send: { ...send, names: ['host-7'] } },
      reading,
    );
    expect(textsOf(view.blocks)[0]).toMatch(/^⚠ \*host-7\* of ours stands below/);
  });

  it('are shown as text, whatever they hold, as long as they may be', () => {
    const hostile = '<!channel> *b* `c`'.repeat(80);
    const answer = renderAnswer({ ...HELD, naming: hostile, without: hostile, names: [hostile, hostile] }, reading);
    expect(checkBlocks(answer.blocks)).toMatchObject({ ok: true });
    expect(foreignMarkup(answer)).toEqual([]);
  });
});
