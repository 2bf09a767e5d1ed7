import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { Crash } from '../../../fakes/crash.ts';
import type { Hooks } from '../../../fakes/hooks.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, PEOPLE } from '../people.ts';
import { createWorld, type World } from '../world.ts';

const ROOM = { channel: 'C0OPS' };

async function declare(world: World, text = 'incident "checkout is down" critical here'): Promise<string> {
  if (!world.rooms.all.has('C0OPS')) addRoom(world.rooms, { channel: 'C0OPS' });
  const answer = await world.say('operator', text);
  if (answer.is !== 'incident-declared') throw new Error(`not declared: ${JSON.stringify(answer)}`);
  await world.advance(MINUTE);
  return answer.id;
}

/** The process is dead from that call on. */
function dyingBefore(call: string): Hooks {
  let dead = false;
  const before = (one: string) => {
    dead ||= one === call;
    if (dead) throw new Crash(one);
  };
  return { before, after: () => undefined };
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const picturesIn = (world: World) => world.files.posted.filter(({ to }) => 'channel' in to);
const reminders = (world: World) =>
  world.chat.notes.flatMap(({ answer }) => (answer.is === 'incident-reminder' ? [answer.of] : []));
const typesOf = (world: World, id: string) =>
  (world.ledger.streams.get(`incident#${id}`) ?? []).map(({ type }) => type);
const canvasOf = (world: World) => world.rooms.all.get('C0OPS')?.canvas?.sections.join('\n\n') ?? '';

describe('the picture of an incident', () => {
  it('comes into its channel at each change of status and severity, once each', async () => {
    const world = await createWorld();
    const id = await declare(world);
    expect(picturesIn(world)).toEqual([]);
    for (const text of [
      'severity major',
      'mitigated',
      'note "quiet"',
      'resolve because "patched"',
      `reopen in I-${id}`,
    ]) {
      await world.say('operator', text);
      await world.advance(MINUTE);
    }
    expect(picturesIn(world).map(({ to, files }) => [to, files[0]?.alt])).toEqual([
      [ROOM, 'open, 2 entries'],
      [ROOM, 'mitigated, 3 entries'],
      [ROOM, 'resolved, 5 entries'],
      [ROOM, 'open, 6 entries'],
    ]);
  });

  it('is posted after a crash, and holds nothing up when it cannot be drawn', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.say('operator', 'mitigated');
    world.replaceProcess(dyingBefore('pictures.timeline'));
    await world.advance(5 * MINUTE);
    expect(picturesIn(world)).toHaveLength(1);
    world.pictures.broken = true;
    await world.say('operator', 'resolve because "patched"');
    await world.advance(30 * MINUTE);
    expect(picturesIn(world)).toHaveLength(1);
    const [card] = world.chat.cards.filter(({ run }) => run === id);
    expect(card).toMatchObject({ shows: { is: 'resolved' } });
  });

  it('comes into the channel when it is asked for there, and to one person from elsewhere', async () => {
    const world = await createWorld();
    const id = await declare(world);
    expect(await world.say('operator', 'timeline picture')).toEqual({
      is: 'timeline-file',
      as: 'picture',
      id,
      here: true,
    });
    const place = { team: OURS, channel: 'C0ELSE' };
    const elsewhere = await world.say('approver', `timeline picture in Asia/Tokyo in I-${id}`, { place });
    expect(elsewhere).toMatchObject({ here: false });
    await world.advance(MINUTE);
    expect(world.files.posted.map(({ to }) => to)).toMatchObject([ROOM, { person: PEOPLE.approver }]);
  });
});

describe('the files of a timeline', () => {
  it('come to whoever asked, in the zone that they named or live in', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.say('operator', 'note "=1+1"');
    world.chat.profiles.set('U0OPERATOR', { team: OURS, name: 'Olive', flags: [], zone: 'Asia/Kolkata' });
    for (const text of [
      'timeline export',
      `timeline export json in europe/brussels in I-${id}`,
      'timeline export md',
    ]) {
      expect(await world.say('operator', text)).toMatchObject({ is: 'timeline-file', id, here: false });
    }
    await world.advance(MINUTE);
    expect(world.files.posted.map(({ to }) => to)).toEqual(Array(3).fill({ person: PEOPLE.operator }));
    const [csv, json, markdown] = world.files.posted.map(({ files }) => files[0]);
    expect([csv?.name, json?.name, markdown?.name]).toEqual(
      ['csv', 'json', 'md'].map((end) => `timeline-I-${id}.${end}`),
    );
    expect(textOf(csv?.bytes)).toContain('+05:30,Olive,U0OPERATOR,');
    expect(textOf(csv?.bytes)).toContain(",'=1+1,");
    expect(JSON.parse(textOf(json?.bytes))).toMatchObject({
      zone: 'Europe/Brussels',
      entries: [{ by: { name: 'Olive' } }, { text: '=1+1' }],
    });
    expect(textOf(markdown?.bytes)).toContain(`# Timeline of I-${id}`);
  });

  it('are refused to whoever may not read the timeline, when they ask and when it is made', async () => {
    const world = await createWorld();
    const id = await declare(world);
    expect(await world.say('guest', 'timeline export csv')).toMatchObject({ is: 'refused' });
    world.cut.stream = true;
    await world.say('operator', `timeline export csv in I-${id}`);
    await world.give('operator', []);
    world.cut.stream = false;
    await world.advance(3 * MINUTE);
    expect(world.files.posted).toEqual([]);
    expect(world.chat.told).toMatchObject([{ answer: { is: 'refused' } }]);
  });
});

