import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remembered } from '../../../../bot/domain/calendar/counted.ts';
import { covered, joined } from '../../../../bot/domain/calendar/spans.ts';
import { type DayHours, spansOfHours } from '../../../../bot/domain/calendar/week.ts';
import { wallTimeAt } from '../../../../bot/domain/calendar/zone.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { leftOf, nextDue, timekeeper } from '../../../../bot/domain/vendor/clock.ts';
import { USUAL_TARGETS } from '../../../../bot/domain/vendor/vendor.ts';
import { goOn, MONDAY, request, type Steps, vendor } from './requests.ts';

const DAY = 24 * HOUR;
const at = (minutes: number) => MONDAY + minutes * MINUTE;
const WORKING: DayHours = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  ...{ from: '09:00', to: '17:00' },
};
const accepted = { type: 'accepted', data: {} } as const;
const withEta = { type: 'accepted', data: { eta: at(300) } } as const;
const asked = { type: 'asked-back', data: { text: 'which?' } } as const;
const replied = { type: 'replied', data: { text: 'that' } } as const;
const progressed = { type: 'progressed', data: { text: 'half' } } as const;
const estimated = { type: 'estimated', data: { amount: 1, currency: 'EUR' } } as const;
const approved = { type: 'cost-approved', data: { person: 'p9', spent: 0 } } as const;
const done = { type: 'done', data: { heard: 'given' } } as const;
const declined = { type: 'declined', data: { because: 'no' } } as const;
const reopened = { type: 'reopened', data: { because: 'it is not' } } as const;
const withdrawn = { type: 'withdrawn', data: {} } as const;
const safe = { type: 'answered', data: { word: 'safe', because: 'it is', heard: 'given' } } as const;

const { clocks } = timekeeper(vendor());
/** `accept kept 10/120`: of, how it stands, minutes that it took of its target. */
const told = (steps: Steps, { now = at(600), ...of }: Parameters<typeof request>[0] & { now?: number } = {}) =>
  clocks(request(of, steps).state, now).map((clock) =>
    [clock.of, clock.is, `${clock.time / MINUTE}/${clock.target / MINUTE}`].join(' '),
  );

describe('The clocks of a request', () => {
  it.each<[string, Steps, Parameters<typeof told>[1], string[]]>([
    [
      'all run from when it is sent',
      [],
      { now: at(30) },
      ['accept running 30/120', 'reply running 30/240', 'done running 30/2880'],
    ],
    [
      'an acceptance alone is no reply',
      [[accepted, at(10)]],
      { now: at(30) },
      ['accept kept 10/120', 'reply running 30/240', 'done running 30/2880'],
    ],
    [
      'one that says when it will be done is',
      [[withEta, at(10)]],
      { now: at(30) },
      ['accept kept 10/120', 'reply kept 10/240', 'done running 30/2880'],
    ],
    [
      'at the very target it is kept',
      [[accepted, at(120)]],
      {},
      ['accept kept 120/120', 'reply running 600/240', 'done running 600/2880'],
    ],
    [
      'a moment after it is missed',
      [
        [accepted, at(121)],
        [progressed, at(241)],
        [done, at(2_881)],
      ],
      { now: at(9_999) },
      ['accept missed 121/120', 'reply missed 241/240', 'done missed 2881/2880'],
    ],
    [
      'what one of ours records as done was accepted with it',
      [[done, at(60)]],
      {},
      ['accept kept 60/120', 'reply kept 60/240', 'done kept 60/2880'],
    ],
    [
      'paid work is replied to by an estimate, and its other clocks begin with the approval',
      [
        [estimated, at(100)],
        [approved, at(1_000)],
        [accepted, at(1_060)],
      ],
      { kind: 'paid', now: at(1_100) },
      ['accept kept 60/120', 'reply kept 100/240', 'done running 100/2880'],
    ],
    [
      'nothing but the budget is waited for while it decides, the second time too',
      [
        [estimated, at(100)],
        [approved, at(200)],
        [estimated, at(210)],
      ],
      { kind: 'paid' },
      ['reply kept 100/240'],
    ],
    [
      'on safety they say a word and accept nothing',
      [[safe, at(50)]],
      { kind: 'safety' },
      ['reply kept 50/240', 'done kept 50/2880'],
    ],
    [
      'what ended before its target counts for nothing; to decline is to reply',
      [[declined, at(50)]],
      {},
      ['accept void 50/120', 'reply kept 50/240', 'done void 50/2880'],
    ],
    [
      'what was late when it ended was missed',
      [[withdrawn, at(130)]],
      {},
      ['accept missed 130/120', 'reply void 130/240', 'done void 130/2880'],
    ],
    [
      'what is reopened is to be done within the target from then on',
      [
        [withEta, at(10)],
        [done, at(60)],
        [reopened, at(500)],
      ],
      { now: at(550) },
      ['accept kept 10/120', 'reply kept 10/240', 'done running 50/2880'],
    ],
  ])('%s', (_rule, steps, more, expected) => expect(told(steps, more)).toEqual(expected));

  it('stand still while they wait for an answer of ours, and go on when they have it', () => {
    const still = request({}, [[asked, at(20)]]);
    expect(clocks(still.state, at(80))[0]).toMatchObject({
      of: 'accept',
      is: 'waiting',
      time: 20 * MINUTE,
      due: at(180),
    });
    const again = goOn(still, [
      [asked, at(90)],
      [replied, at(100)],
    ]);
    expect(clocks(again.state, at(110))[0]).toMatchObject({ is: 'running', time: 30 * MINUTE, due: at(200) });
  });

  it('go on too when they go on without an answer', () => {
    const story = request({}, [
      [asked, at(20)],
      [accepted, at(50)],
    ]);
    expect(clocks(story.state, at(60)).map(({ is, time }) => [is, time / MINUTE])).toEqual([
      ['kept', 20],
      ['kept', 20],
      ['running', 30],
    ]);
    expect(story.state.waiting).toBeUndefined();
  });

  it('stop for forty questions, so that a state stays small', () => {
    const rounds = Array.from(
      { length: 50 },
      (_, round): Steps => [
        [asked, at(10 * round + 1)],
        [replied, at(10 * round + 2)],
      ],
    );
    const { state } = request({}, rounds.flat());
    expect(state.waits).toHaveLength(40);
    expect(JSON.stringify(state).length).toBeLessThan(4_000);
  });

  it('of which the next counts: first that it is accepted, then what is due first', () => {
    const story = request();
    expect(nextDue(clocks(story.state, at(1)))?.of).toBe('accept');
    expect(nextDue(clocks(goOn(story, [[accepted, at(2)]]).state, at(9_999)))?.of).toBe('reply');
    expect(nextDue(clocks(goOn(story, [[withEta, at(2)]]).state, at(3)))?.of).toBe('done');
    expect(
      nextDue(
        clocks(
          goOn(story, [
            [withEta, at(2)],
            [done, at(3)],
          ]).state,
          at(3),
        ),
      ),
    ).toBeUndefined();
  });
});

