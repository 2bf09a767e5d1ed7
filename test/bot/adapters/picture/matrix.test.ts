import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILES } from '../../../../bot/adapters/picture/files.ts';
import { type Font, readFont } from '../../../../bot/adapters/picture/font.ts';
import { drawMatrix } from '../../../../bot/adapters/picture/matrix-drawing.ts';
import { marksOf } from '../../../../bot/adapters/picture/party-marks.ts';
import { createPictures } from '../../../../bot/adapters/picture/pictures.ts';
import type { Matrix, PartyKind } from '../../../../bot/domain/matrix/matrix.ts';
import { type MatrixTold, rowTold } from '../../../../bot/domain/matrix/told.ts';
import { readProfiles } from '../../../../data/read-profile.ts';

type Told = Extract<MatrixTold, { is: 'matrix' }>;

const fonts = {
  regular: readFont(await readFile(FILES.regular)),
  semibold: readFont(await readFile(FILES.semibold)),
};

function told(matrix: Matrix, inForce = true): Told {
  const rows = matrix.rows.map((row) => rowTold(matrix, row));
  return {
    is: 'matrix',
    of: { profile: matrix.profile, version: matrix.version, inForce },
    parties: matrix.parties,
    rows,
    others: [],
  };
}

const SHIPPED = readProfiles({ owner: ['T1'], vendor: ['T2'] }).map((one): Matrix => ({ ...one, version: 3 }));

type Words = { x: number; y: number; size: number; weight: string; anchor: string; words: string };

/** Every line of a drawing, as it stands in it. */
function linesOf(svg: string): Words[] {
  const lines = [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)];
  return lines.map(([, attributes = '', words = '']) => {
    const of = (name: string) => attributes.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? '';
    const plain = words
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    return {
      x: +of('x'),
      y: +of('y'),
      size: +of('font-size'),
      weight: of('font-weight'),
      anchor: of('text-anchor') || 'start',
      words: plain,
    };
  });
}

function ends({ x, size, weight, anchor, words }: Words): [number, number] {
  const font: Font = weight === '600' ? fonts.semibold : fonts.regular;
  const width = font.widthOf(words) * size;
  return anchor === 'middle' ? [x - width / 2, x + width / 2] : [x, x + width];
}

describe.each(SHIPPED)('the picture of $profile', (matrix) => {
  const pages = drawMatrix(told(matrix), fonts);
  const marks = marksOf(matrix.parties);

  it('has every row once, in order, each a mark for each kind', () => {
    expect(pages.flatMap(({ rows }) => rows.map(({ label }) => label))).toEqual(matrix.rows.map(({ label }) => label));
    for (const { drawing, rows } of pages) {
      const letters = linesOf(drawing.svg).filter(({ anchor, size }) => anchor === 'middle' && size === 12);
      const legend = matrix.parties.length;
      const cells = letters.slice(legend).map(({ words }) => words);
      const wanted = rows.flatMap(({ rulings }) =>
        rulings.map((ruling) => (ruling.is === 'unlisted' ? '?' : marks.get(ruling.cell.party.id)?.letters)),
      );
      expect(cells).toEqual(wanted);
    }
  });

  it('says on each page which profile and version it is, and what each mark means', () => {
    for (const [index, { drawing }] of pages.entries()) {
      const words = linesOf(drawing.svg).map((line) => line.words);
      expect(words).toContain(`${matrix.profile} v3, in force`);
      expect(words).toContain(`${matrix.rows.length} activities · picture ${index + 1} of ${pages.length}`);
      for (const { label } of matrix.parties) expect(words.join('\n')).toContain(`${label}: `);
    }
  });

  it('has every label whole', () => {
    for (const { drawing, rows } of pages) {
      const words = linesOf(drawing.svg).map((line) => line.words);
      for (const { label } of rows) expect(words.join(' ')).toContain(label);
    }
  });

  it.each(pages)('has no word outside of picture $page', ({ drawing }) => {
    for (const line of linesOf(drawing.svg)) {
      const [left, right] = ends(line);
      expect(left, line.words).toBeGreaterThanOrEqual(8);
      expect(right, line.words).toBeLessThanOrEqual(drawing.width - 8);
      expect(line.y).toBeLessThan(drawing.height - 8);
    }
  });

  it.each(pages)('has no label over a mark in picture $page', ({ drawing }) => {
    const labels = linesOf(drawing.svg).filter(({ size, weight }) => size === 13 && weight === '400');
    const marks = [...drawing.svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="38"/g)].map(([, x]) => Number(x));
    const first = Math.min(...marks.filter((x) => x > 100));
    for (const label of labels) expect(ends(label)[1], label.words).toBeLessThan(first);
  });

  it('is as wide as a phone, about as high, and has no letter smaller than 10 points', () => {
    for (const { drawing } of pages) {
      expect(drawing.width).toBe(390);
      expect(drawing.height).toBeLessThanOrEqual(960);
      expect(Math.min(...linesOf(drawing.svg).map(({ size }) => size))).toBeGreaterThanOrEqual(10);
    }
  });
});

