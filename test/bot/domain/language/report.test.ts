import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { commands } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands });

describe('sentences about reports and updates', () => {
  it.each([
    ['report', { is: 'report' }],
    [
      'report edit cause "a worker’s leak, because of v3" in I-7QK2P',
      { is: 'report', incident: '7QK2P', act: { is: 'edit', part: 'cause' } },
    ],
    ['report review', { act: { is: 'move', to: 'in-review' } }],
    [
      'action "fix the leak" by 2026-12-01 owner <@U0OPERATOR>',
      { is: 'action', act: { is: 'add', owner: 'U0OPERATOR', by: '2026-12-01' } },
    ],
    ['action drop 2 in I-7QK2P', { is: 'action', act: { is: 'drop', number: 2 } }],
    ['update "Zahlungen gehen wieder" next 30 min', { is: 'incident-act', act: { is: 'update', next: 1_800_000 } }],
    ['follow I-7QK2P', { is: 'incident-act', incident: '7QK2P', act: { is: 'follow' } }],
    [
      'form report badly in I-7QK2P',
      { is: 'form', gap: { command: 'report', filled: { part: 'badly', incident: '7QK2P' } } },
    ],
    ['form update in I-7QK2P', { is: 'form', gap: { command: 'update' } }],
    ['form update kernel on host-7', { is: 'form', gap: { command: 'update kernel' } }],
    ['update kernel on host-7', { is: 'command', command: { name: 'update kernel' } }],
  ])('reads %s', (text, sentence) => {
    const first = read(text);
    expect(first).toMatchObject({ ok: true, value: sentence });
    if (first.ok && first.value.is !== 'form') expect(read(writeSentence(first.value))).toEqual(first);
  });

  it.each([
    ['report edit blame "them"', '`blame` is no part of a report'],
    ['report edit cause too long', 'quotation marks'],
    ['report finish', 'I do not know what to do with `finish`'],
    [`report edit cause "${'x'.repeat(1_501)}"`, '1,501 characters'],
    ['action "x" by 2026-02-30', '`2026-02-30` is no day'],
    ['action "x" owner bob', '`bob` is nobody'],
    ['action drop', 'does not say which'],
    ['update "x" next week', ''],
    ['follow', 'does not say which incident'],
  ])('says what is wrong with %s', (text, why) => {
    const answer = read(text);
    expect(answer).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });

  it('takes a slip of a command for no update', () => {
    expect(read('update kernle on host-7')).toMatchObject({ ok: false, error: { is: 'suggestion' } });
  });
});
