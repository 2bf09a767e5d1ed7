import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { PAUSED_MOST } from '../../../bot/domain/schedule/limits.ts';
import { personStream } from '../../../bot/flow/records.ts';
import { readSchedule, scheduleStream } from '../../../bot/flow/schedule/append-schedule.ts';
import { crashAt } from '../../fakes/crash.ts';
import { PEOPLE, type Who } from './people.ts';
import { createWorld, NOON, type World } from './world.ts';

const DAY = 24 * HOUR;
/** 03:00 on Sunday in Berlin; the world begins on Saturday at noon. */
const SUNDAY = NOON + 14 * HOUR;
const STAGING = 'restart nginx on host-4 every sunday 03:00';
const PRODUCTION = 'restart nginx on host-7 every sunday 03:00 because "it leaks"';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  const profile = world.chat.profiles.get(PEOPLE.operator.user);
  if (profile) world.chat.profiles.set(PEOPLE.operator.user, { ...profile, zone: 'Europe/Berlin' });
});

async function repeat(text = STAGING, who: Who = 'operator'): Promise<string> {
  const answer = await world.say(who, text);
  if (answer.is !== 'schedule-asked') throw new Error(`not asked: ${JSON.stringify(answer)}`);
  await world.advance(5 * SECOND);
  return answer.id;
}

async function scheduleOf(id: string) {
  const read = await readSchedule(world.ledger, scheduleStream(id));
  if (!read) throw new Error(`no schedule ${id}`);
  return read.story;
}

const stateOf = async (id: string) => (await scheduleOf(id)).state;

