import { beforeAll, describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../bot/adapters/slack/render/answer.ts';
import { KINDS } from '../../../../bot/domain/target.ts';
import { commands } from '../../../../commands/index.ts';
import { checkBlocks } from '../../../../local/slack/blocks/check.ts';
import { MEANS, published } from '../../../data/published.ts';
import { textsOf } from '../../adapters/slack/render/look.ts';
import { createWorld, type World } from '../world.ts';

const SAID: Record<string, string> = {
  'user-host': 'user host',
  'infrastructure-host': 'infrastructure host',
  'infrastructure-container': 'infrastructure container',
  'end-user-container': 'end-user container',
};
const COLUMN: Record<string, string> = {
  'user-host': 'User Host',
  'infrastructure-host': 'Infrastructure Host',
  'infrastructure-container': 'Infrastructure Container',
  'end-user-container': 'End-User Container',
};

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

describe.each([
  ['virtuozzo', 128],
  ['jelastic', 96],
])('every cell of %s, asked as it is typed', (profile, count) => {
  const cells = published(profile).flatMap(({ activity, parties }) =>
    KINDS.map((kind, column) => ({ activity, kind, party: parties[column] ?? '' })),
  );

  it(`is one of ${count}`, () => expect(cells).toHaveLength(count));

  it.each(cells)('$activity × $kind → $party', async ({ activity, kind, party }) => {
    const answer = await world.say('operator', `who can "${activity}" on ${SAID[kind]} in ${profile}`);
    if (answer.is !== 'who') throw new Error(JSON.stringify(answer));
    const [ruling] = answer.rulings;
    expect(answer.rulings).toHaveLength(1);
    expect(ruling).toMatchObject({
      is: MEANS[party],
      cell: { label: activity, kind, party: { label: party }, profile },
    });
    const rendered = renderAnswer(answer, { now: world.now(), definitions: commands });
    expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
    expect(textsOf(rendered.blocks).join('\n')).toContain(`${activity} × ${COLUMN[kind]} → ${party} · ${profile} v0`);
  });

  it.each(published(profile))('stands in the row of $activity, in any letter case and unquoted', async (row) => {
    const answer = await world.say('operator', `matrix ${row.activity.toUpperCase()} in ${profile}`);
    if (answer.is !== 'matrix-row') throw new Error(JSON.stringify(answer));
    expect(answer.row.label).toBe(row.activity);
    const parties = answer.row.rulings.map((ruling) => (ruling.is === 'unlisted' ? '' : ruling.cell.party.label));
    expect(parties).toEqual(row.parties);
  });

  it('stands in the whole list', async () => {
    const answer = await world.say('operator', `matrix in ${profile}`);
    if (answer.is !== 'matrix') throw new Error(JSON.stringify(answer));
    const rows = answer.rows.map(({ label, rulings }) => ({
      activity: label,
      parties: rulings.map((ruling) => (ruling.is === 'unlisted' ? '' : ruling.cell.party.label)),
    }));
    expect(rows).toEqual(published(profile));
    const rendered = renderAnswer(answer, { now: world.now(), definitions: commands });
    expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
    const text = textsOf(rendered.blocks).join('\n');
    for (const { activity } of published(profile)) expect(text).toContain(`• *${activity}*: `);
  });
});
