import { describe, expect, it } from 'vitest';
import { asCode, asTitle, namedIn, written } from '../../../../bot/domain/tracked/line.ts';

const ann = { team: 'T0ACME', user: 'U0ANN' };

describe('somebody’s text in an issue', () => {
  it.each([
    ['plain', 'worker leak', '`worker leak`'],
    ['a mention', '@octocat closes #1', '`@octocat closes #1`'],
    ['code that it wants to leave', 'a `b` c', '`` a `b` c ``'],
    ['lines', 'one\n\n# two\n<img src=x>', '`one # two <img src=x>`'],
    ['nothing', ' \n ', '–'],
    ['a secret', 'password=hunter2secret', '`password=[hidden]`'],
  ])('is code on one line: %s', (_what, raw, code) => {
    expect(asCode(raw)).toBe(code);
  });

  it('is cut at a whole character', () => {
    expect(asTitle(`${'x'.repeat(198)}🙂🙂`)).toBe(`${'x'.repeat(198)}…`);
    expect(asCode('y'.repeat(501))).toBe(`\`${'y'.repeat(499)}…\``);
  });
});

describe('lines', () => {
  it('name people by what they are called now, each asked once', () => {
    const lines = ['**Done**', { label: '- By', who: ann }, { label: '- Approved by', who: { ...ann } }];
    expect(namedIn(lines)).toEqual([ann]);
    expect(written(lines, () => 'Ann @home')).toBe('**Done**\n- By `Ann @home`\n- Approved by `Ann @home`');
  });

  it('stay below what GitHub takes, and say how many were left out', () => {
    const text = written(
      Array.from({ length: 100 }, () => 'z'.repeat(1_000)),
      () => '',
    );
    expect(text.length).toBeLessThan(60_100);
    expect(text).toMatch(/\n… 41 lines more$/);
  });
});
