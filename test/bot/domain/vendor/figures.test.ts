import { describe, expect, it } from 'vitest';
import type { EscalationStory } from '../../../../bot/domain/escalation/apply.ts';
import { PRIORITIES } from '../../../../bot/domain/escalation/priority.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { vendorFigures } from '../../../../bot/domain/vendor/figures.ts';
import { MONDAY, request, type Steps, vendor } from './requests.ts';

const DAY = 24 * HOUR;
const at = (minutes: number) => MONDAY + minutes * MINUTE;
const took = (minutes: number): Steps => [[{ type: 'accepted', data: { eta: at(minutes + 1) } }, at(minutes)]];
const head = ({ id, state }: EscalationStory) => ({ id, state });
const count = (stories: EscalationStory[], { from = MONDAY, to = at(600), of = vendor() } = {}) =>
  vendorFigures(stories.map(head), { vendor: of, from, to, paid: [] });

describe('The figures of a vendor', () => {
  it('count targets that were kept and missed, the open ones that are late with them', () => {
    const stories = [
      ...[10, 60, 120, 130].map((minutes, one) => request({ id: `A${one}` }, took(minutes))),
      request({ id: 'LATE' }),
      request({ id: 'GONE' }, [[{ type: 'withdrawn', data: {} }, at(20)]]),
    ];
    const { priorities } = count(stories);
    expect(priorities).toEqual([
      {
        priority: 'major',
        ...{ count: 6, open: 5 },
        clocks: {
          accept: {
            ...{ kept: 3, missed: 2, late: 1 },
            times: { count: 4, median: HOUR, ninetieth: 130 * MINUTE },
          },
          reply: { kept: 4, missed: 1, late: 1, times: { count: 4, median: HOUR, ninetieth: 130 * MINUTE } },
        },
      },
    ]);
  });

  it('list what is open by what is due first, however long ago it was sent', () => {
    const old = request({ id: 'OLD', at: MONDAY - 20 * DAY }, [
      [{ type: 'accepted', data: { eta: MONDAY } }, MONDAY - 20 * DAY + 1],
    ]);
    const asks = request({ id: 'ASKS', priority: 'critical' }, [
      [{ type: 'estimated', data: { amount: 1, currency: 'EUR' } }, at(1)],
    ]);
    const told = count([
      request({ id: 'NEW' }),
      asks,
      old,
      request({ id: 'OVER' }, [[{ type: 'declined', data: { because: 'no' } }, at(1)]]),
    ]);
    expect(told.open.map(({ id }) => id)).toEqual(['OLD', 'NEW', 'ASKS']);
    expect(told.requests.map(({ id }) => id)).toEqual(['NEW', 'ASKS', 'OVER']);
  });

  it('say how long they waited for us, and what was reopened', () => {
    const waited = request({ id: 'W' }, [
      [{ type: 'asked-back', data: { text: '?' } }, at(10)],
      [{ type: 'replied', data: { text: '!' } }, at(70)],
    ]);
    const again = request({ id: 'R' }, [
      ...took(5),
      [{ type: 'done', data: { heard: 'given' } }, at(6)],
      [{ type: 'reopened', data: { because: 'no' } }, at(7)],
    ]);
    expect(count([waited, again])).toMatchObject({ reopened: 1, waited: { count: 1, median: HOUR } });
  });

  it('leave out what is another vendor’s, and what was never sent', () => {
    const stories = [request({ id: 'A' })];
    expect(count(stories, { of: vendor({ name: 'zeta' }) })).toMatchObject({ requests: [], open: [], priorities: [] });
  });

  it('of a thousand requests, in support hours, are there within a second', () => {
    const hours = {
      days: ['monday', 'tuesday', 'friday'] as ('monday' | 'tuesday' | 'friday')[],
      from: '08:00',
      to: '17:00',
    };
    const stories = Array.from({ length: 1_000 }, (_, one) => {
      const sent = MONDAY + one * 131 * MINUTE;
      const priority = PRIORITIES[one % 3] ?? 'minor';
      return request({ id: `${one}`, at: sent, priority }, [
        [{ type: 'asked-back', data: { text: '?' } }, sent + 20 * MINUTE],
        [{ type: 'replied', data: { text: '!' } }, sent + 3 * HOUR],
        [{ type: 'accepted', data: {} }, sent + (one % 50) * HOUR + 4 * HOUR],
      ]);
    });
    const used = process.cpuUsage();
    const told = count(stories, { to: MONDAY + 120 * DAY, of: vendor({ hours, zone: 'Europe/Sofia' }) });
    const { user, system } = process.cpuUsage(used);
    expect(told.priorities.map((one) => one.count)).toEqual([334, 333, 333]);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });
});