/** The runs that it asked for, oldest first. */
async function runsOf(id: string) {
  const runs = [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'));
  const stories = await Promise.all(runs.map((stream) => world.story(stream.slice('run#'.length))));
  return stories.filter(({ asked }) => asked.schedule === id).sort((a, b) => a.at - b.at);
}

/** Long waits in few steps: the sweep finds what came due at the end of each. */
async function until(at: number, step = 10 * MINUTE): Promise<void> {
  while (world.clock.at < at) {
    const next = Math.min(at, world.clock.at + step);
    world.clock.at = next - SECOND;
    await world.advance(SECOND);
    await world.call(({ sweep }) => sweep());
    await world.settle();
  }
}

describe('a command that repeats', () => {
  it('is looked at once, says in its owner’s zone when it is next, and is the same for the same request', async () => {
    const request = world.request('operator', STAGING);
    const first = await world.process().receive(request);
    expect(await world.process().receive(request)).toEqual(first);
    await world.advance(MINUTE);
    const id = first.is === 'schedule-asked' ? first.id : '';
    expect(await stateOf(id)).toMatchObject({
      is: 'active',
      zone: 'Europe/Berlin',
      next: { at: SUNDAY },
      approved: false,
    });
    expect(world.chat.cards).toMatchObject([{ run: id, shows: { is: 'active' } }]);
  });

  it('asks an hour before for a run that nobody has to approve, and it runs at its time, again and again', async () => {
    const id = await repeat();
    await until(SUNDAY - HOUR - 11 * MINUTE);
    expect(await runsOf(id)).toEqual([]);
    await until(SUNDAY - HOUR + MINUTE);
    expect(await runsOf(id)).toMatchObject([
      {
        by: PEOPLE.operator,
        asked: { sentence: 'restart nginx on host-4 at 2026-11-22 03:00 +01:00' },
        state: { is: 'scheduled', wakeAt: SUNDAY },
        plan: { start: { zone: 'Europe/Berlin' } },
      },
    ]);
    await until(SUNDAY - SECOND);
    expect(world.hosts.effects).toHaveLength(0);
    await world.advance(2 * MINUTE);
    const [run] = await runsOf(id);
    expect(run?.state).toMatchObject({ is: 'finished', verdict: 'succeeded' });
    expect(await stateOf(id)).toMatchObject({
      is: 'active',
      next: { at: SUNDAY + 7 * DAY },
      last: { planned: SUNDAY, run: run?.id },
    });
    await until(SUNDAY + 7 * DAY - 2 * HOUR, 6 * HOUR);
    await until(SUNDAY + 7 * DAY + MINUTE);
    await world.advance(2 * MINUTE);
    expect((await runsOf(id)).map(({ state }) => state.is)).toEqual(['finished', 'finished']);
    const stream = scheduleStream(id);
    expect(verify(stream, await world.ledger.read(stream))).toMatchObject({ ok: true });
  });

  it('asks twelve hours before for one that somebody has to approve', async () => {
    const id = await repeat(PRODUCTION);
    expect(await stateOf(id)).toMatchObject({ approved: true });
    await until(SUNDAY - 12 * HOUR - MINUTE);
    expect(await runsOf(id)).toEqual([]);
    await until(SUNDAY - 12 * HOUR + MINUTE);
    const [run] = await runsOf(id);
    expect(run?.state).toMatchObject({ is: 'waiting', expiresAt: SUNDAY });
    expect(await world.say('operator', `approve R-${run?.id}`)).toMatchObject({ is: 'act-refused' });
    await world.say('approver', `approve R-${run?.id}`);
    await until(SUNDAY + MINUTE);
    await world.advance(MINUTE);
    expect((await runsOf(id))[0]?.state).toMatchObject({ is: 'finished', verdict: 'succeeded' });
  });

  it('does not run what nobody approved: no approval stands for another time', async () => {
    const id = await repeat(PRODUCTION);
    await until(SUNDAY + MINUTE);
    const [run] = await runsOf(id);
    expect(run?.state).toMatchObject({ is: 'expired' });
    expect(world.chat.announced).toEqual([run?.id]);
    expect(world.hosts.effects).toHaveLength(0);
    expect(await stateOf(id)).toMatchObject({ is: 'active', next: { at: SUNDAY + 7 * DAY } });
  });

  it('says how many times went by while nothing was awake, runs none of them late, and goes on', async () => {
    const id = await repeat('uptime on host-4 every day 03:00');
    world.clock.at = SUNDAY + 2 * DAY + MINUTE;
    await world.call(({ sweep }) => sweep());
    await world.settle();
    expect(await scheduleOf(id)).toMatchObject({ latest: { type: 'missed', data: { planned: SUNDAY, count: 3 } } });
    expect(await stateOf(id)).toMatchObject({
      is: 'active',
      next: { at: SUNDAY + 3 * DAY },
      last: { planned: SUNDAY },
    });
    expect(world.chat.announced).toEqual([`${id} said-2`]);
    expect(await runsOf(id)).toEqual([]);
    await until(SUNDAY + 3 * DAY + MINUTE);
    await world.advance(MINUTE);
    expect((await runsOf(id)).map(({ state }) => state.is)).toEqual(['finished']);
  });

  it('rests, and says so, when its owner may not ask for it any more; nobody but they can bring that back', async () => {
    const id = await repeat();
    const person = personStream(PEOPLE.operator);
    await world.rewrite(person, (state) => ({ ...state, grants: [] }));
    await until(SUNDAY + MINUTE);
    expect(await stateOf(id)).toMatchObject({ is: 'paused', why: 'rights-lost' });
    expect(await runsOf(id)).toEqual([]);
    expect(world.chat.announced).toHaveLength(1);
    const resume = `resume schedule S-${id}`;
    expect(await world.say('approver', resume)).toMatchObject({ refusal: { reason: 'owner-lost' } });
    await world.rewrite(person, (state) => ({ ...state, grants: [{ role: 'operator' }] }));
    expect(await world.say('approver', resume)).toMatchObject({
      is: 'schedule-acted',
      story: { state: { is: 'active' } },
    });
  });

  it('is decided again at its time: a right that is lost in the last hour keeps its run from being sent', async () => {
    const id = await repeat();
    await until(SUNDAY - 30 * MINUTE);
    await world.rewrite(personStream(PEOPLE.operator), (state) => ({ ...state, grants: [] }));
    await until(SUNDAY + MINUTE);
    expect((await runsOf(id)).map(({ refusal }) => refusal?.reason)).toEqual(['rights-lost']);
    expect(world.hosts.effects).toHaveLength(0);
  });

  it('is paused, goes on from its next time, and ends for good', async () => {
    const id = await repeat();
    expect(await world.say('operator', `pause schedule S-${id} because "rebuilt"`)).toMatchObject({
      story: { state: { is: 'paused' } },
    });
    expect(await world.say('operator', `pause schedule S-${id}`)).toMatchObject({
      refusal: { reason: 'not-now', state: 'paused' },
    });
    await until(SUNDAY + HOUR, HOUR);
    expect(await runsOf(id)).toEqual([]);
    expect(await world.say('operator', `resume S-${id}`)).toMatchObject({
      story: { state: { is: 'active', next: { at: SUNDAY + 7 * DAY } } },
    });
    expect(await world.say('admin', `end schedule S-${id}`)).toMatchObject({
      story: { state: { is: 'ended', why: 'asked' } },
    });
    await world.advance(MINUTE);
    expect(await world.say('operator', `resume schedule S-${id}`)).toMatchObject({
      refusal: { reason: 'not-now', state: 'ended' },
    });
    expect(world.chat.cards).toMatchObject([{ shows: { is: 'ended' } }]);
    expect((await world.ledger.head(scheduleStream(id)))?.due).toBeUndefined();
  });

  it('ends by itself when it rested for too long', async () => {
    const id = await repeat();
    await world.say('operator', `pause schedule S-${id}`);
    await world.advance(MINUTE);
    world.clock.at += PAUSED_MOST;
    await world.call(({ sweep }) => sweep());
    await world.settle();
    expect(await stateOf(id)).toMatchObject({ is: 'ended', why: 'forgotten' });
  });

  it.each<[string, Who, string, object]>([
    ['no right', 'guest', STAGING, { is: 'refused', refusal: { reason: 'no-role' } }],
    ['somebody else’s', 'developer', 'end schedule S-ID', { refusal: { reason: 'not-yours' } }],
    ['no such thing', 'operator', 'end schedule S-00000', { refusal: { reason: 'unknown-schedule' } }],
    ['twice', 'operator', STAGING, { is: 'schedule-refused', refusal: { reason: 'already-scheduled' } }],
    ['a look by whoever may', 'approver', 'show S-ID', { is: 'schedule', story: { state: { is: 'active' } } }],
    ['a look by nobody', 'guest', 'show S-ID', { is: 'refused', refusal: { reason: 'no-role' } }],
    ['a look at nothing', 'operator', 'show S-00000', { refusal: { reason: 'unknown-schedule' } }],
  ])('answers %s', async (_what, who, text, answer) => {
    const id = await repeat();
    expect(await world.say(who, text.replace('ID', id))).toMatchObject(answer);
  });

  it.each([
    ['a host that is not there', 'restart nginx on host-77 every day 3:00', 'unknown-targets'],
    ['production by a developer', 'restart nginx on host-7 every day 3:00', 'staging-only'],
  ])('is refused at once for %s', async (_what, text, reason) => {
    const id = await repeat(text, 'developer');
    expect(await stateOf(id)).toMatchObject({ is: 'refused' });
    expect(world.chat.told).toMatchObject([{ answer: { is: 'refused', refusal: { reason } } }]);
    expect(world.chat.cards).toEqual([]);
  });

  it('goes on through a freeze, which stops its run as it stops any other', async () => {
    await world.say('approver', 'freeze everything for 20h because "the sale"');
    const id = await repeat();
    expect(await stateOf(id)).toMatchObject({ is: 'active' });
    await until(SUNDAY + MINUTE);
    expect((await runsOf(id)).map(({ refusal }) => refusal?.reason)).toEqual(['stopped']);
    expect(world.hosts.effects).toHaveLength(0);
    expect(await stateOf(id)).toMatchObject({ is: 'active', next: { at: SUNDAY + 7 * DAY } });
  });

  it('is listed with its next time and what became of its last run, beside the runs with a time', async () => {
    const id = await repeat();
    const other = await repeat('uptime on host-4 every monday 9:00');
    await world.say('operator', `pause schedule S-${other}`);
    await until(SUNDAY + MINUTE);
    await world.advance(MINUTE);
    expect(await world.say('approver', 'scheduled')).toMatchObject({
      is: 'scheduled',
      lines: [],
      repeating: [
        { id, state: { next: { at: SUNDAY + 7 * DAY } }, last: { is: 'finished', verdict: 'succeeded' } },
        { id: other, state: { is: 'paused' } },
      ],
    });
  });

  it('is on at most twenty times for one person', async () => {
    for (let minute = 0; minute < 20; minute += 1) {
      await world.say('operator', `uptime on host-4 every day 03:${String(minute).padStart(2, '0')}`);
    }
    const more = 'uptime on host-4 every day 04:00';
    expect(await world.say('operator', more)).toMatchObject({
      refusal: { reason: 'too-many', whose: 'own', most: 20 },
    });
    expect(await world.say('developer', more)).toMatchObject({ is: 'schedule-asked' });
  });
});

/** A schedule whose first run is an hour and a half away, with a process that dies at that call. */
async function liveWith(at?: number) {
  world = await createWorld();
  const hooks = crashAt(at);
  world.replaceProcess(hooks);
  const request = world.request('operator', 'restart nginx on host-4 every day 13:30 UTC');
  for (let delivery = 0; delivery < 2; delivery += 1) await world.call(({ receive }) => receive(request));
  await world.advance(3 * MINUTE);
  await until(NOON + 30 * MINUTE);
  await world.advance(6 * MINUTE);
  await until(NOON + 90 * MINUTE - MINUTE);
  await world.advance(7 * MINUTE);
  return hooks.points;
}

it('a worker that dies at any call asks for each run once, has one card, and goes on', async () => {
  const points = await liveWith();
  expect(points.length).toBeGreaterThan(50);
  const wrong: unknown[] = [];
  for (let at = 0; at < points.length; at += 3) {
    await liveWith(at);
    const ids = [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('schedule#'));
    const runs = [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'));
    const left = {
      ids: ids.length,
      runs: runs.length,
      effects: world.hosts.effects.length,
      cards: world.chat.cards.length,
    };
    if (JSON.stringify(left) !== JSON.stringify({ ids: 1, runs: 1, effects: 1, cards: 2 }))
      wrong.push({ at, point: points[at], left });
  }
  expect(wrong).toEqual([]);
});