describe('the marks of parties', () => {
  const kinds = fc.constantFrom<PartyKind>('owner', 'vendor', 'vendor-paid', 'none');
  const parties = fc.array(fc.record({ label: fc.string({ maxLength: 30 }), kind: kinds }), {
    minLength: 1,
    maxLength: 12,
  });

  it('are told apart by their letters alone, whatever the parties are called', () => {
    fc.assert(
      fc.property(parties, (given) => {
        const marks = marksOf(
          given.map((one, index) => ({ ...one, id: `p${index}`, otherNames: [], organisations: [] })),
        );
        const letters = [...marks.values()].map((mark) => mark.letters);
        expect(new Set(letters).size).toBe(given.length);
        expect(letters).not.toContain('?');
      }),
    );
  });

  it('have a shape for each kind of party', () => {
    const each = (['owner', 'vendor', 'vendor-paid', 'none'] as const).map((kind) => ({
      id: kind,
      label: kind,
      kind,
      otherNames: [],
      organisations: [],
    }));
    expect(new Set([...marksOf(each).values()].map(({ shape }) => shape)).size).toBe(4);
  });

  it('have ink that stands out from what is behind it, by WCAG’s 4.5 to 1', () => {
    const twice = SHIPPED.flatMap(({ parties: some }) => some).flatMap((one) => [one, { ...one, id: `${one.id}-2` }]);
    for (const { ink, fill } of marksOf(twice).values()) {
      expect(contrast(ink, fill === 'none' ? '#ffffff' : fill), `${ink} on ${fill}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('a profile of anybody’s', () => {
  const label = fc.oneof(
    fc.string({ minLength: 1, maxLength: 200 }),
    fc.constant('W'.repeat(120)),
    fc.constant('<b>&"</b>\u0000\ud800'),
  );
  const rows = fc.array(fc.record({ label, section: fc.option(label, { nil: undefined }) }), { maxLength: 60 });

  it('is drawn inside the picture, as well-formed XML, every row once', () => {
    const [shipped] = SHIPPED;
    if (!shipped) throw new Error('no profile is shipped');
    fc.assert(
      fc.property(rows, (given) => {
        const cells = ['owner', 'vendor', 'nobody-known', 'none'];
        const matrix: Matrix = {
          ...shipped,
          rows: given.map(({ label: words, section }, index) => ({
            label: words,
            ...(section !== undefined && { section }),
            covers: [`a${index}`],
            cells,
          })),
        };
        const pages = drawMatrix(told(matrix), fonts);
        expect(pages.flatMap((page) => page.rows)).toHaveLength(given.length);
        for (const { drawing } of pages) {
          expect(drawing.svg.replace(/<(?:svg|rect|path|text)[^<>]*>|<\/(?:svg|text)>/g, '')).not.toMatch(
            /[<>]|&(?!amp;|lt;|gt;|quot;)/,
          );
          for (const line of linesOf(drawing.svg)) expect(ends(line)[1], line.words).toBeLessThanOrEqual(drawing.width);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the pictures', () => {
  it('are PNGs of two dots a unit, the same bytes each time, with words for who does not see them', async () => {
    const [matrix] = SHIPPED;
    if (!matrix) throw new Error('no profile is shipped');
    const pictures = createPictures();
    const [first, again] = [await pictures.matrix(told(matrix)), await pictures.matrix(told(matrix))];
    const bytesOf = (drawn: typeof first) => Buffer.concat(drawn.pictures.map(({ png }) => png));
    expect(bytesOf(again).equals(bytesOf(first))).toBe(true);
    expect(first.caption).toBe(
      `Matrix ${matrix.profile} v3 · ${matrix.rows.length} activities in ${first.pictures.length} pictures`,
    );
    for (const { png, alt, name } of first.pictures) {
      expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
      expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(780);
      expect(name).toMatch(/^matrix-[a-z]+-v3-\d-of-\d\.png$/);
      expect(alt.length).toBeLessThanOrEqual(1_000);
      expect(alt).toMatch(
        new RegExp(`^Responsibility matrix ${matrix.profile} v3, in force, picture \\d of \\d: \\d+ activities from “`),
      );
      expect(alt).toContain(`/ops matrix in ${matrix.profile}`);
    }
  });

  it('say that a profile is not in force', async () => {
    const [matrix] = SHIPPED;
    if (!matrix) throw new Error('no profile is shipped');
    const { caption, pictures } = await createPictures().matrix(told(matrix, false));
    expect(caption).toContain('which is not in force');
    expect(pictures[0]?.alt).toContain('not in force');
    expect(linesOf(drawMatrix(told(matrix, false), fonts)[0]?.drawing.svg ?? '').map(({ words }) => words)).toContain(
      `${matrix.profile} v3, not in force`,
    );
  });
});

describe('the font', () => {
  it('measures as its designers did: all figures of one width are not, an em is an em', () => {
    expect(fonts.regular.widthOf('')).toBe(0);
    expect(fonts.regular.widthOf('W')).toBeGreaterThan(fonts.regular.widthOf('i') * 2);
    expect(fonts.semibold.widthOf('Platform Owner')).toBeGreaterThan(fonts.regular.widthOf('Platform Owner'));
    expect(fonts.regular.widthOf('ab')).toBeCloseTo(fonts.regular.widthOf('a') + fonts.regular.widthOf('b'), 10);
  });

  it('is refused when it is none', () => {
    expect(() => readFont(new Uint8Array(64))).toThrow('no table head');
  });
});
