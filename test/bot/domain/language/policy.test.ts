import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeFileForm } from '../../../../bot/domain/language/read-import.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const BECAUSE = 'because "x"';
const read = (text: string) => parse(text, vocabulary);

describe('policy', () => {
  it.each([
    ['policy', { is: 'policy', show: 'now' }],
    ['policy show', { is: 'policy', show: 'now' }],
    ['policy export', { is: 'policy', show: 'export' }],
    ['policy import f0abc because reviewed', { is: 'policy-import', file: 'F0ABC', because: 'reviewed' }],
    ['Policy History', { is: 'policy', show: 'history' }],
    ['policy test restart nginx on host-7', { show: 'test', sentence: 'restart nginx on host-7' }],
    ['policy test in c-4kq7m reboot host-7 because "a b"', { show: 'test', change: '4KQ7M' }],
  ])('reads %s', (text, value) => {
    const sentence = read(text);
    expect(sentence).toMatchObject({ ok: true, value });
    const again = sentence.ok ? read(writeSentence(sentence.value)) : undefined;
    expect(again).toEqual(sentence);
  });

  it.each([
    [`policy set approval window to 45 minutes ${BECAUSE}`, { set: 'window', minutes: 45 }],
    [`policy set the approval window to 2h ${BECAUSE}`, { set: 'window', minutes: 120 }],
    [`policy set window to 1 minute ${BECAUSE}`, { set: 'window', minutes: 1 }],
    [
      `policy set approvals in production to 2 approvers ${BECAUSE}`,
      { risks: ['change', 'disruptive'], environments: ['production'], wants: { of: 2, from: 'approver' } },
    ],
    [
      `policy set approvals for read to one admin ${BECAUSE}`,
      { risks: ['read'], environments: ['production', 'staging'], wants: { of: 1, from: 'admin' } },
    ],
    [
      `policy set approvals for disruptive commands in staging to none ${BECAUSE}`,
      { risks: ['disruptive'], environments: ['staging'], wants: 'none' },
    ],
  ])('reads %s', (text, edit) => {
    const sentence = read(text);
    expect(sentence).toMatchObject({ ok: true, value: { is: 'policy-set', edit, because: 'x' } });
    const again = sentence.ok ? read(writeSentence(sentence.value)) : undefined;
    expect(again).toEqual(sentence);
  });

  it.each([
    [`policy set approval window to 45 ${BECAUSE}`, 'is no window'],
    [`policy set approval window to 0 minutes ${BECAUSE}`, 'is no window'],
    [`policy set approval window to 25 hours ${BECAUSE}`, 'is no window'],
    [`policy set approval window to -5 minutes ${BECAUSE}`, 'is no window'],
    [`policy set approvals in production to 0 approvers ${BECAUSE}`, 'is no approval'],
    [`policy set approvals in production to 11 approvers ${BECAUSE}`, 'is no approval'],
    [`policy set approvals in production to 2 operators ${BECAUSE}`, 'is no approval'],
    [`policy set approvals on mars to 2 approvers ${BECAUSE}`, 'what to do with `on mars`'],
    [`policy set freezes to none ${BECAUSE}`, 'nothing that the policy has'],
    [`policy set approvals ${BECAUSE}`, 'does not say what'],
    ['policy set approvals in production to 2 approvers', 'needs a reason'],
    [`policy ${BECAUSE}`, 'takes no reason'],
    ['policy show it', 'what to do with `it`'],
    ['policy import policy.json because x', '`policy.json` is not the id of a file'],
    ['policy import F0ABC', 'needs a reason'],
    ['policy import F0ABC to jelastic because x', 'what to do with `to`'],
    ['policy frobnicate', 'knows no `frobnicate`'],
    ['policy test', 'of which command'],
    ['policy test runs', 'has no plan'],
    ['policy test in R-12345 restart nginx on host-7', 'not the id of a change'],
  ])('says why it does not take %s', (text, why) => {
    expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });

  it('opens the form where no file is named, and says so in words', () => {
    const gap = { command: 'policy import', missing: ['file'], filled: {}, because: 'new' };
    expect(read('policy import because new')).toEqual({ ok: true, value: { is: 'form', gap } });
    expect(writeFileForm('policy import', {}, 'new')).toBe('policy import because "new"');
  });

  it.each([
    ['policy histroy', 'policy history'],
    ['policy exprot', 'policy export'],
    ['policy test restrat nginx on host-7', 'policy test restart nginx on host-7'],
    [
      `policy set approvals in prodution to 2 approvers ${BECAUSE}`,
      `policy set approvals in production to 2 approvers ${BECAUSE}`,
    ],
    [
      `policy set approvals for disruptiv in staging to 1 admin ${BECAUSE}`,
      `policy set approvals for disruptive to 1 admin ${BECAUSE}`,
    ],
  ])('suggests the whole of %s', (text, sentence) => {
    expect(read(text)).toEqual({ ok: false, error: { is: 'suggestion', sentence } });
  });
});
