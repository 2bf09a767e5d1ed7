import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../bot/domain/redact.ts';
import { createRedaction } from '../../../bot/domain/redact-stream.ts';
import { CORPUS } from './secrets.ts';

/** Windows small enough for many of them, and larger than any secret of the corpus. */
const SMALL = { window: 16_384, margin: 4_096, most: 65_536 };

function streamed(text: string, sizes: readonly number[], limits?: typeof SMALL): string {
  const redaction = createRedaction(limits);
  let shown = '';
  for (let at = 0, nth = 0; at < text.length; nth += 1) {
    const size = sizes[nth % sizes.length] ?? 1;
    shown += redaction.push(text.slice(at, at + size));
    at += size;
  }
  return shown + redaction.end();
}

const line = '127.0.0.1 - - [21/Nov/2026:14:30:01 +0000] "GET /login?next=%2F HTTP/1.1" 200 612\n';
const filler = (length: number) => line.repeat(Math.ceil(length / line.length)).slice(0, length);

describe('masking in pieces', () => {
  it.each(CORPUS)('hides %s wherever a window ends in it', (_what, secret, printed) => {
    // A window is divided one margin before its end: the secret lies on that very place.
    for (let part = 0; part <= 8; part += 1) {
      const before = SMALL.window - SMALL.margin - Math.floor((printed.length * part) / 8);
      const text = `${filler(before)}\n${printed}\n${filler(SMALL.window)}`;
      const shown = streamed(text, [1_024], SMALL);
      expect(shown).not.toContain(secret);
      expect(shown).toBe(redact(text));
    }
  });

  it('gives what masking at once gives, however the pieces are cut', () => {
    const parts = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...CORPUS.map(([, , printed]) => `${printed}\n`)) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 9_000 }).map(filler) },
      { weight: 1, arbitrary: fc.constantFrom('x'.repeat(20_000), 'a b,'.repeat(6_000), '\r\n', '\u001b[31m') },
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 12 }),
        fc.array(fc.integer({ min: 100, max: 30_000 }), { minLength: 1, maxLength: 4 }),
        (texts, sizes) => {
          const text = texts.join('');
          expect(streamed(text, sizes, SMALL) === redact(text)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['lines of a log', line.repeat(120_000)],
    ['one line without a blank', 'x'.repeat(4_000_000)],
    [
      'one line of JSON',
      JSON.stringify(Array(40_000).fill({ password: 'x y', n: 1, user: 'somebody', text: 'z'.repeat(40) })),
    ],
  ])('takes seconds for megabytes: %s', (_what, text) => {
    const start = performance.now();
    const shown = streamed(text, [65_536]);
    expect(performance.now() - start).toBeLessThan(30_000); // 10 MB of log: about 2 s on an idle machine
    expect(shown).not.toContain('x y');
    expect(shown.length).toBeGreaterThan(3_000_000);
  });

  it.each([
    ['a quotation that never ends', 'password="', 'q'],
    ['a key block that never ends', '-----BEGIN PRIVATE KEY-----', 'q'],
  ])('leaves out what cannot be divided, says so, and goes on with the next line: %s', (_what, open, body) => {
    const shown = streamed(`before\n${open}${body.repeat(2_000_000)}\nafter\n`, [65_536]);
    expect(shown).toMatch(/hidden: [0-9,]+ characters that could not be divided safely/);
    expect(shown).not.toContain(body.repeat(100));
    expect(shown.endsWith('\nafter\n')).toBe(true);
  });
});
