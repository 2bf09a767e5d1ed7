import { describe, expect, it } from 'vitest';
import { createPictures } from '../../../../bot/adapters/picture/pictures.ts';
import { openRenderer } from '../../../../bot/adapters/picture/render.ts';
import { DRAWN, drawVendor, vendorAlt } from '../../../../bot/adapters/picture/vendor-drawing.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { vendorFigures } from '../../../../bot/domain/vendor/figures.ts';
import { MONDAY, request, type Steps, vendor } from '../../domain/vendor/requests.ts';

const { fonts } = await openRenderer();
const at = (minutes: number) => MONDAY + minutes * MINUTE;
const took = (minutes: number): Steps => [[{ type: 'accepted', data: { eta: at(999) } }, at(minutes)]];
const done: Steps = [...took(10), [{ type: 'done', data: { heard: 'given' } }, at(200)]];
const late: Steps = [...took(130), [{ type: 'done', data: { heard: 'given' } }, at(300)]];
const declined: Steps = [[{ type: 'declined', data: { because: 'no' } }, at(30)]];

function figures(all: Steps[], { label = 'Virtuozzo', to = at(600) } = {}) {
  const heads = all.map((steps, one) => {
    const { id, state } = request({ id: `A${String(one).padStart(3, '0')}B`, priority: 'critical' }, steps);
    return { id, state };
  });
  const paid = [{ month: '2026-11', approved: 125_050, currency: 'EUR', limit: 500_000 }];
  return vendorFigures(heads, { vendor: vendor({ label }), from: MONDAY, to, paid });
}

/** Texts with where they begin and end. */
function textsOf(svg: string) {
  const found = svg.matchAll(
    /<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)" font-weight="(\d+)"[^>]*?(text-anchor="(\w+)")?>([^<]*)</g,
  );
  return [...found].map(([, x, y, size, weight, , anchor, words = '']) => {
    const width = (weight === '600' ? fonts.semibold : fonts.regular).widthOf(words) * Number(size);
    const from = Number(x) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    return { words, from, to: from + width, y: Number(y), size: Number(size) };
  });
}

describe('the picture of what a vendor was asked', () => {
  it.each([
    ['of nothing', figures([])],
    ['of some', figures([done, late, declined, []])],
    ['of more than it shows, of a vendor with a long name', figures(Array(40).fill(late), { label: 'w'.repeat(60) })],
  ])('%s is a phone wide, with every text inside it, not smaller than one reads there', (_title, told) => {
    const { width, height, svg } = drawVendor(told, fonts);
    const texts = textsOf(svg);
    expect(width).toBe(390);
    expect(texts.filter(({ from, to, y }) => from < 0 || to > width || y > height)).toEqual([]);
    expect(texts.filter(({ size }) => size < 12)).toEqual([]);
  });

  it('says of each request by words and signs what was kept and missed', () => {
    const words = textsOf(drawVendor(figures([done, late, declined]), fonts).svg).map(({ words: one }) => one);
    expect(words.slice(0, 6)).toEqual([
      'Virtuozzo: 3 requests in 10 h 00 min',
      'none is open',
      'accept: 1 kept, 1 missed',
      'reply: 2 kept, 1 missed',
      'done: 1 kept, 1 missed',
      'paid work 2026-11: 1,250.50 EUR of 5,000.00',
    ]);
    expect(words).toEqual(expect.arrayContaining(['E-A000B', 'critical', 'declined']));
  });

  it('draws no due time that lies beyond it, and none of what ended before', () => {
    const strokes = (told: ReturnType<typeof figures>) =>
      drawVendor(told, fonts).svg.match(/stroke-width="1\.6"/g)?.length ?? 0;
    expect(strokes(figures([done]))).toBe(3);
    expect(strokes(figures([[]], { to: at(20) }))).toBe(2);
    expect(strokes(figures([declined]))).toBe(1);
  });

  it('leaves out the oldest that are over, and says how many', () => {
    const { svg } = drawVendor(figures(Array(DRAWN + 4).fill(done)), fonts);
    expect(textsOf(svg).filter(({ words }) => words.startsWith('E-'))).toHaveLength(DRAWN);
    expect(svg).toContain('4 older not drawn');
  });

  it('is a PNG with its words beside it, at most a thousand characters', async () => {
    const told = figures(Array(60).fill(late));
    const { caption, pictures } = await createPictures().vendor(told);
    expect(caption).toBe('Virtuozzo: 60 requests in 10 h 00 min');
    expect([...(pictures[0]?.png ?? [])].slice(1, 4)).toEqual([80, 78, 71]);
    expect([...vendorAlt(told)].length).toBe(1_000);
    expect(vendorAlt(figures([late]))).toContain(
      'accept missed by 1 h 40 min, reply missed by 1 h 40 min, done missed by 1 h 00 min',
    );
  });
});
