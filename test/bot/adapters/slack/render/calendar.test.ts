import { expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { calendarAt } from '../../../../../bot/domain/freeze/calendar.ts';
import { NOTHING } from '../../../../../bot/domain/freeze/standing.ts';
import { readPolicy } from '../../../../../data/read-policy.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { textsOf } from './look.ts';
import { NOON, reading } from './stories.ts';

it('the calendar does not say that anything is open of which a calendar of AWS has not been asked', () => {
  const calendars = [{ environment: 'staging' as const, calendar: 'acme-lab' }];
  const policy = { ...readPolicy(), version: 3, calendars };
  const told = { ...calendarAt(policy, NOTHING, { now: NOON }), picture: true as const };
  const answer = renderAnswer(told, reading);
  expect(checkBlocks(answer.blocks)).toMatchObject({ ok: true });
  expect(answer.text).toMatch(/staging: ✔ changes and repairs, if its 📅 calendar is open$/);
  expect(answer.text).not.toMatch(/production: [^·]*calendar/);
  const text = textsOf(answer.blocks).join('\n');
  expect(text).toContain('`acme-lab` (SSM Change Calendar) closes it, too');
  expect(text).toContain('comes into your direct messages');
});
