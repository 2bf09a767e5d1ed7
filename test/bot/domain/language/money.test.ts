import { describe, expect, it } from 'vitest';
import { amountWords, readMoney, writeMoney } from '../../../../bot/domain/language/money.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { readVendorSentence } from '../../../../bot/domain/language/read-vendor-act.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { commands } from '../../../../commands/index.ts';

describe('A sum of money', () => {
  it.each([
    [125_000, 'EUR', '1250.00 EUR', '1,250.00'],
    [125_050, 'USD', '1250.50 USD', '1,250.50'],
    [500_000, 'JPY', '5000 JPY', '5,000'],
    [125_025, 'KWD', '1250.250 KWD', '1,250.250'],
    [125_000, 'XYZ', '1250.00 XYZ', '1,250.00'],
  ])('of %d hundredths of %s is written with its places, and read back', (amount, currency, written, shown) => {
    expect([writeMoney({ amount, currency }), amountWords({ amount, currency })]).toEqual([written, shown]);
    for (const text of [written, `${shown} ${currency}`]) expect(readMoney(text)).toEqual({ amount, currency });
  });

  it('that was on record before a currency’s places were known is shown whole', () => {
    expect(writeMoney({ amount: 500_050, currency: 'JPY' })).toBe('5000.50 JPY');
    expect(readMoney('5000.00 JPY')).toEqual({ amount: 500_000, currency: 'JPY' });
    expect(readMoney('12.50 KWD')).toEqual({ amount: 1_250, currency: 'KWD' });
  });

  it.each(['5000.50 JPY', '1.255 KWD', '1.250 EUR', '1.5 EUR', '1.2500 EUR', '0 EUR', '1.2.3 EUR', '12 EURO'])(
    'is not read: %s',
    (text) => expect(readMoney(text)).toBeUndefined(),
  );

  it.each([
    ['estimate E-4KQ7M 5000 JPY', { amount: 500_000, currency: 'JPY' }],
    ['estimate E-4KQ7M 1.250 KWD two hours', { amount: 125, currency: 'KWD', text: 'two hours' }],
    ['estimate E-4KQ7M 1250,50 EUR', { amount: 125_050, currency: 'EUR' }],
    ['estimate E-4KQ7M 5000.50 JPY', { wrong: 'JPY has no places after the point' }],
    ['estimate E-4KQ7M 1.255 KWD', { wrong: expect.stringContaining('KWD has 3 places') }],
    ['estimate E-4KQ7M 1.250 EUR', { wrong: 'EUR has two places after the point, or none' }],
    ['estimate E-4KQ7M 1,250 KWD', { wrong: expect.stringContaining('how much') }],
  ])('is estimated with the places of its currency: %s', (text, read) => {
    expect(readVendorSentence(text)).toMatchObject(read);
  });

  it.each([
    ['5000 JPY a month', '5000 JPY'],
    ['1.250 KWD a month', '1.250 KWD'],
    ['1250.50 usd', '1250.50 USD'],
  ])('is a limit with the places of its currency: %s', (typed, written) => {
    const read = parse(`vendor set virtuozzo cost limit to ${typed} because x`, { commands });
    expect(read.ok && writeSentence(read.value)).toContain(`cost limit to ${written}`);
  });

  it('is refused as a limit with what its currency takes', () => {
    const read = parse('vendor set virtuozzo cost limit to 5000.50 JPY a month because x', { commands });
    expect(JSON.stringify(read)).toContain('JPY has no places after the point');
  });
});
