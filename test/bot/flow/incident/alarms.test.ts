import { describe, expect, it } from 'vitest';
import { type AlarmRule, alarmRule } from '../../../../bot/domain/incident/alarm.ts';
import { declaredIncident, nextIncident } from '../../../../bot/domain/incident/apply.ts';
import type { AlarmChange } from '../../../../bot/domain/incident/event.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { hearAlarm } from '../../../../bot/flow/incident/hear-alarm.ts';
import { createReadRecords } from '../../../../bot/flow/records.ts';
import { createHandler } from '../../../../lambdas/alarms/handler.ts';
import { alarmEvent } from '../../../../local/alarm-event.ts';
import { createWorld, NOON, type World } from '../world.ts';

const RULES: AlarmRule[] = [{ match: 'checkout-*', severity: 'critical', channel: 'C0OPS' }];
const change = (more: Partial<AlarmChange> = {}): AlarmChange => ({
  ...{ arn: 'arn:aws:cloudwatch:eu-west-1:1:alarm:checkout-errors', name: 'checkout-errors', ringing: true },
  ...{ reason: 'above', at: NOON - MINUTE },
  ...more,
});
const other = { arn: 'arn:aws:cloudwatch:eu-west-1:1:alarm:checkout-latency', name: 'checkout-latency' };

function hear(world: World, one: AlarmChange) {
  const { ledger, timeline } = world;
  const now = () => NOON;
  return hearAlarm({ ledger, timeline, records: createReadRecords({ ledger, now }), now, log: () => undefined }, one);
}

const idOf = (heard: Awaited<ReturnType<typeof hear>>) => ('incident' in heard ? heard.incident : '');
const texts = async (world: World, id: string) =>
  (await world.timeline.latest(id, { limit: 50 })).entries.map(({ text }) => text).reverse();