describe('the canvas of an incident', () => {
  it('is written at each change of status, and every five minutes while entries come', async () => {
    const world = await createWorld();
    await declare(world);
    expect(canvasOf(world)).toContain('declared the incident');
    await world.say('operator', 'note "first"');
    await world.advance(30 * SECOND);
    expect(canvasOf(world)).not.toContain('first');
    await world.advance(6 * MINUTE);
    expect(canvasOf(world)).toContain('first');
    await world.say('operator', 'note "second"');
    await world.say('operator', 'mitigated');
    await world.advance(10 * SECOND);
    expect(canvasOf(world)).toContain('second');
  });

  it('is given up where the organisation has none, and the card goes on', async () => {
    const world = await createWorld();
    world.rooms.noCanvases = true;
    const id = await declare(world);
    await world.say('operator', 'mitigated');
    await world.advance(MINUTE);
    expect(world.rooms.all.get('C0OPS')?.canvas).toBeUndefined();
    expect(world.logged.filter((line) => line === 'warn no-canvas')).toHaveLength(1);
    expect(world.chat.cards.filter(({ run }) => run === id)).toMatchObject([{ shows: { is: 'mitigated' } }]);
  });
});

describe('what a channel shows of a timeline', () => {
  async function shared() {
    const world = await createWorld();
    addRoom(world.rooms, { channel: 'C0OPS', shared: true });
    const answer = await world.say('operator', 'incident "checkout is down" critical here');
    await world.advance(MINUTE);
    return { world, id: answer.is === 'incident-declared' ? answer.id : '' };
  }

  it('is neither picture nor canvas where another organisation reads along', async () => {
    const { world } = await shared();
    await world.say('operator', 'severity major');
    await world.advance(MINUTE);
    await world.say('operator', 'timeline picture');
    await world.advance(MINUTE);
    expect(world.files.posted.map(({ to }) => to)).toEqual([{ person: PEOPLE.operator }]);
    expect(canvasOf(world)).toBe('');
    expect(world.logged).toContain('warn no-canvas');
  });

  it('is no canvas in place of one that people made', async () => {
    const world = await createWorld();
    const canvas = { id: 'F0THEIRS', title: 'Runbook', sections: ['call Jo'] };
    addRoom(world.rooms, { channel: 'C0OPS' }).canvas = canvas;
    await world.say('operator', 'incident "checkout is down" critical here');
    await world.advance(MINUTE);
    expect(world.rooms.all.get('C0OPS')?.canvas).toEqual(canvas);
    expect(world.chat.cards).toHaveLength(1);
  });

  it('is written on where a version made it that noted nothing of the channel', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.advance(5 * MINUTE);
    world.receipts.all.delete('room#C0OPS canvas');
    await world.say('operator', `resolve in I-${id} because "patched"`);
    await world.advance(MINUTE);
    expect(canvasOf(world)).toContain('Severity critical, resolved');
  });

  it('is the canvas of the incident that is worked on there, in the one that Remit made, whoever died over it', async () => {
    const world = await createWorld();
    let dead = false;
    const after = (one: string) => {
      if (dead || one !== 'canvases.write') return;
      dead = true;
      throw new Crash(one);
    };
    world.replaceProcess({ before: () => undefined, after });
    const id = await declare(world);
    await world.advance(5 * MINUTE);
    expect(dead).toBe(true);
    await world.say('operator', 'note "after the crash"');
    await world.say('operator', `resolve in I-${id} because "patched"`);
    await world.advance(MINUTE);
    expect(canvasOf(world)).toContain('after the crash');
    const next = await declare(world, 'incident "another one" minor here');
    expect(canvasOf(world)).toContain('another one');
    expect(next).not.toBe(id);
  });
});

