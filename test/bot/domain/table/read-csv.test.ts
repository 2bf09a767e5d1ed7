import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../../bot/domain/result.ts';
import { readCsv } from '../../../../bot/domain/table/read-csv.ts';
import { writeCsv } from '../../../../bot/domain/table/write-csv.ts';

const texts = (text: string) => {
  const read = readCsv(text);
  return read.ok ? ok(read.value.map((row) => row.map((cell) => cell.text))) : read;
};

describe('readCsv', () => {
  it('reads quotes, commas and line breaks in cells, and both ends of lines', () => {
    const text = 'a,"b, ""c""\nd",\r\n\r\ne,f,g';
    expect(texts(text)).toEqual(
      ok([
        ['a', 'b, "c"\nd', ''],
        ['e', 'f', 'g'],
      ]),
    );
    const read = readCsv(text);
    expect(read.ok && read.value[1]?.[2]).toEqual({ text: 'g', line: 4, column: 3 });
  });

  it.each([
    ['', []],
    ['\n\r\n\n', []],
    ['a', [['a']]],
    ['a,', [['a', '']]],
    [',\n', [['', '']]],
    ['a\rb', [['a\rb']]],
    ['"a"\r\nb\r', [['a'], ['b\r']]],
  ])('reads %j', (text, rows) => {
    expect(texts(text)).toEqual(ok(rows));
  });

  it.each([
    ['a,b\nc,"d', { line: 2, column: 2 }],
    ['a,b"c', { line: 1, column: 2 }],
    ['"a\n\n"b', { line: 1, column: 1 }],
    ['"', { line: 1, column: 1 }],
  ])('says where in %j a quotation mark is out of place', (text, place) => {
    expect(texts(text)).toEqual({ ok: false, error: { ...place, why: 'a quotation mark out of place' } });
  });

  it('ends at more lines or cells than a table of ours has', () => {
    expect(texts('a\n'.repeat(10_000))).toMatchObject({ ok: true });
    expect(texts('a\n'.repeat(10_001))).toMatchObject({ error: { line: 10_002, why: 'more than 10000 lines' } });
    expect(texts(','.repeat(99))).toMatchObject({ ok: true });
    expect(texts(`a\n${','.repeat(100)}`)).toMatchObject({ error: { line: 2, column: 101 } });
  });

  it('takes 10 MB in one quotation, or in none that is closed, in linear time', () => {
    const long = 'x""'.repeat(3_300_000);
    expect(texts(`"${long}"`)).toMatchObject({ ok: true });
    expect(texts(`"${long}`)).toMatchObject({ ok: false });
  });

  it('reads back whatever is written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '=', '𝛼') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (written) => {
        expect(texts(writeCsv(written))).toEqual(ok(written));
      }),
    );
  });
});
