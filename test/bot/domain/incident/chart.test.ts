import { describe, expect, it } from 'vitest';
import { axisTicks, zoneWords } from '../../../../bot/domain/incident/axis.ts';
import { chartOf } from '../../../../bot/domain/incident/chart.ts';
import { lastingWords } from '../../../../bot/domain/incident/lasting.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { ALARM, ANA, alarm, BEGAN, entry, evening, incident, long, NAMES, run } from './incidents.ts';

const chart = (
  entries = [entry(0)],
  { state = incident(), now = BEGAN + HOUR }: { state?: ReturnType<typeof incident>; now?: number } = {},
) => chartOf(state, entries, { now, names: NAMES });
const at = (minutes: number) => BEGAN + minutes * MINUTE;

describe('chartOf', () => {
  it('lays an evening out in bands, bars and ticks', () => {
    const { state, entries } = evening();
    const told = chart(entries, { state, now: at(120) });
    expect(told.within).toEqual({ from: BEGAN, to: at(132) });
    expect(told.severity).toEqual([
      { is: 'critical', from: BEGAN, to: at(72) },
      { is: 'major', from: at(72), to: at(120) },
    ]);
    expect(told.status.map(({ is, from }) => [is, from])).toEqual([
      ['open', BEGAN],
      ['mitigated', at(71)],
      ['resolved', at(120)],
    ]);
    expect(told.runs).toEqual([
      { label: 'R-8C2MX', bars: [{ from: at(15), to: at(22), mark: 'bad', open: false }] },
      { label: 'R-9D3NY', bars: [{ from: at(40), to: at(43), mark: 'good', open: false }] },
    ]);
    expect(told.alarms).toEqual([
      { label: 'checkout-5xx-rate', bars: [{ from: BEGAN, to: at(70), mark: 'rang', open: false }] },
    ]);
    expect(told.vendor).toEqual([
      { label: 'E-4KQ7M', bars: [{ from: at(28), to: at(66), mark: 'good', open: false }] },
    ]);
    expect(told.people.map(({ label }) => label)).toEqual(['Jo', 'Ana Ruiz', 'Viktor Hohenberger-Lindqvist']);
    expect([told.entries, told.later]).toEqual([27, 1]);
  });

  it('tells status by the milestones where no entry says what it became', () => {
    const { state } = evening();
    const told = chart([entry(3)], { state, now: at(120) });
    expect(told.status.map(({ is }) => is)).toEqual(['open', 'mitigated', 'resolved']);
    expect(told.severity).toEqual([{ is: 'major', from: BEGAN, to: at(120) }]);
  });

  it('draws what was reopened as open again, up to now', () => {
    const becomes = (is: 'open' | 'resolved') => ({ kind: 'status' as const, becomes: { is } });
    const told = chart([entry(2, becomes('open')), entry(20, becomes('resolved')), entry(30, becomes('open'))]);
    expect(told.status).toEqual([
      { is: 'open', from: BEGAN, to: at(20) },
      { is: 'resolved', from: at(20), to: at(30) },
      { is: 'open', from: at(30), to: at(60) },
    ]);
  });

  it('leaves out what was taken back, and stretches what is of one instant to ten minutes', () => {
    const told = chart([entry(0), entry(0, { gone: 'unmarked' })], { now: BEGAN });
    expect(told.entries).toBe(1);
    expect(told.within).toEqual({ from: at(-5), to: at(5) });
  });

  it('begins with what was backdated to before it was detected', () => {
    expect(chart([entry(-30), entry(0)]).within.from).toBe(at(-30));
  });

  it('lets an alarm ring again, and one that is only told as quiet be a moment', () => {
    const [first] = chart([
      alarm(1, 'bad'),
      alarm(2, 'bad'),
      alarm(5, 'good'),
      alarm(6, 'good'),
      alarm(50, 'bad'),
    ]).alarms;
    expect(first).toEqual({
      label: 'checkout-5xx-rate',
      bars: [
        { from: at(1), to: at(5), mark: 'rang', open: false },
        { from: at(50), to: at(60), mark: 'rang', open: true },
      ],
    });
    const [other] = chart([alarm(5, 'good', `${ALARM}-of-another-name`)]).alarms;
    expect(other).toMatchObject({ label: 'checkout-5xx-rate-of-another-name', bars: [{ from: at(5), to: at(5) }] });
  });

  it('keeps as few rows as a phone shows: what failed and what is not over alone, the others together', () => {
    const runs = Array.from({ length: 20 }, (_, index) => [
      run(index, `AAAA${String.fromCharCode(65 + index)}`, 'waits'),
      run(index + 0.5, `AAAA${String.fromCharCode(65 + index)}`, index === 7 ? 'bad' : 'good'),
    ]).flat();
    const rows = chart([...runs, run(30, 'OPEN0', 'waits')]).runs;
    expect(rows.map(({ label }) => label)).toEqual([
      ...['R-AAAAA', 'R-AAAAB', 'R-AAAAC', 'R-AAAAH', 'R-OPEN0', '16 more runs'],
    ]);
    const many = chart(long(10_000, 14 * 24).entries, { now: BEGAN + 14 * 24 * HOUR });
    const lanes = [many.runs, many.alarms, many.people, many.vendor];
    expect(lanes.map(({ length }) => length)).toEqual([6, 4, 6, 4]);
  });

  it('counts a refused run as one that went badly, and an approval as no end of it', () => {
    const evidence = [{ is: 'run' as const, run: '8C2MX' }];
    const [refused] = chart([entry(4, { kind: 'refusal', mark: 'bad', evidence })]).runs;
    expect(refused).toMatchObject({ bars: [{ from: at(4), to: at(4), mark: 'bad', open: false }] });
    const [approved] = chart([run(1, '8C2MX', 'waits'), entry(4, { kind: 'approval', mark: 'good', evidence })]).runs;
    expect(approved).toMatchObject({ bars: [{ mark: 'waits', open: true, to: at(60) }] });
  });

  it('ends a run that was denied, that expired or that was cancelled, whoever looked at it later', () => {
    const evidence = [{ is: 'run' as const, run: '8C2MX' }];
    const ended = [
      { kind: 'approval' as const, mark: 'bad' as const, ends: true as const, evidence },
      { kind: 'run' as const, ends: true as const, evidence },
    ];
    for (const end of ended) {
      const looked = entry(9, { kind: 'approval', mark: 'good', evidence });
      const [row] = chart([run(1, '8C2MX', undefined), run(2, '8C2MX', 'waits'), entry(4, end), looked]).runs;
      expect(row).toMatchObject({ bars: [{ from: at(1), to: at(4), mark: 'bad', open: false }] });
    }
  });

  it('calls whoever has no name by the id', () => {
    const rows = chart([entry(1, { by: ANA }), entry(1, { by: { team: 'T', user: 'U9' } })]).people;
    expect(rows.map(({ label }) => label)).toEqual(['Ana Ruiz', 'U9']);
  });
});

