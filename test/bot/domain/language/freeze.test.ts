import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../bot/domain/instant.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const BECAUSE = 'because "x"';
const read = (text: string) => parse(text, vocabulary);

describe('freezes and locks', () => {
  it.each([
    [`freeze production for 2h ${BECAUSE}`, { is: 'freeze', environments: ['production'], end: { for: 2 * HOUR } }],
    [`freeze prod until friday 9:00 ${BECAUSE}`, { end: { until: { day: 'friday', hour: 9, minute: 0 } } }],
    [
      `Freeze everything for 1 day 12 hours ${BECAUSE}`,
      { environments: ['production', 'staging'], end: { for: 36 * HOUR } },
    ],
    [
      `freeze production and staging until 2027-01-31 12:00 Europe/Berlin ${BECAUSE}`,
      { environments: ['production', 'staging'] },
    ],
    ['thaw production', { is: 'thaw', what: { environments: ['production'] } }],
    [`thaw f-4kq7m ${BECAUSE}`, { is: 'thaw', what: { freeze: '4KQ7M' }, because: 'x' }],
    [`lock Host-7 for 30min ${BECAUSE}`, { is: 'lock', host: 'host-7', end: { for: HOUR / 2 } }],
    ['unlock host-7', { is: 'unlock', host: 'host-7' }],
    ['calendar', { is: 'calendar' }],
    ['calendar list', { is: 'calendar', as: 'list' }],
    [`except R-8C2MX plan 9af3 ${BECAUSE}`, { is: 'except', run: '8C2MX', plan: '9af3', because: 'x' }],
  ])('reads %s', (text, value) => {
    const sentence = read(text);
    expect(sentence).toMatchObject({ ok: true, value });
    expect(sentence.ok && read(writeSentence(sentence.value))).toEqual(sentence);
  });

  it.each([
    ['freeze production for 2h', 'needs a reason'],
    [`freeze production ${BECAUSE}`, 'does not say until when'],
    [`freeze for 2h ${BECAUSE}`, 'does not say where'],
    [`freeze host-7 for 2h ${BECAUSE}`, '`host-7` is nothing that can be frozen'],
    [`freeze production for 2 ${BECAUSE}`, 'has no unit'],
    [`freeze production for -2h ${BECAUSE}`, 'is less than nothing'],
    [`freeze production for 0h ${BECAUSE}`, 'is no time at all'],
    [`freeze production for 32d ${BECAUSE}`, 'is too long'],
    [`freeze production until 2027-02-30 9:00 ${BECAUSE}`, 'no calendar has that day'],
    [`freeze production until friday ${BECAUSE}`, 'alone does not say when'],
    [`freeze production until friday 9:00 Mars ${BECAUSE}`, 'there is no time zone `Mars`'],
    [`lock host-7, host-8 for 2h ${BECAUSE}`, 'one host at a time'],
    [`lock host-7 for 8d ${BECAUSE}`, 'is too long'],
    ['unlock', 'does not say which host'],
    [`calendar ${BECAUSE}`, 'takes no reason'],
    ['except R-8C2MX', 'needs a reason'],
  ])('says why it does not take %s', (text, why) => {
    expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });

  it.each([
    [`freeze prodution for 2h ${BECAUSE}`, `freeze production for 2h ${BECAUSE}`],
    [`freze production for 2h ${BECAUSE}`, `freeze production for 2h ${BECAUSE}`],
    ['calender', 'calendar'],
  ])('suggests the whole of %s', (text, sentence) => {
    expect(read(text)).toEqual({ ok: false, error: { is: 'suggestion', sentence } });
  });
});
