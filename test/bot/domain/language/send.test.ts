import { describe, expect, it } from 'vitest';
import type { Sending } from '../../../../bot/domain/language/escalation-sentence.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const BASE: Sending = { is: 'send', request: '4KQ7M' };
const AT_SIX = { day: { year: 2026, month: 12, day: 24 }, hour: 18, minute: 0 };
const whyOf = (read: ReturnType<typeof parse>) =>
  !read.ok && read.error.is === 'not-understood' ? read.error.why : read;

describe('the sentence that sends a request', () => {
  it.each<[string, Sending]>([
    ['send E-4KQ7M', BASE],
    ['send e-4kq7m as Major by 2026-12-24', { ...BASE, priority: 'major', day: '2026-12-24' }],
    ['send E-4KQ7M as major by 2026-12-24 18:00', { ...BASE, priority: 'major', moment: AT_SIX }],
    ['send E-4KQ7M by 2026-12-24 6pm UTC', { ...BASE, moment: { ...AT_SIX, zone: 'UTC' } }],
    [
      'send E-4KQ7M by friday 9:00 with r-8c2mx',
      { ...BASE, moment: { day: 'friday', hour: 9, minute: 0 }, diagnosis: '8C2MX' },
    ],
    [
      'send E-4KQ7M with R-8C2MX as minor seen 9AF3C1D20B7E because “it began at 10:00, by then”',
      { ...BASE, priority: 'minor', diagnosis: '8C2MX', seen: '9af3c1d20b7e', because: 'it began at 10:00, by then' },
    ],
  ])('%s is read, and written so that it reads the same', (text, sentence) => {
    const read = parse(text, vocabulary);
    expect(read).toEqual({ ok: true, value: sentence });
    expect(parse(writeSentence(sentence), vocabulary)).toEqual(read);
    expect(parse(`form ${text}`, vocabulary)).toEqual({ ok: true, value: { is: 'form', send: sentence } });
    expect(writeSentence({ is: 'form', send: sentence })).toBe(`form ${writeSentence(sentence)}`);
  });

  it.each([
    ['send', '`send` does not say which request'],
    ['send R-8C2MX', '`R-8C2MX` is not the id of a request'],
    ['send E-4KQ7M as urgent', '`urgent` is no priority'],
    ['send E-4KQ7M by 2026-02-30', '`2026-02-30` is no day'],
    ['send E-4KQ7M by 2026-12-24 25:00', '`25:00` is no time of the day'],
    ['send E-4KQ7M by', 'there is nothing after `by`'],
    ['send E-4KQ7M with host-7', '`host-7` is not the id of a run'],
    ['send E-4KQ7M with R-8C2MX, R-8C2MZ', 'I do not know what to do with `,`'],
    ['send E-4KQ7M seen', 'there is nothing after `seen`'],
    ['send E-4KQ7M seen it', '`it` names nothing that was looked at'],
    ['send E-4KQ7M tomorrow', 'I do not know what to do with `tomorrow`'],
  ])('%s is refused in words', (text, why) => {
    expect(whyOf(parse(text, vocabulary))).toBe(why);
  });

  it('with a slip in it is only suggested, whole', () => {
    expect(parse('send E-4KQ7M as majr by 2026-12-24 18:00', vocabulary)).toEqual({
      ok: false,
      error: { is: 'suggestion', sentence: 'send E-4KQ7M as major by 2026-12-24 18:00' },
    });
    expect(parse('send E-4KQ7M wit R-8C2MX', vocabulary)).toMatchObject({
      error: { is: 'suggestion', sentence: 'send E-4KQ7M with R-8C2MX' },
    });
  });
});
