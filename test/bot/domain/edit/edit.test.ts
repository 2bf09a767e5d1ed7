import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, unescaped } from '../../../../bot/domain/edit/escapes.ts';
import { fileRead, fromForm } from '../../../../bot/domain/edit/file-read.ts';
import { lineEdits, writeEdits } from '../../../../bot/domain/edit/line-edits.ts';
import { redact } from '../../../../bot/domain/redact.ts';

/** What the host's own script does with the written edits, said once more and otherwise: hunk by hunk, from the last. */
function applied(before: string, written: string): string {
  const lines = before.split('\n');
  const parts = written.split(/(?:^|\n)@(?=\d+(?:\n|$))/).slice(1);
  for (const part of parts.reverse()) {
    const [number, ...rest] = part.split('\n');
    const old = rest.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    const start = Number(number) - 1;
    expect(lines.slice(start, start + old.length)).toEqual(old);
    lines.splice(start, old.length, ...rest.filter((line) => !line.startsWith('-')).map((line) => line.slice(1)));
  }
  return lines.join('\n');
}

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', '', ' d', '-e', '+f', '@1', 'ä\t'), { maxLength: 14 })
  .map((lines) => lines.join('\n'));

describe('lineEdits', () => {
  it('make the text after of the text before, whatever they are and however many lines are around', () => {
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: 0, max: 3 }), (before, after, around) => {
        expect(applied(before, writeEdits(lineEdits(before, after), { before, around }))).toBe(after);
      }),
      { numRuns: 400 },
    );
  });

  it('name no line that stays', () => {
    expect(lineEdits('a\nb\nc\nd\n', 'a\nx\nc\nd\ne\n')).toEqual([
      { at: 2, gone: ['b'], come: ['x'] },
      { at: 5, gone: [], come: ['e'] },
    ]);
    expect(lineEdits('a\n', 'a\n')).toEqual([]);
  });

  it('are written with the lines around, in one part where they would touch', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';
    const write = (after: string) => writeEdits(lineEdits(before, after), { before, around: 1 }).split('\n');
    expect(write(before.replace('2', 'b').replace('8', 'h'))).toEqual([
      '@1',
      ' 1',
      '-2',
      '+b',
      ' 3',
      '@7',
      ' 7',
      '-8',
      '+h',
      ' 9',
    ]);
    expect(write(before.replace('2', 'b').replace('5', 'e'))).toEqual([
      '@1',
      ' 1',
      '-2',
      '+b',
      ' 3',
      ' 4',
      '-5',
      '+e',
      ' 6',
    ]);
  });

  it('are found within the time that Slack waits, of the most lines that a form holds', () => {
    const [before, after] = ['a\nb\n', 'b\nc\n'].map((lines) => lines.repeat(750));
    const began = performance.now();
    expect(lineEdits(`${before}`, `x\n${after}y`).length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('escaped', () => {
  it('is one line of printable ASCII, and the same text again', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom('\\', 'n', 'u', '{', '}', 'e9', '\n', '\t'),
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          ),
        }),
        (drawn) => {
          const text = drawn.replaceAll('\0', '');
          expect(escaped(text)).toMatch(/^[ -~]*$/);
          expect(unescaped(escaped(text))).toBe(text);
        },
      ),
    );
  });

  it.each([
    ['\\.php$', '\\.php$'],
    ['a\\nb', 'a\nb'],
    ['\\\\n', '\\n'],
    ['\\u{e9}\\u{1f600}', 'é😀'],
    ['\\u{0}\\u{d800}\\u{110000}\\u{}\\u00e9', '\\u{0}\\u{d800}\\u{110000}\\u{}\\u00e9'],
  ])('is read so that %j is %j', (written, text) => {
    expect(unescaped(written)).toBe(text);
  });
});

describe('fileRead', () => {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const printed = (text: string, shown = text) =>
    `12 bytes, root:root 644\nvalid, says nginx\nsha256 ${sha(text)}\n----- begin\n${shown}${/(^|\n)$/.test(shown) ? '' : '\n'}----- end\n`;

  it('is undefined where a secret is masked, so that no mask is written back', () => {
    const text = 'user shop\npassword = hunter2hunter2\n';
    expect(redact(printed(text))).toContain('[hidden]');
    expect(fileRead(redact(printed(text)))).toBeUndefined();
    expect(fileRead(printed(text))?.text).toBe(text);
  });

  it.each([
    ['characters that are not shown', 'a\u200bb\n'],
    ['control characters', 'a\u0007b\n'],
  ])('is undefined for %s', (_what, text) => {
    expect(fileRead(redact(printed(text)))).toBeUndefined();
  });

  it('is undefined where the beginning was cut', () => {
    expect(fileRead(printed('a\nb\n').slice(-20))).toBeUndefined();
    expect(fileRead('')).toBeUndefined();
  });

  it('is the file, whatever line ends redacting made one of', () => {
    for (const text of ['a\r\nb\r\n', 'a\nb', '', '\n', '\n\n', '----- begin\n----- end\n']) {
      expect(fileRead(redact(printed(text)).trimEnd())).toEqual({ text, version: sha(text).slice(0, 12) });
    }
  });

  it.each([
    ['a\nb\n', 'a\nc', 'a\nc\n'],
    ['a\nb', 'a\nc\n\n', 'a\nc'],
    ['a\r\nb\r\n', 'a\nc', 'a\r\nc\r\n'],
    ['a\nb\n\n', 'a\r\nc\r\n', 'a\nc\n\n'],
    ['', 'a', 'a'],
  ])('keeps the ends of %j when %j is written in the form', (text, written, after) => {
    expect(fromForm(written, { text, version: '' })).toBe(after);
  });
});
