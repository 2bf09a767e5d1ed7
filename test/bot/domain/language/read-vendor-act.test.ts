import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { readVendorSentence } from '../../../../bot/domain/language/read-vendor-act.ts';

describe('What a vendor’s people may write', () => {
  test.each([
    ['accept E-4KQ7M', { request: '4KQ7M', says: 'accept' }],
    ['Accept e-4kq7m ETA 30m', { request: '4KQ7M', says: 'accept', eta: { in: 30 * MINUTE } }],
    ['accept in 2h', { says: 'accept', eta: { in: 2 * HOUR } }],
    ['accept E-4KQ7M eta 14:30', { says: 'accept', eta: { at: { hour: 14, minute: 30 } } }],
    ['decline E-4KQ7M because "not ours"', { says: 'decline', because: 'not ours' }],
    ['decline E-4KQ7M not ours', { says: 'decline', because: 'not ours' }],
    ['ask E-4KQ7M which gate, the first?', { says: 'ask', text: 'which gate, the first?' }],
    ['progress E-4KQ7M half of it eta 1h', { says: 'progress', text: 'half of it', eta: { in: HOUR } }],
    ['progress E-4KQ7M stuck in the middle', { says: 'progress', text: 'stuck in the middle' }],
    ['estimate E-4KQ7M 1250 EUR', { says: 'estimate', amount: 125_000, currency: 'EUR' }],
    ['estimate E-4KQ7M 1250.50 usd two hours', { amount: 125_050, currency: 'USD', text: 'two hours' }],
    ['estimate €80', { says: 'estimate', amount: 8_000, currency: 'EUR' }],
    ['done E-4KQ7M', { says: 'done' }],
    ['done E-4KQ7M restarted because it hung', { says: 'done', text: 'restarted because it hung' }],
    ['done: E-4KQ7M restarted', { request: '4KQ7M', says: 'done', text: 'restarted' }],
    ['ask: which gate?', { says: 'ask', text: 'which gate?' }],
    ['safe E-4KQ7M because it is drained', { says: 'word', word: 'safe', because: 'it is drained' }],
    ['safe E-4KQ7M if "it is drained" because load', { word: 'safe-if', condition: 'it is drained', because: 'load' }],
    ['unsafe E-4KQ7M because replication', { says: 'word', word: 'unsafe', because: 'replication' }],
    ['run E-4KQ7M', { request: '4KQ7M', says: 'run' }],
  ])('%s', (typed, read) => expect(readVendorSentence(typed)).toMatchObject(read));

  test.each([
    ['done', undefined],
    ['Done.', undefined],
    ['done!', undefined],
    ['done: restarted', 'restarted'],
    ['done:restarted', 'restarted'],
    ['done, with both nodes', 'with both nodes'],
    ['done — restarted it', 'restarted it'],
    ['done - restarted it', 'restarted it'],
    ['done “restarted”', 'restarted'],
    ['done because it was restarted', 'because it was restarted'],
    ['done ✅', '✅'],
    ['done :tada:', ':tada:'],
  ])('ends a request in its thread: %s', (typed, text) => {
    expect(readVendorSentence(typed)).toEqual({ says: 'done', ...(text !== undefined && { text }) });
  });

  test.each([
    'done with the first node',
    'Done for today',
    'done restarted it',
    'done @vera please look',
    'done (the first half)',
    'done\nrestarted it',
    'decline of the load since 10:00',
  ])('may end a request or be talk, and is asked after: %s', (typed) => {
    expect(readVendorSentence(typed)).toMatchObject({ doubtful: true, wrong: expect.stringContaining('not clear') });
  });

  test.each(['done-ish', 'doner kebab: good'])('is talk: %s', (typed) => {
    expect(readVendorSentence(typed)).toBeUndefined();
  });

  test.each([
    'restart nginx on host-7',
    'approve R-8C2MX',
    'send E-4KQ7M',
    'help',
    'acept E-4KQ7M',
    '"accept" E-4KQ7M',
    '',
    'freeze production because accept E-4KQ7M',
  ])('is none of theirs, and no word of ours is suggested: %s', (typed) => {
    expect(readVendorSentence(typed)).toBeUndefined();
  });

  test.each([
    ['accept E-1', 'not the id'],
    ['accept E-4KQ7M gladly', 'only a time'],
    ['accept E-4KQ7M eta', 'no time'],
    ['accept E-4KQ7M eta 30', ''],
    ['accept E-4KQ7M eta 90d', ''],
    ['decline E-4KQ7M', 'why'],
    ['ask E-4KQ7M', 'what you ask'],
    ['progress E-4KQ7M', 'how far'],
    ['estimate E-4KQ7M a lot', 'how much'],
    ['estimate E-4KQ7M 1250', 'in what'],
    ['estimate E-4KQ7M 1.250.000 EUR', 'how much'],
    ['estimate E-4KQ7M 0 EUR', 'no estimate'],
    ['estimate E-4KQ7M -5 EUR', 'how much'],
    ['safe E-4KQ7M', 'why'],
    ['safe E-4KQ7M if because x', 'condition'],
    ['unsafe E-4KQ7M if drained because x', 'only a reason'],
    ['run E-4KQ7M now', 'nothing may follow'],
  ])('is theirs, with something wrong in it: %s', (typed, why) => {
    const read = readVendorSentence(typed);
    expect(read).toMatchObject({ wrong: expect.stringContaining(why), allowed: expect.any(String) });
  });
});