describe('Support hours', () => {
  const sofia = timekeeper(vendor({ hours: WORKING, zone: 'Europe/Sofia' }));
  const clock = (sent: number, now: number) => sofia.clocks(request({ at: sent }).state, now)[0];

  it.each<[string, number, number]>([
    ['within a day', Date.UTC(2026, 10, 2, 8), Date.UTC(2026, 10, 2, 10)],
    ['over a night', Date.UTC(2026, 10, 2, 14), Date.UTC(2026, 10, 3, 8)],
    ['over a weekend', Date.UTC(2026, 10, 6, 14, 30), Date.UTC(2026, 10, 9, 8, 30)],
    ['from out of them', Date.UTC(2026, 10, 7, 12), Date.UTC(2026, 10, 9, 9)],
    // In Sofia the clocks are put back on 25 October 2026: 09:00 there is 06:00 UTC on Friday and 07:00 on Monday.
    ['over the end of summer time', Date.UTC(2026, 9, 23, 13), Date.UTC(2026, 9, 26, 8)],
    ['over its beginning', Date.UTC(2026, 2, 27, 14), Date.UTC(2026, 2, 30, 7)],
  ])('two hours %s', (_where, sent, due) => {
    expect(clock(sent, sent)).toMatchObject({ due, is: 'running', time: 0 });
    expect(clock(sent, due)).toMatchObject({ time: 2 * HOUR });
    expect(clock(sent, due + 30 * MINUTE)).toMatchObject({ time: 2 * HOUR + 30 * MINUTE });
  });

  it('count nothing of a night in which an answer of ours is waited for', () => {
    const sent = Date.UTC(2026, 10, 2, 14);
    const story = request({ at: sent }, [
      [asked, sent + 30 * MINUTE],
      [replied, sent + DAY],
    ]);
    // Half an hour was gone on Monday at 16:30; Tuesday's last hour from 16:00 there is the next, the rest is Wednesday's.
    expect(sofia.clocks(story.state, sent + DAY)[0]).toMatchObject({
      time: 30 * MINUTE,
      due: Date.UTC(2026, 10, 4, 7, 30),
    });
  });

  const zones = fc.constantFrom('UTC', 'Europe/Sofia', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const hours = fc.record({
    days: fc
      .subarray(['sunday', 'monday', 'wednesday', 'saturday'] as const, { minLength: 1 })
      .map((days) => [...days]),
    from: fc.constantFrom('00:00', '02:30', '08:00', '22:00'),
    to: fc.constantFrom('03:00', '06:00', '17:45', '24:00'),
  });
  const moments = fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2027, 0, 1) / MINUTE });

  it('reach the target at the moment that is said, not a minute before', () => {
    fc.assert(
      fc.property(zones, hours, moments, fc.integer({ min: 1, max: 3_000 }), (zone, open, sent, accept) => {
        const targets = { ...USUAL_TARGETS, major: { accept, reply: 1, done: 1 } };
        const keeper = timekeeper(vendor({ zone, hours: open, targets }));
        const story = request({ at: sent * MINUTE });
        const [first] = keeper.clocks(story.state, sent * MINUTE);
        const due = first?.due ?? 0;
        const [on, before] = [due, due - MINUTE].map((now) => keeper.clocks(story.state, now)[0]);
        expect(on && leftOf(on)).toBe(0);
        expect(before && leftOf(before)).toBe(MINUTE);
        expect(keeper.after(sent * MINUTE, accept * MINUTE)).toBe(due);
      }),
      { numRuns: 60 },
    );
  });

  it('remembered by fortnights are the same hours', () => {
    fc.assert(
      fc.property(zones, hours, moments, fc.integer({ min: 1, max: 60 * 1_440 }), (zone, open, from, length) => {
        const within = { from: from * MINUTE, to: (from + length) * MINUTE };
        const plain = (span: typeof within) => spansOfHours(open, zone, span);
        expect(covered(remembered(plain)(within), within)).toBe(covered(plain(within), within));
      }),
      { numRuns: 60 },
    );
  });

  it('begin and end when the clocks there say so, on each day of a year', () => {
    const year = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
    const spans = joined(remembered((span) => spansOfHours(WORKING, 'Europe/Sofia', span))(year));
    const clocks = new Set(
      spans.map(({ from, to }) => [from, to].map((one) => wallTimeAt(one, 'Europe/Sofia').hour).join()),
    );
    expect([...clocks]).toEqual(['9,17']);
  });
});