describe('an alarm', () => {
  it('opens an incident once, with its own time as the time of detection', async () => {
    const world = await createWorld({ policy: { alarms: RULES } });
    const heard = await hear(world, change());
    expect(heard.is).toBe('opened');
    expect(await hear(world, change())).toEqual({ is: 'known', incident: idOf(heard) });
    await world.advance(MINUTE);
    expect((await texts(world, idOf(heard))).filter((text) => !text.includes('joined'))).toEqual([
      'the alarm checkout-errors rings: above',
      'declared the incident “checkout-errors”, critical',
    ]);
    const cards = world.chat.cards.filter(({ run }) => run === idOf(heard));
    expect(cards.map(({ ref }) => ref.channel).sort()).toEqual(['C0MADE0', 'C0OPS']);
    const head = await world.ledger.head(`incident#${idOf(heard)}`);
    expect(JSON.parse(head?.state ?? '')).toMatchObject({
      severity: 'critical',
      milestones: { detected: NOON - MINUTE },
    });
  });

  it('joins the open incident of its rule, rings and is over on its timeline, and none is opened by what is over', async () => {
    const world = await createWorld({ policy: { alarms: RULES } });
    const id = idOf(await hear(world, change()));
    expect(await hear(world, change(other))).toEqual({ is: 'joined', incident: id });
    expect(await hear(world, change({ ...other, ringing: false, at: NOON }))).toEqual({ is: 'joined', incident: id });
    expect(await hear(world, change({ ...other, ringing: false, at: NOON }))).toEqual({ is: 'known', incident: id });
    await world.advance(MINUTE);
    expect((await texts(world, id)).filter((text) => text.includes('checkout-latency'))).toEqual([
      'the alarm checkout-latency rings: above',
      'the alarm checkout-latency is over: above',
    ]);
    const quiet = await createWorld({ policy: { alarms: RULES } });
    expect(await hear(quiet, change({ ringing: false }))).toMatchObject({ is: 'ignored' });
  });

  it('opens another one when the last is resolved', async () => {
    const world = await createWorld({ policy: { alarms: RULES } });
    const id = idOf(await hear(world, change()));
    await world.advance(MINUTE);
    await world.say('operator', `resolve in I-${id} because "fixed"`);
    await world.advance(MINUTE);
    const next = await hear(world, change({ at: NOON }));
    expect(next.is).toBe('opened');
    expect(idOf(next)).not.toBe(id);
  });

  it('of two that ring at once, one opens and one joins', async () => {
    const world = await createWorld({ policy: { alarms: RULES } });
    const heard = await Promise.all(
      [hear(world, change()), hear(world, change(other))].map((one) => one.catch(() => undefined)),
    );
    const again = await Promise.all([hear(world, change()), hear(world, change(other))]);
    expect(new Set(again.map(idOf)).size).toBe(1);
    expect(heard.filter((one) => one?.is === 'opened')).toHaveLength(1);
  });

  it('of two that ring at once, one opens and one joins, though the first is slow or dies before it declares anything', async () => {
    const world = await createWorld({ policy: { alarms: RULES } });
    const { timeline } = world;
    let between: (() => Promise<unknown>) | undefined = () => hear(world, change(other));
    const slow: World = {
      ...world,
      timeline: {
        ...timeline,
        async attach(where, incident) {
          const attached = await timeline.attach(where, incident);
          const now = between;
          between = undefined;
          await now?.();
          return attached;
        },
      },
    };
    const first = await hear(slow, change());
    expect(first.is).toBe('joined');
    expect(await hear(world, change(other))).toEqual({ is: 'known', incident: idOf(first) });
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('incident#'))).toHaveLength(1);
  });

  it('is one entry, and no other incident, though it is delivered again after a storm and after the end', async () => {
    const world = await createWorld({ policy: { alarms: RULES } });
    const id = idOf(await hear(world, change()));
    await hear(world, change(other));
    for (let at = 0; at < 30; at += 1) await hear(world, change({ arn: `arn:${at}`, name: `checkout-${at}` }));
    await hear(world, change(other));
    await world.advance(MINUTE);
    const latency = async () => (await texts(world, id)).filter((text) => text.includes('checkout-latency'));
    expect(await latency()).toHaveLength(1);
    await world.say('operator', `resolve in I-${id} because "fixed"`);
    const last = { arn: 'arn:29', name: 'checkout-29' };
    expect(await hear(world, change(last))).toEqual({ is: 'known', incident: id });
  });

  it('rings as it did last, in whatever order that is told, and however long its name is', () => {
    const at = NOON;
    const by = { team: 'T0ACME', user: 'U0A' };
    const data = { source: 'x', title: 'x', severity: 'major', kind: 'platform' } as const;
    const place = { team: 'T0ACME', channel: 'C0OPS' };
    const begun = declaredIncident('7QK2P', { type: 'declared', data: { ...data, place }, seq: 0, at, by });
    const alarmsAfter = (changes: AlarmChange[]) =>
      changes.reduce((state, one) => nextIncident(state, { type: 'alarmed', data: one, seq: 1, at, by }), begun).alarms;
    const over = change({ ringing: false, at: NOON });
    expect(alarmsAfter([change(), over])).toEqual(alarmsAfter([over, change()]));
    const name = 'ü'.repeat(255);
    const long = Array.from({ length: 20 }, (_, index) => change({ arn: `arn:${index}:${name}`, name }));
    expect(Buffer.byteLength(JSON.stringify(alarmsAfter(long)))).toBeLessThan(4_000);
    expect(alarmsAfter(long).at(-1)?.arn).toContain('arn:19');
  });

  it('that no rule names opens nothing', async () => {
    const world = await createWorld({ policy: { alarms: RULES } });
    expect(await hear(world, change({ name: 'disk-full' }))).toMatchObject({ is: 'ignored' });
    expect(await hear(await createWorld(), change())).toMatchObject({ is: 'ignored' });
  });

  it.each([
    ['checkout-*', 'checkout-errors', true],
    ['*', 'anything', true],
    ['*-errors', 'checkout-errors', true],
    ['a*b*c', 'a-b-b-c', true],
    ['ab*ba', 'aba', false],
    ['checkout', 'checkout-errors', false],
    ['*x*', 'checkout', false],
  ])('%s fits %s: %s', (match, name, fits) => {
    const rules: AlarmRule[] = [{ match, severity: 'minor', channel: 'C1' }];
    expect(alarmRule({ alarms: rules }, name) !== undefined).toBe(fits);
  });
});

describe('the function', () => {
  const heard: unknown[] = [];
  const handler = createHandler({ hear: async (one) => ({ is: 'opened', ...(heard.push(one) && {}) }) });

  it('takes what EventBridge says of an alarm, at the time of its change', async () => {
    await handler(alarmEvent('checkout-errors', 'alarm', { at: NOON, region: 'eu-west-1' }));
    await handler(alarmEvent('checkout-errors', 'ok', { at: NOON, region: 'eu-west-1' }));
    expect(heard).toMatchObject([
      { arn: expect.stringContaining(':alarm:checkout-errors'), name: 'checkout-errors', ringing: true, at: NOON },
      { ringing: false },
    ]);
  });

  it('leaves alone an alarm without data, and throws at what is none', async () => {
    const event = alarmEvent('checkout-errors', 'alarm', { at: NOON, region: 'eu-west-1' });
    const nothing = {
      ...event,
      detail: { ...event.detail, state: { value: 'INSUFFICIENT_DATA', timestamp: event.time } },
    };
    expect(await handler(nothing)).toEqual({ is: 'ignored' });
    await expect(handler({ source: 'aws.ec2' })).rejects.toThrow();
  });
});
