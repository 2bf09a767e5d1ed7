import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { commands } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands });

describe('break-glass', () => {
  it.each([
    [
      'break-glass restart nginx on host-7 because "down"',
      { is: 'command', command: { name: 'restart', breakGlass: true } },
    ],
    [
      'Break-Glass reboot all user hosts in waves 1, 100% because down',
      { command: { name: 'reboot', breakGlass: true } },
    ],
    ['review r-8c2mx as fine because "seen"', { is: 'review', run: '8C2MX', fine: true, because: 'seen' }],
    ['review R-8C2MX as not fine because "seen"', { is: 'review', fine: false }],
    ['plan break-glass restart nginx on host-7 because "down"', { is: 'plan', command: { breakGlass: true } }],
  ])('reads %s, and reads again what it writes', (text, value) => {
    const sentence = read(text);
    expect(sentence).toMatchObject({ ok: true, value });
    expect(sentence.ok && read(writeSentence(sentence.value))).toEqual(sentence);
  });

  it.each([
    ['break-glass', 'does not say of which command'],
    ['break-glass restart nginx on host-7', 'needs a reason'],
    ['break-glass restart nginx on host-7 because', 'because is missing'],
    ['break-glass restart because "x"', 'service and targets is missing'],
    ['break-glass uptime on host-7 because "x"', '`uptime` only reads'],
    ['break-glass restart nginx on host-7 at 02:00 because "x"', 'takes no time'],
    ['break-glass approve R-8C2MX because "x"', 'takes no reason|has no plan'],
    ['review R-8C2MX as fine', 'needs a reason'],
    ['review R-8C2MX because "x"', 'does not say as what'],
    ['settle R-8C2MX host-7 because "x"', 'does not say as what'],
  ])('says what is wrong with %s', (text, why) => {
    const misread = read(text);
    expect(misread.ok).toBe(false);
    expect(JSON.stringify(misread)).toMatch(new RegExp(why));
  });

  it('suggests the whole of what was misspelt', () => {
    expect(read('brek-glass restart nginx on host-7 because "x"')).toMatchObject({
      error: { is: 'suggestion', sentence: 'break-glass restart nginx on host-7 because "x"' },
    });
    expect(read('break-glass restrat nginx on host-7 because "x"')).toMatchObject({
      error: { is: 'suggestion', sentence: 'break-glass restart nginx on host-7 because "x"' },
    });
  });
});
