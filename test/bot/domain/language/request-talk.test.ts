import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { commands } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands });

describe('what is said to a vendor', () => {
  it.each([
    ['reply E-4KQ7M "the first one"', { is: 'reply', request: '4KQ7M', text: 'the first one' }],
    ['reply e-4kq7m the first, then the other', { is: 'reply', request: '4KQ7M', text: 'the first, then the other' }],
    ['reply E-4KQ7M wait because "it hangs"', { is: 'reply', request: '4KQ7M', text: 'wait because it hangs' }],
    ['reply E-4KQ7M because "the first one"', { is: 'reply', request: '4KQ7M', text: 'the first one' }],
    ['reply E-4KQ7M "as host-7" naming host-7, 10.0.0.5', { text: 'as host-7', naming: ['host-7', '10.0.0.5'] }],
    ['reply E-4KQ7M keep naming host-7', { is: 'reply', text: 'keep naming host-7' }],
    ['reopen E-4KQ7M naming host-7 because "down again"', { naming: ['host-7'], because: 'down again' }],
    [
      'send E-4KQ7M naming host-7 and fd12::1 as major',
      { is: 'send', naming: ['host-7', 'fd12::1'], priority: 'major' },
    ],
    ['escalate "x" to virtuozzo on infra-gate naming host-7', { is: 'escalate', naming: ['host-7'] }],
    ['reopen E-4KQ7M because "down again"', { is: 'reopen-request', request: '4KQ7M', because: 'down again' }],
    ['reopen in I-7QK2P because "it is back"', { is: 'incident-act' }],
    ['form reply E-4KQ7M', { is: 'form', gap: { command: 'reply', filled: { request: '4KQ7M' } } }],
    ['form reopen E-4KQ7M', { is: 'form', gap: { command: 'reopen request', filled: { request: '4KQ7M' } } }],
    ['form reopen', { is: 'form', gap: { command: 'reopen' } }],
  ])('is read: %s', (text, value) => {
    expect(read(text)).toMatchObject({ ok: true, value });
  });

  it.each([
    ['reply', 'which request'],
    ['reply E-4KQ7M', 'does not say what'],
    ['reply R-8C2MX hello', 'not the id of a request'],
    [`reply E-4KQ7M ${'x '.repeat(900)}`, 'longer than'],
    ['reopen E-4KQ7M', 'reason'],
    ['reopen E-4KQ7M naming because "x"', 'nothing after `naming`'],
    ['reply E-4KQ7M "x" naming', 'nothing after `naming`'],
    ['send E-4KQ7M naming', 'nothing after `naming`'],
    ['reopen E-4KQ7M now because "x"', 'now'],
    ['reopen E-4K because "x"', 'not the id of a request'],
    ['form reply', 'which request'],
  ])('is not taken where something is wrong: %s', (text, why) => {
    const wrong = read(text);
    expect(JSON.stringify(wrong)).toContain(why);
    expect(wrong.ok).toBe(false);
  });

  it('is written as it is read', () => {
    for (const text of [
      'reply E-4KQ7M "the first, say we"',
      'reopen E-4KQ7M because "down again"',
      'reply E-4KQ7M "as host-7" naming host-7, fd12::1',
      'reopen E-4KQ7M naming host-7 because "x"',
      'send E-4KQ7M naming host-7 because "x"',
      'escalate "x" to virtuozzo on infra-gate naming host-7',
    ]) {
      const sentence = read(text);
      if (!sentence.ok) throw new Error(text);
      expect(writeSentence(sentence.value)).toBe(text);
    }
  });
});
