import { describe, expect, it } from 'vitest';
import { createPictures } from '../../../../bot/adapters/picture/pictures.ts';
import { openRenderer } from '../../../../bot/adapters/picture/render.ts';
import { drawTimeline } from '../../../../bot/adapters/picture/timeline-drawing.ts';
import { drawBar, drawSign, SEVERITY, STATUS } from '../../../../bot/adapters/picture/timeline-marks.ts';
import { timelineAlt } from '../../../../bot/adapters/picture/timeline-words.ts';
import { chartOf } from '../../../../bot/domain/incident/chart.ts';
import { HOUR } from '../../../../bot/domain/instant.ts';
import type { TimelineTold } from '../../../../bot/ports/pictures.ts';
import { BEGAN, entry, evening, incident, long, NAMES } from '../../domain/incident/incidents.ts';

const { fonts } = await openRenderer();
const base = { name: 'I-7QK2P', names: NAMES, zone: 'Europe/Berlin', now: BEGAN + 2 * HOUR };
const atOnce = { detected: BEGAN, declared: BEGAN, acknowledged: BEGAN, mitigated: BEGAN, resolved: BEGAN };

const TOLD: [string, TimelineTold][] = [
  ['of an evening', { ...base, ...evening() }],
  ['of nothing yet', { ...base, state: incident(), entries: [], now: BEGAN }],
  ['of one instant', { ...base, state: incident({ is: 'resolved', milestones: atOnce }), entries: [entry(0)] }],
  ['of two weeks and 10,000 entries', { ...base, ...long(10_000, 14 * 24), now: BEGAN + 14 * 24 * HOUR }],
  [
    'with the longest title',
    { ...base, state: incident({ title: 'W'.repeat(150), drill: true }), entries: [entry(1)] },
  ],
];

function draw(told: TimelineTold) {
  const chart = chartOf(told.state, told.entries, told);
  return { ...drawTimeline(told, chart, fonts), alt: timelineAlt(told, chart) };
}

/** Texts with where they begin and end. */
function textsOf(svg: string) {
  const found = svg.matchAll(
    /<text x="([-\d.]+)" y="([\d.]+)" font-size="([\d.]+)" font-weight="(\d+)"[^>]*?(?:text-anchor="(\w+)")?>([^<]*)</g,
  );
  return [...found].map(([, x, y, size, weight, anchor, text = '']) => {
    const width = (weight === '600' ? fonts.semibold : fonts.regular).widthOf(text) * Number(size);
    const before = { middle: width / 2, end: width }[anchor ?? ''] ?? 0;
    const from = Number(x) - before;
    return { text, from, to: from + width, y: Number(y), size: Number(size) };
  });
}

describe('the picture of an incident', () => {
  it.each(TOLD)('%s is a phone wide, with every text inside it, large enough to read, none on another', (_of, told) => {
    const { width, height, svg, alt } = draw(told);
    const texts = textsOf(svg);
    expect(width).toBe(390);
    expect(height).toBeLessThan(1_000);
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter(({ from, to, y }) => from < 0 || to > width || y > height)).toEqual([]);
    expect(texts.filter(({ size }) => size < 12)).toEqual([]);
    const crossed = texts.filter((one, at) =>
      texts.some(
        (other, index) => index > at && Math.abs(other.y - one.y) < 9 && other.from < one.to && one.from < other.to,
      ),
    );
    expect(crossed).toEqual([]);
    expect(alt.length).toBeLessThanOrEqual(1_000);
    expect(Buffer.byteLength(svg)).toBeLessThan(150_000);
  });

  it('says the zone of its hours, the milestones with their times, and each row', () => {
    const words = textsOf(draw({ ...base, ...evening() }).svg).map(({ text }) => text);
    expect(words).toEqual(
      expect.arrayContaining([
        ...['Times in Europe/Berlin, UTC+01:00', 'detected 21:00', 'acknowledged 21:05', 'mitigated 22:11'],
        ...['resolved 23:00', 'critical', 'major', 'open', 'R-8C2MX', 'E-4KQ7M', 'Jo · 7', 'Vendor'],
      ]),
    );
    expect(words.join(' ')).toContain('1 entry after its end not drawn');
  });

  it('marks a drill before all else', () => {
    const drill = textsOf(draw({ ...base, ...evening(), state: incident({ drill: true }) }).svg);
    expect(drill[0]?.text).toBe('DRILL');
    expect(textsOf(draw({ ...base, ...evening() }).svg).map(({ text }) => text)).not.toContain('DRILL');
  });

  it('tells severities, states and ends apart without colour', () => {
    const bare = (svg: string) => svg.replace(/#[0-9a-f]{6}/g, '');
    const signs = (['good', 'bad', 'waits', 'rings'] as const).map((sign) => bare(drawSign(sign, { x: 9, y: 9 })));
    expect(new Set(signs).size).toBe(4);
    const around = { x: 0, y: 0, width: 60, height: 12 };
    const bars = (['good', 'bad', 'waits', 'rang'] as const).flatMap((mark) =>
      [true, false].map((open) => bare(drawBar({ from: 0, to: 1, mark, open }, around))),
    );
    expect(new Set(bars).size).toBe(8);
    expect(new Set(Object.values(SEVERITY).map(({ height }) => height)).size).toBe(3);
    expect(Object.values(STATUS).map(({ hatched, fill }) => [hatched, fill === '#ffffff'])).toEqual([
      ...[
        [false, false],
        [true, false],
        [false, true],
      ],
    ]);
  });

  it('is said in words for whoever does not see it', () => {
    const { alt } = draw({ ...base, ...evening() });
    expect(alt).toContain('Timeline of I-7QK2P: I-7QK2P · major · resolved · 27 entries');
    expect(alt).toContain('acknowledged after 5 min · mitigated after 1 h 11 min · resolved after 2 h 00 min');
    expect(alt).toContain('Runs: R-8C2MX failed, R-9D3NY went well. Alarms: checkout-5xx-rate rang.');
  });

  it('is drawn as one PNG', async () => {
    const { caption, pictures } = await createPictures().timeline({ ...base, ...evening() });
    expect(caption).toBe('Timeline of I-7QK2P · resolved');
    expect(pictures.map(({ name, png }) => [name, [...png.slice(1, 4)]])).toEqual([
      ['timeline-I-7QK2P.png', [80, 78, 71]],
    ]);
  });
});
