import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { commands } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands });

describe('the emergency stop', () => {
  it.each([
    ['stop everything because "disks fail"', { is: 'stop-everything', because: 'disks fail' }],
    ['STOP Everything because disks fail', { is: 'stop-everything', because: 'disks fail' }],
    ['lift the stop', { is: 'lift' }],
    ['lift the emergency stop because "repaired"', { is: 'lift', because: 'repaired' }],
    ['lift x-4kq7m', { is: 'lift', stop: '4KQ7M' }],
    ['stop "everything" on host-7', { is: 'command', command: { name: 'stop', fields: { service: 'everything' } } }],
    ['stop nginx on host-7', { is: 'command', command: { name: 'stop', fields: { service: 'nginx' } } }],
  ])('reads %s, and reads again what it writes', (text, value) => {
    const sentence = read(text);
    expect(sentence).toMatchObject({ ok: true, value });
    expect(sentence.ok && read(writeSentence(sentence.value))).toEqual(sentence);
  });

  it.each([
    ['stop everthing because "x"', 'stop everything because "x"'],
    ['stop all because "x"', 'stop everything because "x"'],
    ['sotp everything because "x"', 'stop everything because "x"'],
    ['lfit the stop', 'lift the stop'],
  ])('suggests for %s, and does nothing', (text, sentence) => {
    expect(read(text)).toEqual({ ok: false, error: { is: 'suggestion', sentence } });
  });

  it.each([
    ['stop everything', 'needs a reason'],
    ['stop everything now because "x"', 'do not know what to do with `now`'],
    ['lift', 'does not say what'],
    ['lift production', '`production` cannot be lifted'],
    ['lift the stop X-4KQ7M now', 'do not know what to do with'],
  ])('says what is wrong with %s', (text, why) => {
    expect(read(text)).toMatchObject({ error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });
});