describe('the reminders of an incident', () => {
  it('come once each, when they are due, and stop when they are heeded', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.advance(3 * MINUTE);
    expect(reminders(world)).toEqual([]);
    await world.advance(3 * MINUTE);
    expect(reminders(world)).toEqual(['lead']);
    await world.say('approver', 'take lead');
    await world.advance(20 * MINUTE);
    expect(reminders(world)).toEqual(['lead']);
    await world.advance(6 * MINUTE);
    expect(reminders(world)).toEqual(['lead', 'update']);
    expect(typesOf(world, id).filter((type) => type === 'reminded')).toHaveLength(2);
    await world.advance(20 * MINUTE);
    expect(reminders(world)).toHaveLength(2);
  });

  it('are snoozed by a sentence, for as long as it says', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.say('approver', 'take lead');
    expect(await world.say('operator', `snooze update 2h in I-${id}`)).toMatchObject({
      is: 'incident-acted',
      act: { is: 'snooze', of: 'update', time: 2 * HOUR },
    });
    await world.say('operator', 'snooze quiet 3h');
    await world.advance(119 * MINUTE);
    expect(reminders(world)).toEqual([]);
    await world.advance(5 * MINUTE);
    expect(reminders(world)).toEqual(['update']);
  });

  it('leave whoever hands the lead over, and whoever opens it again, the time that the policy gives', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.say('operator', 'take lead');
    await world.say('operator', 'update "we are at it"');
    await world.advance(20 * MINUTE);
    await world.say('operator', 'leave lead');
    await world.advance(MINUTE);
    await world.say('approver', 'take lead');
    await world.advance(MINUTE);
    expect(reminders(world)).toEqual([]);
    await world.say('operator', 'resolve because "patched"');
    await world.advance(24 * HOUR);
    await world.say('operator', `reopen in I-${id}`);
    await world.advance(29 * MINUTE);
    expect(reminders(world)).toEqual([]);
    await world.advance(2 * MINUTE);
    expect(reminders(world)).toEqual(['update']);
    await world.say('approver', 'leave lead');
    await world.advance(6 * MINUTE);
    expect(reminders(world)).toEqual(['update', 'lead']);
  });

  it('are not said when they were heeded in the moment in which they came', async () => {
    const world = await createWorld();
    const id = await declare(world);
    world.replaceProcess(dyingBefore('chat.note'));
    while (!typesOf(world, id).includes('reminded')) await world.advance(SECOND);
    await world.say('operator', 'take lead');
    await world.advance(10 * MINUTE);
    expect(reminders(world)).toEqual([]);
  });

  it('are said after a crash, of a reminder that is on record', async () => {
    const world = await createWorld();
    await declare(world);
    world.replaceProcess(dyingBefore('chat.note'));
    await world.advance(12 * MINUTE);
    expect(reminders(world)[0]).toBe('lead');
    expect(reminders(world).length).toBeLessThan(4);
  });

  it('bring the report to mind when it is due, and then every day', async () => {
    const world = await createWorld();
    await declare(world);
    await world.say('operator', 'resolve because "patched"');
    await world.advance(71 * HOUR);
    expect(reminders(world)).toEqual([]);
    await world.advance(2 * HOUR);
    expect(reminders(world)).toEqual(['report']);
    await world.advance(24 * HOUR);
    expect(reminders(world)).toEqual(['report', 'report']);
  });
});

describe('figures', () => {
  it('come as a picture and a table, counted from what is on record', async () => {
    const world = await createWorld();
    await declare(world);
    await world.say('operator', 'resolve because "patched"');
    await world.say('operator', 'incident "a drill" minor drill');
    await world.advance(MINUTE);
    expect(await world.say('operator', 'figures last 30 days')).toMatchObject({ is: 'figures-asked' });
    await world.advance(MINUTE);
    expect(world.files.posted.at(-1)).toMatchObject({
      to: { person: PEOPLE.operator },
      files: [{ name: 'incidents.png' }],
    });
    expect(world.chat.told.at(-1)?.answer).toMatchObject({
      is: 'figures',
      figures: {
        real: [{ severity: 'critical', count: 1, open: 0, times: { resolved: { count: 1, median: MINUTE } } }],
        drills: [{ severity: 'minor', count: 1, open: 1, times: {} }],
      },
    });
  });

  it('say so when there was nothing', async () => {
    const world = await createWorld();
    await world.say('operator', 'figures');
    await world.advance(MINUTE);
    expect(world.chat.told.at(-1)?.answer).toMatchObject({ is: 'nothing', next: 'incidents' });
    expect(world.files.posted).toEqual([]);
  });
});
