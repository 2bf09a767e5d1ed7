import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../bot/domain/instant.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { endOf, readDay, readTime } from '../../../../bot/domain/language/term.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { commands } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands });
const GRANT = { is: 'grant', role: 'approver', user: 'U0OPERATOR', because: 'night shift' };
const DAY = 24 * HOUR;

describe('a change of roles', () => {
  it.each([
    ['grant approver to <@U0OPERATOR|olive> for 7d because night shift', { ...GRANT, for: '7d' }],
    ['Grant Approver TO <@U0OPERATOR> FOR 7D because “night shift”', { ...GRANT, for: '7d' }],
    ['grant approver to <@U0OPERATOR> until 2026-12-24 because "night shift"', { ...GRANT, until: '2026-12-24' }],
    ['grant approver to <@U0OPERATOR> because night shift', GRANT],
    ['grant budget holder to <@U0OPERATOR> because night shift', { ...GRANT, role: 'budget-holder' }],
    ['grant budget-holder to <@U0OPERATOR> because night shift', { ...GRANT, role: 'budget-holder' }],
    ['grant freeze approver to <@U0OPERATOR> because night shift', { ...GRANT, role: 'freeze-approver' }],
    ['grant break-glass to <@U0OPERATOR> because night shift', { ...GRANT, role: 'break-glass' }],
    ['grant on call to <@U0OPERATOR> because night shift', { ...GRANT, role: 'on-call' }],
    ['grant circle owner to <@W0OPERATOR> because night shift', { ...GRANT, role: 'circle-owner', user: 'W0OPERATOR' }],
    ['revoke approver from <@U0OPERATOR|olive> because night shift', { ...GRANT, is: 'revoke' }],
    ['people', { is: 'people' }],
    ['confirm C-4KQ7M', { is: 'confirm', change: '4KQ7M' }],
    ['confirm c-4kq7m', { is: 'confirm', change: '4KQ7M' }],
    ['show C-4KQ7M', { is: 'show-change', change: '4KQ7M' }],
    ['deny C-4KQ7M', { is: 'deny-change', change: '4KQ7M' }],
    ['deny C-4KQ7M because "not agreed"', { is: 'deny-change', change: '4KQ7M', because: 'not agreed' }],
    ['deny R-4KQ7M', { is: 'deny', run: '4KQ7M' }],
    ['form deny C-4KQ7M', { is: 'form', gap: { command: 'deny', missing: ['because'], filled: { change: '4KQ7M' } } }],
  ])('reads %s', (text, sentence) => {
    expect(read(text)).toEqual({ ok: true, value: sentence });
  });

  it.each([
    'grant approver to @U0OPERATOR for 7d because "night shift"',
    'grant budget-holder to @U0OPERATOR until 2026-12-24 because "night shift"',
    'revoke on-call from @U0OPERATOR because "night shift"',
    'deny C-4KQ7M because "not agreed"',
    'confirm C-4KQ7M',
    'show C-4KQ7M',
    'people',
  ])('writes what it read: %s', (text) => {
    const sentence = read(text);
    expect(sentence.ok && writeSentence(sentence.value)).toBe(text);
  });

  it.each([
    ['grnat approver to <@U0OPERATOR> for 7d because x', 'grant approver to @U0OPERATOR for 7d because "x"'],
    ['grant aprover to <@U0OPERATOR> because x', 'grant approver to @U0OPERATOR because "x"'],
    ['grant budgetholder to <@U0OPERATOR> because x', 'grant budget-holder to @U0OPERATOR because "x"'],
    ['grant approver <@U0OPERATOR> because x', 'grant approver to @U0OPERATOR because "x"'],
    ['revoke approver form <@U0OPERATOR> because x', 'revoke approver from @U0OPERATOR because "x"'],
    ['approve C-4KQ7M', 'confirm C-4KQ7M'],
    ['confrim C-4KQ7M', 'confirm C-4KQ7M'],
    ['poeple', 'people'],
  ])('gives nobody a role by a guess: %s', (text, sentence) => {
    expect(read(text)).toEqual({ ok: false, error: { is: 'suggestion', sentence } });
  });

  it.each([
    ['grant approver to <@U0OPERATOR>', '`grant` needs a reason'],
    ['grant approver to <@U0OPERATOR> because', 'there is no reason after `because`'],
    ['grant approver to <@U0OPERATOR> for 7 because x', '`7` is no length of time'],
    ['grant approver to <@U0OPERATOR> for 7m because x', '`7m` is no length of time'],
    ['grant approver to <@U0OPERATOR> for 0d because x', '`0d` is no length of time'],
    ['grant approver to <@U0OPERATOR> for 367d because x', '`367d` is no length of time'],
    ['grant approver to <@U0OPERATOR> for because x', '`grant` does not say which time'],
    ['grant approver to <@U0OPERATOR> until tomorrow because x', '`tomorrow` is no day'],
    ['grant approver to <@U0OPERATOR> until 2026-02-30 because x', '`2026-02-30` is no day'],
    ['grant approver to <@U0OPERATOR> for 7d until 2026-12-24 because x', '`for …` and `until …` say two ends'],
    ['grant approver to <@U0OPERATOR> on host-7 because x', 'I do not know what to do with `on`'],
    ['grant approver to @olive because x', '`@olive` is nobody that I know of'],
    ['grant approver to olive because x', '`olive` is nobody that I know of'],
    ['grant approver to <!channel> because x', '`@channel` is nobody that I know of'],
    ['grant boss to <@U0OPERATOR> because x', '`boss` is no role'],
    ['grant to <@U0OPERATOR> because x', '`grant` does not say which role'],
    ['grant approver because x', '`grant` does not say which person'],
    ['confirm', '`confirm` does not say which change'],
    ['confirm R-4KQ7M', '`R-4KQ7M` is not the id of a change'],
    ['confirm C-4KQ7M because x', '`confirm` takes no reason'],
    ['approve C-4KQ7', '`C-4KQ7` is not the id of a change'],
    ['confirm C-4KQ7', '`C-4KQ7` is not the id of a change'],
    ['show C-!', '`C-!` is not the id of a change'],
    ['people all', 'I do not know what to do with `all`'],
  ])('says what is wrong with %s', (text, why) => {
    const misread = read(text);
    expect(misread).toMatchObject({ ok: false, error: { is: 'not-understood', why } });
  });

  it('keeps the names of people in a reason, and their ids before it', () => {
    expect(read('grant approver to <@U0OPERATOR|olive> because <@U0ADMIN|alma> is away')).toEqual({
      ok: true,
      value: { ...GRANT, because: '@alma is away' },
    });
  });
});

describe('a term', () => {
  it.each([
    ['12h', 12 * HOUR],
    ['7d', 7 * DAY],
    ['2w', 14 * DAY],
    ['366d', 366 * DAY],
    ['53w', undefined],
    ['7', undefined],
    ['1.5h', undefined],
    ['-1d', undefined],
    ['007d', undefined],
  ])('%s', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each([
    ['2026-12-24', Date.UTC(2026, 11, 25)],
    ['2028-02-29', Date.UTC(2028, 2, 1)],
    ['2027-02-29', undefined],
    ['2026-13-01', undefined],
    ['24.12.2026', undefined],
    ['2026-1-1', undefined],
  ])('includes the day %s', (text, end) => {
    expect(readDay(text)).toBe(end);
  });

  it('counts from now, or from nothing', () => {
    expect(endOf({ for: '7d' }, 1_000)).toBe(1_000 + 7 * DAY);
    expect(endOf({ until: '2026-12-24' }, 1_000)).toBe(Date.UTC(2026, 11, 25));
    expect(endOf({}, 1_000)).toBeUndefined();
  });
});
