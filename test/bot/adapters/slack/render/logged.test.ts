import { describe, expect, it } from 'vitest';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import type { Story } from '../../../../../bot/domain/run/apply.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { textsOf } from './look.ts';
import { reading, STATES, story } from './stories.ts';

const issue = { repository: 'acme/operations', number: 12, url: 'https://github.example/acme/operations/issues/12' };
const LINK = 'Logged as <https://github.example/acme/operations/issues/12|acme/operations#12>';
/** The ids of the rows of buttons, with what stands on these. */
const rowsOf = (of: Story, more: object = {}) =>
  renderAnyCard(of, { ...reading, ...more }).blocks.flatMap((block) =>
    block.type === 'actions' ? [{ id: block.block_id, presses: JSON.stringify(block.elements) }] : [],
  );
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

  it.each(Object.keys(STATES))(
    'keeps the id of its buttons when the link is put on, for a press under way: %s',
    (name) => {
      const of = STATES[name] ?? story([]);
      const rows = rowsOf(of, { issue });
      expect(rows).toEqual(rowsOf(of));
      for (const { id } of rows) expect(id).toMatch(/^[0-9A-Z]{5}$/);
    },
  );

  it('has another id for other buttons', () => {
    const all = Object.values(STATES).flatMap((of) => rowsOf(of));
    const ids = new Map(all.map(({ id, presses }) => [id, presses]));
    expect(ids.size).toBe(new Set(all.map(({ presses }) => presses)).size);
    expect(ids.size).toBeGreaterThan(4);
  });

  it('links to nothing where people of other organisations read along, nor to what is no address', () => {
    expect(linesOf('succeeded', { issue, channelIsShared: true })).toEqual([]);
    for (const url of ['javascript:alert(1)', 'https://x|y', 'https://x>', 'https://a b'])
      expect(linesOf('succeeded', { issue: { ...issue, url } })).toEqual([]);
    expect(linesOf('succeeded', {})).toEqual([]);
  });
});
