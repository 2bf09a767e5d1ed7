import { describe, expect, it } from 'vitest';
import { deploymentAlt, drawDeployment } from '../../../../bot/adapters/picture/deployment-drawing.ts';
import { createPictures } from '../../../../bot/adapters/picture/pictures.ts';
import { openRenderer } from '../../../../bot/adapters/picture/render.ts';
import { drawParty, drawSign } from '../../../../bot/adapters/picture/stage-tile.ts';
import { deploymentStory, someProgress } from '../slack/render/deployments.ts';

const { fonts } = await openRenderer();
const started = deploymentStory();
const underWay = someProgress();

/** Texts with where they begin and end. */
function textsOf(svg: string) {
  const found = svg.matchAll(
    /<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)" font-weight="(\d+)"[^>]*?(text-anchor="(\w+)")?>([^<]*)</g,
  );
  return [...found].map(([, x, y, size, weight, , anchor, words = '']) => {
    const text = words.replaceAll('&amp;', '&');
    const width = (weight === '600' ? fonts.semibold : fonts.regular).widthOf(text) * Number(size);
    const from = Number(x) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    return { text, from, to: from + width, y: Number(y), size: Number(size) };
  });
}

describe('the picture of a deployment', () => {
  it.each([
    ['that has just begun', started],
    ['that is under way', underWay],
    ['with a name as long as names are', deploymentStory('w'.repeat(63))],
  ])('%s is a phone wide, with every text inside it, not smaller than one reads there', (_title, story) => {
    const { width, height, svg } = drawDeployment(story, fonts);
    const texts = textsOf(svg);
    expect(width).toBe(390);
    expect(height).toBeLessThan(900);
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter(({ from, to, y }) => from < 0 || to > width || y > height)).toEqual([]);
    expect(texts.filter(({ size }) => size < 12)).toEqual([]);
  });

  it('shows each stage by its number, and how far each party is', () => {
    const words = textsOf(drawDeployment(underWay, fonts).svg).map(({ text }) => text);
    expect(words.slice(-90)).toEqual(expect.arrayContaining(Array.from({ length: 31 }, (_, at) => `${at + 1}`)));
    expect(words).toContain('D-4KQ7M · 4 of 31 stages · under way');
    expect(words).toContain('Platform Owner: 3 of 7');
    expect(words).toContain('one stage to be decided: whose is it?');
  });

  it('tells states and parties apart without colour', () => {
    const bare = (svg: string) => svg.replace(/#[0-9a-f]{6}/g, '');
    const signs = (['open', 'begun', 'asked', 'done', 'not-applicable'] as const).map((is) =>
      bare(drawSign(is, { x: 0, y: 0 })),
    );
    expect(new Set(signs).size).toBe(5);
    const shapes = (['owner', 'vendor', undefined] as const).map((side) => bare(drawParty(side, { x: 0, y: 0 })));
    expect(new Set(shapes).size).toBe(3);
  });

  it('is said in words for whoever does not see it', () => {
    const alt = deploymentAlt(underWay);
    expect(alt).toContain('4 of 31 stages need nothing more');
    expect(alt).toContain('done: 1, 2, 3. in progress: 4. asked: 9. not applicable: 8.');
    expect(alt.length).toBeLessThanOrEqual(1_000);
  });

  it('is drawn as one PNG', async () => {
    const { caption, pictures } = await createPictures().deployment(underWay);
    expect(caption).toBe('Deployment of acme-eu · 4 of 31 stages · D-4KQ7M');
    expect(pictures.map(({ name, png }) => [name, [...png.slice(1, 4)]])).toEqual([
      ['deployment-acme-eu-4-of-31.png', [80, 78, 71]],
    ]);
  });
});
