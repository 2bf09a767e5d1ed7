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

describe('questions about the record', () => {
  const U = '@U0123456789';
  it.each([
    ['audit verify', { show: 'verify' }, 'audit verify'],
    ['audit r-8c2mx', { show: 'stream', of: { kind: 'run', id: '8C2MX' } }, 'audit R-8C2MX'],
    ['audit C-4KQ7M', { show: 'stream', of: { kind: 'change', id: '4KQ7M' } }, 'audit C-4KQ7M'],
    ['audit E-4KQ7M', { show: 'stream', of: { kind: 'escalation', id: '4KQ7M' } }, 'audit E-4KQ7M'],
    ['audit export', { show: 'export' }, 'audit export'],
    ['audit export last 7 days', { show: 'export', last: '7d' }, 'audit export last 7d'],
    ['audit export R-8C2MX', { show: 'export', of: { kind: 'run', id: '8C2MX' } }, 'audit export R-8C2MX'],
    ['audit <@U0123456789>', { show: 'search', user: 'U0123456789' }, `audit by ${U}`],
    ['audit host-7', { show: 'search', host: 'host-7' }, 'audit on "host-7"'],
    ['audit 8c2mx', { show: 'search', host: '8c2mx' }, 'audit on "8c2mx"'],
    ['audit on "verify"', { show: 'search', host: 'verify' }, 'audit on "verify"'],
    [
      'audit "Restarting Processes" last 24 hours',
      { activity: 'Restarting Processes', last: '24h' },
      'audit of "Restarting Processes" last 24h',
    ],
    ['audit restarting processes', { activity: 'restarting processes' }, 'audit of "restarting processes"'],
    [
      `audit of restarting processes on host-7 by <@U0123456789> last 2w`,
      { user: 'U0123456789', host: 'host-7', activity: 'restarting processes', last: '2w' },
      `audit by ${U} on "host-7" of "restarting processes" last 2w`,
    ],
  ])('%s is read, and written so that it reads the same', (typed, question, sentence) => {
    const read = parse(typed, vocabulary);
    expect(read).toMatchObject({ ok: true, value: { is: 'audit', ...question } });
    if (!read.ok) return;
    expect(writeSentence(read.value)).toBe(sentence);
    expect(parse(sentence, vocabulary)).toEqual(read);
  });

  it.each([
    ['audit', 'does not say what'],
    ['audit verify now', 'I do not know what to do with `now`'],
    ['audit last 7d', 'does not say whom or what'],
    ['audit host-7 last week', 'is no time'],
    ['audit host-7 last 7 fortnights', 'is no time'],
    ['audit export host-7', 'I do not know what to do with `host-7`'],
    ['audit export R-8C2MX last 7d', 'leave out `last`'],
    ['audit by operator', 'is nobody that I know of'],
    ['audit on', 'nothing follows `on`'],
    ['audit on host/7', "cannot be a target's name"],
    ['audit verify because I ask', 'takes no reason'],
  ])('%s is not understood, and says why', (typed, why) => {
    expect(parse(typed, vocabulary)).toMatchObject({
      ok: false,
      error: { is: 'not-understood', why: expect.stringContaining(why) },
    });
  });

  it('suggests what was misspelt', () => {
    expect(parse('audit verfy', vocabulary)).toMatchObject({ error: { is: 'suggestion', sentence: 'audit verify' } });
  });
});
