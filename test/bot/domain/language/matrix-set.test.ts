import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { ok } from '../../../../bot/domain/result.ts';
import { commands } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands });
const SET = { is: 'matrix-set', activity: 'rebooting', kinds: ['user-host'], party: 'vendor team', because: 'agreed' };

describe('matrix replay', () => {
  it.each(['', ' in jelastic', ' last 30d', ' in jelastic last 12h'])('reads what it writes: %s', (tail) => {
    const first = read(`matrix replay${tail}`);
    expect(first.ok && writeSentence(first.value)).toBe(`matrix replay${tail}`);
  });
});

describe('matrix use', () => {
  it('reads a profile in any letter case, and writes it so that it is read alike', () => {
    const first = read('Matrix USE Jelastic because “migrated”');
    expect(first).toEqual(ok({ is: 'matrix-use', profile: 'jelastic', because: 'migrated' }));
    expect(first.ok && read(writeSentence(first.value))).toEqual(first);
  });

  it.each([
    ['matrix use because x', 'does not say which profile'],
    ['matrix use jelastic now because x', 'I do not know what to do with `now`'],
    ['matrix use ../x because x', 'cannot be a profile'],
    ['matrix use jelastic', 'needs a reason'],
  ])('says what is wrong with %s', (text, why) => {
    expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });

  it('leaves an activity of that name to quotation marks', () => {
    expect(read('matrix "use"')).toMatchObject({ ok: true, value: { is: 'matrix', show: 'row', activity: 'use' } });
  });
});

describe('matrix import', () => {
  it.each([
    ['matrix import F0ABC because new', { is: 'matrix-import', file: 'F0ABC', because: 'new' }],
    [
      'matrix IMPORT f0abc to jelastic because new',
      { is: 'matrix-import', file: 'F0ABC', profile: 'jelastic', because: 'new' },
    ],
    [
      'matrix import F0ABC in Jelastic because new',
      { is: 'matrix-import', file: 'F0ABC', profile: 'jelastic', because: 'new' },
    ],
  ])('reads %s, and writes it so that it is read alike', (text, sentence) => {
    const first = read(text);
    expect(first).toEqual(ok(sentence));
    expect(first.ok && read(writeSentence(first.value))).toEqual(first);
  });

  it('without a file is the form that asks for it, with what was said', () => {
    const gap = { command: 'matrix import', missing: ['file'], filled: { profile: 'jelastic' }, because: 'new' };
    expect(read('matrix import to jelastic because new')).toEqual(ok({ is: 'form', gap }));
    expect(read('matrix import')).toMatchObject({ value: { is: 'form', gap: { filled: {} } } });
  });

  it.each([
    ['matrix import cells.csv because x', '`cells.csv` is not the id of a file'],
    ['matrix import F0ABC', 'needs a reason'],
    ['matrix import F0ABC F0ABD because x', 'I do not know what to do with `F0ABD`'],
    ['matrix import F0ABC to ../x because x', 'cannot be a profile'],
  ])('says what is wrong with %s', (text, why) => {
    expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });
});

describe('matrix set', () => {
  it.each([
    ['matrix set rebooting on user host to vendor team because agreed', SET],
    ['Matrix Set "rebooting" ON User Hosts TO "vendor team" because “agreed”', SET],
    ['matrix set rebooting on user host to vendor team in jelastic because agreed', { ...SET, profile: 'jelastic' }],
    [
      'matrix set "Access on to off" on hosts to us because agreed',
      { ...SET, activity: 'Access on to off', kinds: ['user-host', 'infrastructure-host'], party: 'us' },
    ],
  ])('reads %s, and writes it so that it is read alike', (text, sentence) => {
    const first = read(text);
    expect(first).toMatchObject({ ok: true, value: sentence });
    expect(first.ok && read(writeSentence(first.value))).toEqual(first);
  });

  it.each([
    ['matrix set rebooting', 'does not say which activity'],
    ['matrix set on user host to us because x', 'does not say which activity'],
    ['matrix set rebooting on user host because x', 'does not say on which kind of target'],
    ['matrix set rebooting on user host to because x', 'does not say to which party'],
    ['matrix set rebooting on toasters to us because x', '`toasters` is no kind of target'],
    ['matrix set rebooting on user host to vendor team', 'needs a reason'],
  ])('says what is wrong with %s', (text, why) => {
    expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });

  it('suggests what a slip in a keyword probably meant, and does nothing by a guess', () => {
    expect(read('matrix set rebooting onn user host to vendor team because agreed')).toMatchObject({
      ok: false,
      error: {
        is: 'suggestion',
        sentence: 'matrix set "rebooting" on user host to "vendor team" because "agreed"',
      },
    });
  });
});
