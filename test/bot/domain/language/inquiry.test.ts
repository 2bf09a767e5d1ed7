import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

describe('questions about outputs', () => {
  it.each([
    ['output r-8c2mx', { run: '8C2MX' }, 'output R-8C2MX'],
    ['Output R-8C2MX HOST-7', { run: '8C2MX', host: 'host-7' }, 'output R-8C2MX host-7'],
    ['output R-8C2MX grep error', { run: '8C2MX', grep: 'error' }, 'output R-8C2MX grep "error"'],
    [
      'output R-8C2MX host-7 grep connection refused',
      { run: '8C2MX', host: 'host-7', grep: 'connection refused' },
      'output R-8C2MX host-7 grep "connection refused"',
    ],
    ['output R-8C2MX host-7 grep "as file"', { grep: 'as file' }, 'output R-8C2MX host-7 grep "as file"'],
    ['output R-8C2MX "grep"', { host: 'grep' }, 'output R-8C2MX "grep"'],
    ['output R-8C2MX host-7 as file', { host: 'host-7', file: true }, 'output R-8C2MX host-7 as file'],
    ['output R-8C2MX as file', { run: '8C2MX', file: true }, 'output R-8C2MX as file'],
  ])('%s is read, and written so that it reads the same', (typed, question, sentence) => {
    const read = parse(typed, vocabulary);
    expect(read).toMatchObject({ ok: true, value: { is: 'output', ...question } });
    if (!read.ok) return;
    expect(writeSentence(read.value)).toBe(sentence);
    expect(parse(sentence, vocabulary)).toEqual(read);
  });

  it.each([
    ['output', 'of which run'],
    ['output nginx2', 'is not the id of a run'],
    ['output R-8C2MX host/7', "cannot be a target's name"],
    ['output R-8C2MX host-7 tail', 'I do not know what to do with `tail`'],
    ['output R-8C2MX host-7 grep', 'does not say what to look for'],
    ['output R-8C2MX host-7 grep " "', 'does not say what to look for'],
    ['output R-8C2MX grep x as file', 'a file holds everything'],
    ['output R-8C2MX because I ask', 'takes no reason'],
  ])('%s is not understood, and says why', (typed, why) => {
    expect(parse(typed, vocabulary)).toMatchObject({
      ok: false,
      error: { is: 'not-understood', why: expect.stringContaining(why) },
    });
  });

  it('suggests what was misspelt', () => {
    expect(parse('output R-8C2MX host-7 gerp error', vocabulary)).toMatchObject({
      error: { is: 'suggestion', sentence: 'output R-8C2MX host-7 grep "error"' },
    });
  });
});