describe('axisTicks', () => {
  const words = (from: number, to: number, zone: string) =>
    axisTicks({ from, to }, zone, 5).map(({ clock, day }) => (day === undefined ? clock : `${clock}|${day}`));

  it.each([
    ['two hours', BEGAN, at(120), 'Europe/Berlin', ['21:00|21 Nov', '21:30', '22:00', '22:30', '23:00']],
    ['ten minutes', BEGAN, at(10), 'UTC', ['20:00|21 Nov', '20:02', '20:04', '20:06', '20:08', '20:10']],
    ['a night', at(60), at(660), 'UTC', ['22:00|21 Nov', '00:00|22 Nov', '02:00', '04:00', '06:00']],
    ['a zone at half an hour', BEGAN, at(240), 'Asia/Kolkata', ['02:00|22 Nov', '03:00', '04:00', '05:00']],
    ['two weeks', BEGAN, at(14 * 24 * 60), 'UTC', ['|22 Nov', '|26 Nov', '|30 Nov', '|4 Dec']],
    // Clocks go back at 03:00: the hour between two and three is there twice.
    [
      'the night in which clocks are changed',
      ...([Date.UTC(2026, 9, 24, 23), Date.UTC(2026, 9, 25, 3), 'Europe/Berlin'] as const),
      ['01:00|25 Oct', '02:00', '02:00', '03:00', '04:00'],
    ],
  ])('names round times of the clocks there: %s', (_what, from, to, zone, expected) => {
    expect(words(from, to, zone)).toEqual(expected);
  });

  it('names the zone, with both offsets where clocks are changed', () => {
    const span = { from: Date.UTC(2026, 9, 24, 23), to: Date.UTC(2026, 9, 25, 3) };
    expect(zoneWords(span, 'Europe/Berlin')).toBe('Europe/Berlin, UTC+02:00, then UTC+01:00');
    expect(zoneWords(span, 'UTC')).toBe('UTC');
  });
});

describe('lastingWords', () => {
  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [MINUTE, '1 min'],
    [HOUR - 1, '59 min'],
    [HOUR + 5 * MINUTE, '1 h 05 min'],
    [24 * HOUR, '1 d 0 h'],
  ])('says %i ms in two units', (time, words) => {
    expect(lastingWords(time)).toBe(words);
  });
});
