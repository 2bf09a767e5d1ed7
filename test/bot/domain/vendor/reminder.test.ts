import { describe, expect, it } from 'vitest';
import type { EscalationStory } from '../../../../bot/domain/escalation/apply.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { timekeeper } from '../../../../bot/domain/vendor/clock.ts';
import { isPassed, nextVendorReminder } from '../../../../bot/domain/vendor/reminder.ts';
import { type Contact, USUAL_TARGETS, type Vendor } from '../../../../bot/domain/vendor/vendor.ts';
import { goOn, MONDAY, request, type Steps, vendor } from './requests.ts';

const at = (minutes: number) => MONDAY + minutes * MINUTE;
const theirs = (user: string): Contact => ({ who: { team: 'T2', user }, side: 'vendor' });
const ours = (user: string): Contact => ({ who: { team: 'T1', user }, side: 'ours' });
const CONTACTS = [theirs('V1'), ours('U5'), theirs('V2'), theirs('BOSS')];
const accepted = { type: 'accepted', data: {} } as const;

/** What is due next in each round, as long as nobody does anything: what, to whom, minutes after it was sent. */
function chain(
  story: EscalationStory,
  { contacts = CONTACTS, of = vendor() }: { contacts?: Contact[]; of?: Vendor } = {},
) {
  const keeper = timekeeper(of);
  const rounds: string[] = [];
  let told = story;
  for (let round = 0; round < 20; round += 1) {
    const next = nextVendorReminder(told, { keeper, contacts, now: told.at });
    if (!next) return rounds;
    const { of: what, step, to, at: when } = next;
    rounds.push(`${what} ${step} ${to?.who.user ?? 'nobody'} ${(when - MONDAY) / MINUTE}`);
    told = goOn(told, [[{ type: 'reminded', data: { of: what, step, ...(to && { to }) } }, when]]);
  }
  return rounds;
}

describe('Reminders of a target that is missed', () => {
  it.each<[string, EscalationStory, Parameters<typeof chain>[1], string[]]>([
    [
      'go to the first contact, the others of theirs, and ours, each after half of the target',
      request(),
      {},
      ['accept 0 V1 120', 'accept 1 V2 180', 'accept 2 BOSS 240', 'accept 3 U5 300'],
    ],
    [
      'leave at least a quarter of an hour',
      request(),
      { of: vendor({ targets: { ...USUAL_TARGETS, major: { accept: 10, reply: 1, done: 1 } } }) },
      ['accept 0 V1 10', 'accept 1 V2 25', 'accept 2 BOSS 40', 'accept 3 U5 55'],
    ],
    [
      'are said to nobody by name, then to whoever asked, where no contact is known',
      request(),
      { contacts: [] },
      ['accept 0 nobody 120', 'accept 1 U1 180'],
    ],
    [
      'go first to whoever took it, and to nobody twice; a first reply, then that it is done',
      request({}, [[accepted, at(5)]]),
      { contacts: [theirs('V9'), theirs('V1'), ours('U5')] },
      ['reply 0 V1 240', 'reply 1 V9 360', 'reply 2 U5 480', 'done 0 V1 2880', 'done 1 V9 4320', 'done 2 U5 5760'],
    ],
    [
      'of what is asked of circle owners go to each of them, then to whoever asked',
      request({ kind: 'inner' }),
      { contacts: [ours('O1'), ours('O2')] },
      ['accept 0 O1 120', 'accept 1 O2 180', 'accept 2 U1 240'],
    ],
    ['are none of what is over', request({}, [[{ type: 'withdrawn', data: {} }, at(5)]]), {}, []],
    [
      'are none while the budget decides',
      request({ kind: 'paid' }, [[{ type: 'estimated', data: { amount: 1, currency: 'EUR' } }, at(5)]]),
      {},
      [],
    ],
    ['are none while they wait for us', request({}, [[{ type: 'asked-back', data: { text: '?' } }, at(5)]]), {}, []],
  ])('%s', (_rule, story, more, expected) => expect(chain(story, more)).toEqual(expected));

  it('wait for the support hours of the next day', () => {
    const hours = { days: ['monday', 'tuesday'] as ('monday' | 'tuesday')[], from: '09:00', to: '12:00' };
    expect(chain(request(), { of: vendor({ hours }) }).map((round) => Number(round.split(' ').at(-1)) / 60)).toEqual([
      2, 3, 25, 26,
    ]);
  });

  it('found late leave the next one its time all the same', () => {
    const late: Steps = [[{ type: 'reminded', data: { of: 'accept', step: 0 } }, at(1_000)]];
    const next = nextVendorReminder(request({}, late), {
      keeper: timekeeper(vendor()),
      contacts: CONTACTS,
      now: at(1_000),
    });
    expect(next).toMatchObject({ step: 1, at: at(1_060), to: { who: { user: 'V2' } } });
  });

  it('begin anew with what is reopened', () => {
    const done: Steps = [
      [{ type: 'accepted', data: { eta: at(60) } }, at(5)],
      [{ type: 'reminded', data: { of: 'done', step: 0 } }, at(2_880)],
      [{ type: 'done', data: { heard: 'given' } }, at(2_900)],
      [{ type: 'reopened', data: { because: 'no' } }, at(3_000)],
    ];
    expect(chain(request({}, done))[0]).toBe('done 0 V1 5880');
  });

  it('are said to nobody once it was done, it is over, they wait for us, or there is a next one', () => {
    const first: Steps = [[{ type: 'reminded', data: { of: 'accept', step: 0 } }, at(120)]];
    const passed = (steps: Steps) => {
      const story = request({}, [...first, ...steps]);
      return (story.said ?? []).slice(0, 1).map((event) => isPassed(event, story));
    };
    expect(passed([])).toEqual([false]);
    expect(passed([[{ type: 'reminded', data: { of: 'done', step: 0 } }, at(121)]])).toEqual([false]);
    expect(passed([[accepted, at(121)]])).toEqual([true]);
    expect(passed([[{ type: 'asked-back', data: { text: '?' } }, at(121)]])).toEqual([true]);
    expect(passed([[{ type: 'withdrawn', data: {} }, at(121)]])).toEqual([true]);
    expect(passed([[{ type: 'reminded', data: { of: 'accept', step: 1 } }, at(181)]])).toEqual([true]);
  });
});
