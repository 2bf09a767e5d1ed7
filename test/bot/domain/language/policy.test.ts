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
    [`policy set zone to Europe/Berlin ${BECAUSE}`, { set: 'zone', zone: 'Europe/Berlin' }],
    [
      `policy set business hours to sun-fri 8:00-18:00 ${BECAUSE}`,
      {
        ...{ set: 'hours', of: 'businessHours' },
        hours: { days: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:00', to: '18:00' },
      },
    ],
    [
      `policy set business hours to friday to sunday 22:00 to 6:30 ${BECAUSE}`,
      { of: 'businessHours', hours: { days: ['sunday', 'friday', 'saturday'], from: '22:00', to: '06:30' } },
    ],
    [
      `policy set on call to saturday, sunday 8:00-24:00 ${BECAUSE}`,
      { of: 'onCall', hours: { days: ['sunday', 'saturday'], from: '08:00', to: '24:00' } },
    ],
    [
      `policy set closed in production to thursday 0:00 - sunday 0:00, monday 22:00 until tuesday 2:00 ${BECAUSE}`,
      {
        ...{ set: 'changes', environments: ['production'], gate: 'closed' },
        closed: [
          { from: 'thursday 00:00', to: 'sunday 00:00' },
          { from: 'monday 22:00', to: 'tuesday 02:00' },
        ],
      },
    ],
    [`policy set closed to never ${BECAUSE}`, { environments: ['production', 'staging'], gate: 'closed', closed: [] }],
    [`policy set change hours in staging to business hours ${BECAUSE}`, { gate: 'hours', hours: 'business' }],
    [`policy set change hours to any ${BECAUSE}`, { gate: 'hours', hours: 'any' }],
    [`policy set staging first in production to 7 days ${BECAUSE}`, { gate: 'staging-first', days: 7 }],
    [`policy set staging first to none ${BECAUSE}`, { gate: 'staging-first', days: 'none' }],
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
    [`policy set zone to Europe/Berlim ${BECAUSE}`, 'is no time zone'],
    [`policy set business hours to 8:00-18:00 ${BECAUSE}`, 'are no hours'],
    [`policy set business hours to monday 8:00-25:00 ${BECAUSE}`, 'are no hours'],
    [`policy set business hours to mo 8:00-18:00 ${BECAUSE}`, 'are no hours'],
    [`policy set staging first to 0 days ${BECAUSE}`, 'is no number of days'],
    [`policy set staging first to 91 days ${BECAUSE}`, 'is no number of days'],
    [`policy set closed in production to thursday - sunday ${BECAUSE}`, 'is no part of a week'],
    [`policy set closed on mars to never ${BECAUSE}`, 'what to do with `on mars`'],
    [`policy set change hours to nights ${BECAUSE}`, 'are no hours for changes'],
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
