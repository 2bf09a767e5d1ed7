import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const read = (text: string) => parse(text, vocabulary);
const ID = '7QK2P';
const DAY = 86_400_000;

describe('sentences about what is made of a timeline', () => {
  it.each([
    ['timeline picture', { is: 'timeline-file', as: 'picture' }],
    ['timeline picture in I-7QK2P', { as: 'picture', incident: ID }],
    ['timeline picture in i-7qk2p in America/New_York', { as: 'picture', incident: ID, zone: 'America/New_York' }],
    ['timeline picture I-7QK2P in UTC', { as: 'picture', incident: ID, zone: 'UTC' }],
    ['timeline export', { as: 'csv' }],
    ['timeline export md in utc', { as: 'markdown', zone: 'UTC' }],
    ['timeline export JSON in europe/brussels in I-7QK2P', { as: 'json', zone: 'Europe/Brussels', incident: ID }],
    ['timeline file', { is: 'timeline', filter: { kinds: ['file'] } }],
    ['figures', { is: 'figures', last: 90 * DAY }],
    ['figures last 30 days', { is: 'figures', last: 30 * DAY }],
    ['snooze update 30m', { is: 'incident-act', act: { is: 'snooze', of: 'update', time: 1_800_000 } }],
    ['snooze report for 1 day in I-7QK2P', { incident: ID, act: { is: 'snooze', of: 'report', time: DAY } }],
  ])('reads %s, and reads what it writes of it', (text, value) => {
    const first = read(text);
    expect(first).toMatchObject({ ok: true, value });
    expect(first.ok && read(writeSentence(first.value))).toEqual(first);
  });

  it('only suggests what a slip in a reminder may mean', () => {
    const error = { is: 'suggestion', sentence: 'snooze quiet 2h' };
    expect(read('snooze quite 2h')).toEqual({ ok: false, error });
  });

  it.each([
    ['timeline export csv in Atlantis', 'is neither a time zone nor an incident'],
    ['timeline export csv in UTC in UTC', 'is neither a time zone nor an incident'],
    ['timeline export xml', 'I do not know what to do with'],
    ['timeline picture UTC', 'I do not know what to do with'],
    ['timeline picture in', 'I do not know what to do with'],
    ['figures since Monday', 'I do not know what to do with'],
    ['figures last 500 days', 'is too long'],
    ['snooze everything 2h', 'is no reminder'],
    ['snooze update', 'is no length of time'],
    ['snooze update 8d', 'is too long'],
  ])('says what is wrong with %s', (text, why) => {
    expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });
});
