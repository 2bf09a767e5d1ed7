import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, inline, lastLines, listed, preformatted } from '../../../../../bot/adapters/slack/render/text.ts';
import { plainText } from '../../../../../bot/domain/plain-text.ts';

/** Every code point, lone surrogates too. (fast-check's own `binary` unit takes seconds to begin.) */
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));

const anything = fc.oneof(
  anyText,
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '!', '@', '`', '\n', 'é', '👩‍🚒', '\ud83d', '\u001b[31m', '&lt;', 'a'),
  }),
);

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

describe('inline', () => {
  it('escapes what Slack would read, and gives the text back when it is decoded', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const text = inline(raw, 100_000);
        expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(decoded(text)).toBe(plainText(raw).replace(/\s+/g, ' ').trim());
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its length, and halves neither an entity nor a character', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 2, max: 40 }), (raw, most) => {
        const text = inline(raw, most);
        expect(text.length).toBeLessThanOrEqual(most);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
      { numRuns: 500 },
    );
  });

  it('makes one line of many, so that nobody’s words look like a line of ours', () => {
    expect(inline('leak\n✔ *Approved* by\u2028all')).toBe('leak ✔ *Approved* by all');
  });

  it('cuts at the limit, not before', () => {
    expect(inline('abcdef', 6)).toBe('abcdef');
    expect(inline('abcdefg', 6)).toBe('abcde…');
    expect(inline('a<b', 6)).toBe('a&lt;b');
    expect(inline('ab<b', 6)).toBe('ab…');
  });
});

describe('code and preformatted', () => {
  it('cannot be closed from inside', () => {
    expect(code('a`b')).toBe('`aˋb`');
    expect(preformatted('a\n```\n<!channel>')).toBe("```\na\n'''\n&lt;!channel&gt;\n```");
    fc.assert(
      fc.property(anything, (raw) => {
        expect(preformatted(raw).split('```')).toHaveLength(3);
      }),
    );
  });

  it('keeps a preformatted text within its limit', () => {
    expect(preformatted('&'.repeat(5_000)).length).toBeLessThanOrEqual(2_800);
  });
});

describe('lastLines', () => {
  it('keeps the last whole lines that fit', () => {
    expect(lastLines('a\nb\nc\n', { lines: 2, characters: 100 })).toEqual({ text: 'b\nc', left: 1 });
    expect(lastLines('aaaa\nbbbb\ncccc', { lines: 9, characters: 10 })).toEqual({ text: 'bbbb\ncccc', left: 1 });
  });

  it('cuts a last line that is too long at its beginning', () => {
    expect(lastLines('x\n0123456789', { lines: 9, characters: 5 })).toEqual({ text: '…6789', left: 1 });
  });
});

describe('listed', () => {
  it('counts what it leaves out', () => {
    expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(listed(['a', 'b'])).toBe('a and b');
  });
});
