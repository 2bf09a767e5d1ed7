import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../../../../bot/domain/language/builtins.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { parseOften } from '../../../../bot/domain/language/parse-often.ts';
import { commands } from '../../../../commands/index.ts';

const PRESSING = [
  'restart nginx on host-7 because "worker leak"',
  'restart',
  'approve R-8C2MX',
  'deny R-8C2MX because no',
  'cancel R-8C2MX',
  'show R-8C2MX',
  'why R-8C2MX',
  'undo R-8C2MX',
  'runs',
  'health',
  'restart nginx on all user hosts in waves 1, 25% at 02:00 because "the night"',
  'restart nginx on host 7',
  'approve R-8C2MX plan 9af3',
  'approve',
  '',
];

const SELDOM = [
  'matrix',
  'grant approver to @operator',
  'form deny C-4KQ7M',
  'show C-4KQ7M',
  'show E-4KQ7M',
  'show S-4KQ7M',
  'plan restart nginx on host-7',
  'resume',
  'help restart',
  'stop everything because "fire"',
  'matirx',
  'restrat nginx on host-7',
  'settle R-8C2MX host-7 sa done because "looked"',
];

describe('parseOften', () => {
  it.each(PRESSING)('reads `%s` without the readers of seldom sentences, as `parse` does', (typed) => {
    expect(parseOften(typed, { commands })).toEqual(parse(typed, { commands }));
  });

  it.each(SELDOM)('leaves `%s` to `parse`', (typed) => {
    expect(parseOften(typed, { commands })).toBeUndefined();
    expect(() => parse(typed, { commands })).not.toThrow();
  });

  it('answers as `parse` for every example of a sentence of our own, where it answers at all', () => {
    const read = BUILTINS.flatMap(({ examples }) => examples).filter((typed) => {
      const often = parseOften(typed, { commands });
      if (often) expect(often, typed).toEqual(parse(typed, { commands }));
      return often;
    });
    expect(read.length).toBeGreaterThan(10);
  });
});
