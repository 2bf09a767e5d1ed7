import { describe, expect, it } from 'vitest';
import { correctSentence } from '../../../../bot/adapters/slack/render/correct-form.ts';
import { createWording } from '../../../../bot/adapters/slack/render/wording.ts';
import { entryName } from '../../../../bot/domain/incident/correct.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { commands } from '../../../../commands/index.ts';
import { checkView } from '../../../../local/slack/blocks/check.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, PEOPLE } from '../people.ts';
import { createWorld, NOON, type Settings } from '../world.ts';

const HOUR = 60 * MINUTE;

async function incident(zone: string | undefined, settings: Settings = {}) {
  const world = await createWorld(settings);
  addRoom(world.rooms, { channel: 'C0OPS' });
  const { user } = PEOPLE.operator;
  world.chat.profiles.set(user, { team: OURS, name: 'Op', flags: [], ...(zone && { zone }) });
  await world.say('operator', 'incident "checkout is down" critical here');
  await world.advance(MINUTE);
  const words = async () => {
    const wording = createWording({ commands, now: world.now });
    const answer = await world.say('operator', 'timeline');
    if (answer.is !== 'timeline') throw new Error(JSON.stringify(answer));
    return JSON.stringify((await wording.answer(answer)).blocks);
  };
  const form = async (text: string) => {
    const reply = await world.say('operator', `form correct ${text}`);
    if (reply.is !== 'form') throw new Error(JSON.stringify(reply));
    return { reply, view: await createWording({ commands, now: world.now }).form(reply) };
  };
  return { world, words, form };
}

describe('the days of a timeline', () => {
  it('are those of the reader, with the day of UTC beside where it is another one', async () => {
    const { world, words } = await incident('Asia/Tokyo');
    await world.say('operator', 'note "late" at 2026-11-21 23:30 Asia/Tokyo');
    await world.advance(3 * HOUR + 30 * MINUTE);
    await world.say('operator', 'note "the next day"');
    await world.advance(MINUTE);
    const text = await words();
    const [, first, second] = /\*2026-11-22\* \(Asia\/Tokyo\)(.*)\*2026-11-21\* \(Asia\/Tokyo\)(.*)/s.exec(text) ?? [];
    expect(first).toMatch(/\(11-21 15:31 UTC\) 📝 .*the next day/);
    expect(second).toMatch(/\(12:00 UTC\) 🚩/);
  });

  it.each([
    ['Slack does not say where they are', undefined],
    ['Slack says what is no zone', 'Mars/Olympus'],
  ])('are those of the policy, where %s', async (_why, zone) => {
    const { words } = await incident(zone === 'Mars/Olympus' ? undefined : zone, { policy: { zone: 'Europe/Berlin' } });
    expect(await words()).toContain('*2026-11-21* (Europe/Berlin)');
  });
});

describe('a time of a note or a correction that names no zone', () => {
  it('is by the clocks of whoever types it, else by the policy’s', async () => {
    const { world } = await incident('America/New_York', { policy: { zone: 'Europe/Berlin' } });
    const told = { act: { occurredAt: NOON - 30 * MINUTE } };
    expect(await world.say('operator', 'note "the cache" at 06:30')).toMatchObject(told);
    expect(await world.say('approver', 'note "the cache" at 12:30')).toMatchObject(told);
    const [entry] = (await world.timeline.latest(await idOf(world), { limit: 1 })).entries;
    expect(await world.say('operator', `correct ${entryName(entry ?? { source: '' })} at 06:30`)).toMatchObject(told);
  });
});

