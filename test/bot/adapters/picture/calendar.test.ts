import { describe, expect, it } from 'vitest';
import { drawCalendar } from '../../../../bot/adapters/picture/calendar-drawing.ts';
import { calendarAlt, calendarCaption } from '../../../../bot/adapters/picture/calendar-words.ts';
import { createPictures } from '../../../../bot/adapters/picture/pictures.ts';
import { openRenderer } from '../../../../bot/adapters/picture/render.ts';
import { calendarAt } from '../../../../bot/domain/freeze/calendar.ts';
import type { Standing } from '../../../../bot/domain/freeze/standing.ts';
import { type CalendarWeek, type Coming, weekOf } from '../../../../bot/domain/freeze/week.ts';
import { HOUR } from '../../../../bot/domain/instant.ts';
import type { CalendarSaid } from '../../../../bot/domain/policy/calendar.ts';
import { readPolicy } from '../../../../data/read-policy.ts';

const { fonts } = await openRenderer();
/** A Saturday. */
const NOW = Date.UTC(2026, 10, 21, 12);
const by = { team: 'T', user: 'U' };
const where = { team: 'T', channel: 'C' };
const long = 'nobody wants surprises in the sale, <b>&amp; it is a long reason '.repeat(4);

const standing = (environments: ('production' | 'staging')[]): Standing => ({
  freezes: [{ id: '4KQ7M', environments, from: NOW - HOUR, until: NOW + 34 * HOUR, by, because: long, where }],
  locks: [{ host: 'host-7', from: NOW, until: NOW + 2 * HOUR, by, person: 'p', because: 'a leak', where }],
});
const said: CalendarSaid[] = [
  { environment: 'production', calendar: 'acme-changes', state: { is: 'open', until: NOW + 50 * HOUR } },
  { environment: 'staging', calendar: 'acme-lab', state: { is: 'silent', why: 'ThrottlingException' } },
];
const runs = Array.from(
  { length: 9 },
  (_, at): Coming => ({ at: NOW + at * 9 * HOUR, what: 'restart nginx on host-4 '.repeat(3) }),
);

function week(
  more: { standing?: Standing; said?: CalendarSaid[]; coming?: Coming[]; zone?: string; now?: number } = {},
): CalendarWeek {
  const { now = NOW, zone = 'UTC', coming = [], said = [] } = more;
  const calendars = said.map(({ environment, calendar }) => ({ environment, calendar }));
  const policy = { ...readPolicy(), version: 3, calendars };
  const calendar = calendarAt(policy, more.standing ?? { freezes: [], locks: [] }, { now, said });
  return weekOf(policy, calendar, { now, zone, coming });
}

const stopped = {
  ...standing([]),
  stop: { id: '5T0PS', from: NOW, by, person: 'p', because: 'disks fail', where, lifts: [] },
};
const weeks: [string, CalendarWeek][] = [
  ['of an ordinary week', week()],
  [
    'with everything in the way',
    week({
      standing: standing(['production', 'staging']),
      said,
      coming: runs,
      zone: 'America/Argentina/ComodRivadavia',
    }),
  ],
  ['of a stopped platform', week({ standing: stopped })],
  [
    'of a week in which the clocks are put back',
    week({
      zone: 'Europe/Berlin',
      now: Date.UTC(2026, 9, 22, 12),
      coming: [{ at: Date.UTC(2026, 9, 25, 1, 30), what: 'x' }],
    }),
  ],
];

function textsOf(svg: string) {
  const found = svg.matchAll(
    /<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)" font-weight="(\d+)"[^>]*?(text-anchor="(\w+)")?>([^<]*)</g,
  );
  return [...found].map(([, x, y, size, weight, , anchor, words = '']) => {
    const text = words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const width = (weight === '600' ? fonts.semibold : fonts.regular).widthOf(text) * Number(size);
    const from = Number(x) - (anchor === 'middle' ? width / 2 : 0);
    return { text, from, to: from + width, y: Number(y), size: Number(size) };
  });
}

describe('the picture of the calendar', () => {
  it.each(weeks)('%s is a phone wide, with every text inside it, not smaller than one reads there', (_title, one) => {
    const { width, height, svg } = drawCalendar(one, fonts);
    const texts = textsOf(svg);
    expect(width).toBe(390);
    expect(height).toBeLessThan(1_100);
    expect(texts.length).toBeGreaterThan(12);
    expect(texts.filter(({ from, to, y }) => from < 0 || to > width || y > height)).toEqual([]);
    expect(texts.filter(({ size }) => size < 12)).toEqual([]);
    const boxes = [...svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"/g)];
    expect(boxes.filter(([, x, wide]) => Number(x) + Number(wide) > width)).toEqual([]);
    expect(calendarAlt(one).length).toBeLessThanOrEqual(1_000);
  });

  it('shows the open hours of Sunday to Wednesday, and none from Thursday to Saturday', () => {
    const open = week().environments[0]?.open ?? [];
    const days = open.map(({ from, to }) => [new Date(from).toISOString().slice(5, 16), (to - from) / HOUR]);
    expect(days).toEqual([
      ['11-22T08:00', 10],
      ['11-23T08:00', 10],
      ['11-24T08:00', 10],
      ['11-25T08:00', 10],
    ]);
  });

  it('takes from the open hours what is frozen, closed by a calendar, or stopped', () => {
    const [production, staging] = week({ standing: standing(['production']), said }).environments;
    expect(production?.shut).toEqual([{ from: NOW - HOUR, to: NOW + 34 * HOUR }]);
    expect(production?.open[0]?.from).toBe(NOW + 44 * HOUR);
    expect(staging?.shut).toEqual([{ from: NOW, to: Date.UTC(2026, 10, 28) }]);
    expect(week({ standing: stopped }).environments.map(({ shut }) => shut)).toEqual([
      [{ from: NOW, to: Date.UTC(2026, 10, 28) }],
      [{ from: NOW, to: Date.UTC(2026, 10, 28) }],
    ]);
  });

  it('tells what may run apart without colour', () => {
    const { svg } = drawCalendar(week({ standing: standing(['production']) }), fonts);
    expect(svg).toContain('url(#repairs)');
    expect(svg).toContain('url(#shut)');
    const patterns = [...svg.matchAll(/<path d="([^"]+)" stroke="#(?:9ca3af|bfdbfe)"/g)].map(([, path]) => path);
    expect(new Set(patterns).size).toBe(2);
  });

  it('says in words what may run now, what is in the way, what changes next and what will run', () => {
    const one = week({ standing: standing(['production']), said, coming: runs.slice(0, 1) });
    expect(calendarCaption(one)).toBe(
      'What may run now · production: only reading (frozen) · staging: only reading (a calendar does not answer)',
    );
    const words = textsOf(drawCalendar(one, fonts).svg)
      .map(({ text }) => text)
      .join(' ');
    for (const part of [
      'In the way',
      'Calendar acme-lab for staging does not answer',
      'host-7 is kept until',
      'production thaws',
      'Will run',
      'repairs, no changes',
    ]) {
      expect(words).toContain(part);
    }
    expect(calendarCaption(week({ standing: stopped }))).toContain('everything is stopped');
    expect(words).not.toContain('Sun 22 08:00 changes in production open');
  });

  it('is drawn as one PNG', async () => {
    const { pictures } = await createPictures().calendar(week());
    expect(pictures.map(({ name, png }) => [name, [...png.slice(1, 4)]])).toEqual([
      ['calendar-2026-11-21.png', [80, 78, 71]],
    ]);
  });
});
