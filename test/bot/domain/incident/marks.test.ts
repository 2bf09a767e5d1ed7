import { expect, it } from 'vitest';
import { marksOf } from '../../../../bot/domain/incident/marks.ts';
import { readPolicy } from '../../../../bot/domain/policy/read-policy.ts';

const read = (marks: unknown) => readPolicy({ profile: 'virtuozzo', approvalMinutes: 30, approvals: [], marks });

it('are 📌 unless the policy names others, by names that Slack has', () => {
  expect(marksOf(undefined)).toEqual(['pushpin']);
  expect(read(['bookmark', '+1'])).toMatchObject({ ok: true, value: { marks: ['bookmark', '+1'] } });
  expect(read([':pushpin:'])).toMatchObject({ ok: false, error: [{ path: 'marks[0]' }] });
});