describe('the form that corrects an entry', () => {
  it('has its time by the reader’s clocks, whose zone it names, and is read by these', async () => {
    const { world, form } = await incident('America/New_York');
    const [entry] = (await world.timeline.latest(await idOf(world), { limit: 1 })).entries;
    if (!entry) throw new Error('no entry');
    const { reply, view } = await form(entryName(entry));
    expect(reply.gap?.filled).toMatchObject({ time: '2026-11-21 07:00 America/New_York', zone: 'America/New_York' });
    expect(checkView(view)).toMatchObject({ ok: true });
    const typed = { text: '', time: '06:30', place: 'stays on the timeline' } as Record<string, string>;
    const sentence = correctSentence(view.private_metadata ?? '', (block) => typed[block] ?? '');
    expect(sentence).toContain('at 06:30 America/New_York in I-');
    expect(await world.say('operator', sentence)).toMatchObject({
      is: 'incident-acted',
      act: { occurredAt: NOON - 30 * MINUTE },
    });
  });

  it('changes nothing when it is sent as it was', async () => {
    const { world, form } = await incident('Asia/Kolkata');
    const [entry] = (await world.timeline.latest(await idOf(world), { limit: 1 })).entries;
    const { view, reply } = await form(entryName(entry ?? { source: '' }));
    const { text = '', time = '' } = reply.gap?.filled ?? {};
    const typed = { text, time, place: 'stays on the timeline' } as Record<string, string>;
    const sentence = correctSentence(view.private_metadata ?? '', (block) => typed[block] ?? '');
    expect(await world.say('operator', sentence)).toMatchObject({ refusal: { reason: 'same-entry' } });
  });

  it('says what the clocks say twice by UTC', async () => {
    const { world, form } = await incident('Europe/Berlin');
    const id = await idOf(world);
    const twice = Date.parse('2026-10-25T01:30:00Z');
    await world.timeline.write(id, [
      { source: 'x/1', version: 1, kind: 'note', occurredAt: twice, recordedAt: NOON, text: 'then', evidence: [] },
    ]);
    const { reply } = await form(`${entryName({ source: 'x/1' })} in I-${id}`);
    expect(reply.gap?.filled.time).toBe('2026-10-25 01:30 UTC');
  });

  it.each([
    ['14:05', '14:05 Asia/Tokyo'],
    ['friday 9pm', 'friday 9pm Asia/Tokyo'],
    ['2026-11-21 14:05', '2026-11-21 14:05 Asia/Tokyo'],
    ['14:05 UTC', '14:05 UTC'],
    ['14:05 Europe/Berlin', '14:05 Europe/Berlin'],
    ['14:05 +02:00', '14:05 +02:00'],
    ['14:05+02:00', '14:05+02:00'],
  ])('leaves a zone that was typed: %s', (time, said) => {
    const sentence = correctSentence('7QK2P in I-8C2MX by the clocks of Asia/Tokyo', (block) =>
      block === 'time' ? time : '',
    );
    expect(sentence).toBe(`correct 7QK2P at ${said} in I-8C2MX`);
  });
});

async function idOf(world: Awaited<ReturnType<typeof createWorld>>): Promise<string> {
  return (await world.timeline.incidentOf({ team: OURS, channel: 'C0OPS' })) ?? '';
}

describe('who is on call', () => {
  const SATURDAY = { days: ['saturday' as const], from: '08:00', to: '20:00' };

  it('is told to everybody with a role, with until when; to nobody else', async () => {
    const world = await createWorld({ policy: { zone: 'UTC', onCall: SATURDAY } });
    await world.give('freezer', ['on-call']);
    const told = { is: 'on-call', people: [PEOPLE.freezer], when: { on: true, until: NOON + 8 * HOUR } };
    for (const who of ['operator', 'budget', 'developer'] as const)
      expect(await world.say(who, 'on-call')).toMatchObject(told);
    expect(await world.say('guest', 'on-call')).toMatchObject({ is: 'refused' });
    expect(await world.say('vendor', 'on-call')).toMatchObject({ is: 'outsider' });
  });

  it('is who has the role when the hours begin next, outside of them', async () => {
    const world = await createWorld({ policy: { zone: 'UTC', onCall: { ...SATURDAY, days: ['monday'] } } });
    await world.give('freezer', ['on-call']);
    await world.say('admin', `grant on-call to <@${PEOPLE.operator.user}> for 1h because "the drill"`);
    await world.advance(MINUTE);
    expect(await world.say('admin', 'on-call')).toMatchObject({
      people: [PEOPLE.freezer],
      when: { on: false, from: Date.parse('2026-11-23T08:00:00Z') },
    });
  });
});
