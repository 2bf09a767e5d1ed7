import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow, STATE_LIMIT } from '../../../../bot/domain/ledger/draft.ts';
import { foldedLabel } from '../../../../bot/domain/matrix/find-row.ts';
import type { Matrix, Row } from '../../../../bot/domain/matrix/matrix.ts';
import { readCells } from '../../../../bot/domain/matrix/read-cells.ts';
import { writeCells } from '../../../../bot/domain/matrix/write-cells.ts';
import { ok } from '../../../../bot/domain/result.ts';
import { refuseCellText } from '../../../../bot/domain/table/plain-cell.ts';
import { readProfiles } from '../../../../data/read-profile.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const PROFILES = readProfiles({ owner: ['T1'], vendor: ['T2'] });
const PROFILE = PROFILES.find(({ profile }) => profile === 'virtuozzo') as Omit<Matrix, 'version'>;
const { rows: ROWS, ...EMPTY } = PROFILE;
const HEAD = 'section,activity,covers,user-host,infrastructure-host,infrastructure-container,end-user-container';
const ROW = 'A,Do it,do-it,Platform Owner,N/A,Virtuozzo Team (paid),Virtuozzo Team';
const read = (text: string) => readCells(bytes(text), EMPTY);
const wrong = (text: string | Uint8Array) => {
  const told = readCells(typeof text === 'string' ? bytes(text) : text, EMPTY);
  if (told.ok) throw new Error('read');
  return told.error;
};

describe('the cells of a profile as a file', () => {
  it.each(PROFILES.map((one) => [one.profile, one] as const))(
    'of %s are byte for byte those that are shipped',
    (name, profile) => {
      const file = fileURLToPath(new URL(`../../../../data/matrices/${name}/cells.csv`, import.meta.url));
      expect(writeCells(profile)).toBe(readFileSync(file, 'utf8'));
    },
  );

  it('come back exactly as they were, whatever stands in labels and sections', () => {
    const letters = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', ';', "'", '=', 'ä') }),
    );
    const text = letters
      .map((one) => one.trim())
      .filter((one) => one.length <= 60 && refuseCellText(one) === undefined);
    const row = fc.record({
      label: text.filter((label) => label !== ''),
      section: text,
      covers: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 2 }),
      cells: fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(...EMPTY.parties.map(({ id }) => id)))),
    });
    const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: ({ label }) => foldedLabel(label) });
    fc.assert(
      fc.property(rows, (drawn) => {
        const written: Row[] = drawn.map(({ section, covers, ...one }, at) => ({
          ...one,
          ...(section && { section }),
          covers: covers.map((id) => `${id}-${at}`),
        }));
        expect(read(writeCells({ ...EMPTY, rows: written }))).toEqual(ok(written));
      }),
    );
  });

  it('are read with a byte order mark, with CR LF, with spaces around cells, and with any name of a party', () => {
    const first = read(`${HEAD}\n${ROW}\n`);
    expect(first).toEqual(
      ok([{ section: 'A', label: 'Do it', covers: ['do-it'], cells: ['owner', 'none', 'paid', 'vendor'] }]),
    );
    expect(read(`\ufeff${HEAD}\r\n${ROW}\r\n\r\n`)).toEqual(first);
    expect(read(`${HEAD}\n${ROW.replaceAll(',', ' , ')}`)).toEqual(first);
    expect(
      read(`${HEAD}\n${ROW.replace('Virtuozzo Team (paid)', 'virtuozzo team paid').replace('N/A', 'none')}`),
    ).toEqual(first);
  });

  it.each([
    ['an empty file', '', { why: 'the file is empty' }],
    ['nothing but a byte order mark', '\ufeff', { why: 'the file is empty' }],
    ['columns alone', `${HEAD}\n`, { why: expect.stringContaining('no activity') }],
    [
      'a missing column',
      `${HEAD.replace(',covers', '')}\n`,
      { line: 1, why: expect.stringContaining('the column covers is missing') },
    ],
    [
      'a column too many',
      `${HEAD},notes\n`,
      { line: 1, column: 8, why: expect.stringContaining('"notes" does not belong') },
    ],
    ['semicolons', `${HEAD.replaceAll(',', ';')}\n`, { line: 1, why: expect.stringContaining('parted by semicolons') }],
    [
      'an unknown party',
      `${HEAD}\n${ROW.replace('N/A', 'Nobody')}`,
      { line: 2, column: 5, why: expect.stringContaining('"Nobody" is no party; parties: Platform Owner') },
    ],
    [
      'a doubled id',
      `${HEAD}\n${ROW}\n${ROW.replace('Do it', 'Again')}`,
      { line: 3, column: 3, why: expect.stringContaining('"do-it" is decided in line 2 already') },
    ],
    [
      'a doubled activity',
      `${HEAD}\n${ROW}\n${ROW.replace('Do it', 'DO  IT').replace('do-it', 'other')}`,
      { line: 3, column: 2, why: expect.stringContaining('stands in line 2 already') },
    ],
    [
      'an activity without a name',
      `${HEAD}\n${ROW.replace('Do it', ' ')}`,
      { line: 2, column: 2, why: expect.stringContaining('has no name') },
    ],
    [
      'a name that is too long',
      `${HEAD}\n${ROW.replace('Do it', 'x'.repeat(121))}`,
      { line: 2, column: 2, why: expect.stringContaining('has 121 characters; at most 120') },
    ],
    [
      'an activity without an id',
      `${HEAD}\n${ROW.replace('do-it', '')}`,
      { line: 2, column: 3, why: expect.stringContaining("is no activity's id") },
    ],
    ['too few cells', `${HEAD}\n${ROW.replace(',N/A', '')}`, { line: 2, column: 1, why: '6 cells; expected 7' }],
    ['too many cells', `${HEAD}\n${ROW},`, { line: 2, column: 1, why: '8 cells; expected 7' }],
    [
      'an unseen character',
      `${HEAD}\n${ROW.replace('Do it', 'Do\u202eit')}`,
      { line: 2, column: 2, why: expect.stringContaining('U+202E') },
    ],
    [
      'a line break in a name',
      `${HEAD}\n${ROW.replace('Do it', '"Do\nit"')}`,
      { line: 2, column: 2, why: expect.stringContaining('U+000A') },
    ],
    [
      'a quotation that is not closed',
      `${HEAD}\n"${ROW}`,
      { line: 2, column: 1, why: expect.stringContaining('quotation mark') },
    ],
  ])('with %s are refused, with the place', (_what, text, error) => {
    expect(wrong(text)).toEqual([error]);
  });

  it('are refused with everything that is wrong in them, in the order of the file', () => {
    const text = [
      HEAD,
      ROW.replace('Do it', '=cmd()').replace('N/A', 'Nobody').replace('Virtuozzo Team (paid)', 'Somebody'),
      ROW.replace('Do it', 'More').replace(',N/A', ''),
      ROW,
      ROW.replace('do-it', 'Do It'),
    ].join('\n');
    expect(wrong(text).map(({ line, column }) => [line, column])).toEqual([
      [2, 2],
      [2, 5],
      [2, 6],
      [3, 1],
      [4, 3],
      [5, 2],
      [5, 3],
    ]);
  });

  it('are read without a look at their parties when those are not known', () => {
    const text = bytes(`${HEAD}\n${ROW.replace('N/A', 'Nobody')}\n${ROW.replace('Do it', '')}`);
    const told = readCells(text, { profile: 'x', parties: 'unread' });
    expect(told).toMatchObject({
      ok: false,
      error: [
        { line: 3, column: 2 },
        { line: 3, column: 3 },
      ],
    });
  });

  it.each(['=cmd()', '+1', '-1', '@sum', ' =cmd()', '"=cmd(""x"")"', '＝cmd()'])(
    'with the formula %s in any cell are refused',
    (formula) => {
      for (const column of ROW.split(',').keys()) {
        const cells = ROW.split(',').map((cell, at) => (at === column ? formula : cell));
        const error = wrong(`${HEAD}\n${cells.join(',')}`);
        expect(error).toEqual([{ line: 2, column: column + 1, why: expect.stringContaining('formula') }]);
      }
    },
  );

  it('that are not UTF-8 are refused, with the line', () => {
    const latin = Uint8Array.from(Buffer.from(`${HEAD}\n${ROW}\n${ROW.replace('Do it', 'T\u00fcr')}`, 'latin1'));
    expect(wrong(latin)).toEqual([{ line: 3, why: expect.stringContaining('not UTF-8') }]);
    const wide = Uint8Array.from(Buffer.from(`\ufeff${HEAD}`, 'utf16le'));
    expect(wrong(wide)).toEqual([{ why: expect.stringContaining('UTF-16') }]);
  });

  it('above 10 MB are refused unread, and 10 MB of lines with how many may be', () => {
    expect(wrong(new Uint8Array(10_000_001))).toEqual([{ why: 'the file has 10.0 MB; at most 10 MB are read' }]);
    expect(wrong(bytes(`${HEAD}\n${`${ROW}\n`.repeat(130_000)}`))).toMatchObject([{ why: 'more than 10000 lines' }]);
  });

  it('that do not fit into the state of a stream are refused, with how many rows do', () => {
    const rows = Array.from(
      { length: 200 },
      (_, at): Row => ({ label: `Do it ${at}`, covers: [`do-it-${at}`], cells: ['owner', 'none', 'paid', 'vendor'] }),
    );
    const [{ why, line } = { why: '' }] = wrong(writeCells({ ...EMPTY, rows }));
    const fit = Number(/: (\d+) of these fit/.exec(why)?.[1]);
    expect(line).toBe(fit + 2);
    const store = (count: number) =>
      follow({
        stream: 's',
        head: undefined,
        type: 't',
        at: 0,
        by: { team: 'T', user: 'U' },
        data: {},
        state: { ...EMPTY, rows: rows.slice(0, count) },
      });
    expect(Buffer.byteLength(store(fit).state)).toBeLessThanOrEqual(STATE_LIMIT);
    expect(() => store(fit + 1)).toThrow('at most 8192');
    expect(read(writeCells({ ...EMPTY, rows: rows.slice(0, fit) }))).toMatchObject({ ok: true });
  });

  it('never throw, whatever bytes they are, and whatever was done to a good file', () => {
    const good = bytes(`${HEAD}\n${ROW}\n`);
    const spoilt = fc
      .tuple(fc.nat(good.length), fc.nat(20), fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.string().map(bytes)))
      .map(([at, gone, put]) => Uint8Array.from([...good.subarray(0, at), ...put, ...good.subarray(at + gone)]));
    const any = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }).map(bytes), spoilt);
    fc.assert(
      fc.property(any, (some) => {
        const told = readCells(some, EMPTY);
        if (told.ok) expect(read(writeCells({ ...EMPTY, rows: told.value }))).toEqual(told);
        else for (const { why } of told.error) expect(why.length).toBeLessThan(400);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are as many in the profile that is shipped as in its file', () => {
    expect(ROWS.length).toBe(32);
  });
});
