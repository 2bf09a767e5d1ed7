import { beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../bot/domain/instant.ts';
import { newVendor } from '../../../bot/domain/vendor/edit.ts';
import { mayActForVendor, type Vendor } from '../../../bot/domain/vendor/vendor.ts';
import { readVendors, VENDORS as STREAM } from '../../../bot/flow/vendor/read-vendors.ts';
import { commands } from '../../../commands/index.ts';
import { addRoom } from '../../fakes/rooms.ts';
import { OURS, PEOPLE, VENDORS } from './people.ts';
import { aTarget, createWorld, TARGETS, type World } from './world.ts';

const ZETA = 'T0ZETA';
const PLACE = { team: OURS, channel: 'C0EXTVIRT1' };
const VIRTUOZZO: Vendor = newVendor({
  ...{ name: 'virtuozzo', label: 'Virtuozzo', organisations: [VENDORS], parties: ['Virtuozzo Team'], channel: PLACE },
});
const ADD = `vendor add zeta "Zeta Ltd" organisation ${ZETA} channel <#C0EXTZETA1|ext-zeta> because "backups"`;

let world: World;
/** `restart` is of an activity that is the vendor's on infrastructure containers. */
const VENDORS_TASK = commands.map((one) =>
  one.name === 'restart' ? { ...one, activity: 'editing-system-files' } : one,
);

beforeEach(async () => {
  const targets = [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container' })];
  world = await createWorld({ commands: VENDORS_TASK, targets });
  await world.rewrite(STREAM, () => ({ vendors: [VIRTUOZZO] }));
  addRoom(world.rooms, { channel: 'C0EXTVIRT1', shared: true, organisations: [OURS, VENDORS] });
  addRoom(world.rooms, { channel: 'C0EXTZETA1', shared: true, organisations: [OURS, ZETA] });
});

async function propose(text: string): Promise<string> {
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  await world.advance(5 * SECOND);
  return reply.id;
}

async function apply(text: string): Promise<string> {
  const id = await propose(text);
  expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ is: 'change-acted' });
  await world.advance(5 * SECOND);
  return id;
}

const last = (id: string) => world.ledger.streams.get(`change#${id}`)?.at(-1);
const dataOf = (id: string) => JSON.parse(last(id)?.data ?? '{}');
const named = async (name: string) => (await readVendors(world.ledger)).find((one) => one.name === name);

/** What is answered to a question that the worker looks into. */
async function asked(text: string) {
  await world.say('admin', text);
  await world.advance(5 * SECOND);
  const answer = world.chat.told.at(-1)?.answer;
  return answer?.is === 'inquired' ? answer.answer : answer;
}

describe('a vendor', () => {
  it('is registered by two admins, with what Slack says of its channel and the parties that nobody has', async () => {
    const id = await propose(ADD);
    expect(last(id)?.type).toBe('proposed');
    const change = dataOf(id).change;
    expect(change.seen).toMatchObject({ is: 'seen', member: true, organisations: [ZETA] });
    expect(await named('zeta')).toBeUndefined();
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(5 * SECOND);
    const zeta = await named('zeta');
    expect(zeta).toMatchObject({ label: 'Zeta Ltd', organisations: [ZETA], channel: { channel: 'C0EXTZETA1' } });
    expect(zeta?.parties).toContain('Virtuozzo Team (paid)');
    expect(zeta?.parties).not.toContain('Virtuozzo Team');
    expect(world.ledger.streams.get(STREAM)?.at(-1)).toMatchObject({ type: 'vendor-added' });
  });

  it('has people who act in its channel alone, and is blind to the other’s', async () => {
    await apply(ADD);
    const vendors = await readVendors(world.ledger);
    const may = (channel: string) => mayActForVendor(vendors, PEOPLE.stranger, { team: OURS, channel });
    expect([may('C0EXTZETA1').ok, may('C0EXTVIRT1').ok]).toEqual([true, false]);
  });

  it.each([
    ['the organisation of another', `organisation ${VENDORS}`, { reason: 'organisation-taken', by: 'virtuozzo' }],
    ['our own organisation', `organisation ${OURS}`, { reason: 'organisation-ours' }],
    [
      'the channel of another',
      `organisation ${ZETA} channel #C0EXTVIRT1`,
      { reason: 'channel-taken', by: 'virtuozzo' },
    ],
  ])('is not registered with %s', async (_what, words, refusal) => {
    const reply = await world.say('admin', `vendor add zeta "Zeta" ${words} because "backups"`);
    expect(reply).toMatchObject({ is: 'change-refused', refusal });
    await world.advance(5 * SECOND);
    expect(await readVendors(world.ledger)).toEqual([VIRTUOZZO]);
  });

  it('is not registered with our own Enterprise organisation, which only Slack names', async () => {
    addRoom(world.rooms, {
      channel: 'C0EXTZETA1',
      shared: true,
      organisations: ['E0ACME', ZETA],
      own: [OURS, 'E0ACME'],
    });
    const id = await propose(ADD.replace(ZETA, 'E0ACME'));
    expect(dataOf(id)).toMatchObject({ refusal: { reason: 'organisation-ours', organisation: 'E0ACME' } });
  });

  it.each([
    ['vendor add virtuozzo "V" organisation T0OTHER1 because x', { refusal: { reason: 'vendor-there' } }],
    ['vendor set virtuozzo runs to off because x', { refusal: { reason: 'vendor-same' } }],
    ['vendor set zeta runs to on because x', { is: 'not-understood', allowed: '`virtuozzo`' }],
    [
      'vendor set virtuoso runs to on because x',
      { is: 'suggestion', sentence: 'vendor set virtuozzo runs to on because "x"' },
    ],
    [
      'vendor set virtuozzo parties to "virtuozzo taem" because x',
      { is: 'suggestion', sentence: 'vendor set virtuozzo parties to "Virtuozzo Team" because "x"' },
    ],
    ['vendor set virtuozzo parties to "Platform Owner" because x', { is: 'not-understood' }],
    ['vendor set virtuozzo activities to "juggling" because x', { is: 'not-understood' }],
  ])('is asked about in words: %s', async (text, answer) => {
    expect(await world.say('admin', text)).toMatchObject(answer);
  });

  it.each([
    ['hours to 8:00-18:00 mon-fri in Europe/Sofia', { zone: 'Europe/Sofia', hours: { from: '08:00', to: '18:00' } }],
    [
      'targets for major to done 1d',
      { targets: { ...VIRTUOZZO.targets, major: { ...VIRTUOZZO.targets.major, done: 1440 } } },
    ],
    ['parties to "virtuozzo team (paid)"', { parties: ['Virtuozzo Team (paid)'] }],
    ['activities to "Rebooting Host/Container"', { activities: expect.arrayContaining([expect.any(String)]) }],
    ['cost limit to 5000 EUR a month', { costLimit: { amount: 500_000, currency: 'EUR' } }],
    ['runs to on', { runs: true }],
    ['organisations to T0VIRTUOZZO, T0VIRTEU01', { organisations: [VENDORS, 'T0VIRTEU01'] }],
    ['channel to #C0EXTZETA1', { channel: { team: OURS, channel: 'C0EXTZETA1' } }],
  ])('is set: %s', async (words, after) => {
    await apply(`vendor set virtuozzo ${words} because "their contract"`);
    expect(await named('virtuozzo')).toMatchObject(after);
  });

  it('has contacts that Slack says are theirs or ours, in their order', async () => {
    await apply('vendor set virtuozzo contacts to <@U0VENDOR>, <@U0APPROVER> because "on duty"');
    expect((await named('virtuozzo'))?.contacts).toEqual([
      { who: PEOPLE.vendor, side: 'vendor' },
      { who: PEOPLE.approver, side: 'ours' },
    ]);
  });

  it.each([
    ['somebody of a third organisation', 'U0STRANGER', { why: 'elsewhere' }],
    ['nobody that Slack shows', 'U0NOBODY01', { why: 'unknown' }],
    ['a guest', 'U0GUEST', { why: 'flag', flag: 'is_restricted' }],
  ])('takes %s for no contact', async (_who, user, why) => {
    world.chat.profiles.set('U0GUEST', { team: OURS, name: 'guest', flags: ['is_restricted'] });
    const id = await propose(`vendor set virtuozzo contacts to <@${user}> because "on duty"`);
    expect([last(id)?.type, dataOf(id).refusal]).toEqual([
      'refused',
      { reason: 'no-contact', vendor: 'virtuozzo', user, ...why },
    ]);
  });

  it('is set in several parts that wait at once, each upon the others', async () => {
    const words = ['runs to on', 'cost limit to 5000 EUR', 'hours to 8:00-18:00 mon-fri', 'channel to #C0EXTZETA1'];
    const ids: string[] = [];
    for (const part of words) ids.push(await propose(`vendor set virtuozzo ${part} because "set up"`));
    for (const id of ids) {
      await world.say('admin-2', `confirm C-${id}`);
      await world.advance(5 * SECOND);
    }
    expect(ids.map((id) => last(id)?.type)).toEqual(ids.map(() => 'applied'));
    expect(await named('virtuozzo')).toEqual({
      ...{ ...VIRTUOZZO, runs: true, costLimit: { amount: 500_000, currency: 'EUR' } },
      channel: { team: OURS, channel: 'C0EXTZETA1' },
      hours: { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:00', to: '18:00' },
    });
  });

  it.each([
    ['the same part', 'vendor set virtuozzo runs to on', 'vendor set virtuozzo runs to on', 'moved'],
    ['whom it was about', 'vendor set virtuozzo organisations to T0OTHER1', 'vendor set virtuozzo runs to on', 'moved'],
    ['whether it is there', 'vendor remove virtuozzo', 'vendor set virtuozzo runs to on', 'moved'],
    ['what another may not have, too', `vendor set virtuozzo channel to #C0EXTZETA1`, ADD, 'channel-taken'],
    ['the same vendor', ADD, ADD, 'moved'],
  ])('is not changed by what was shown before somebody changed %s', async (_what, first, second, why) => {
    const because = (text: string) => (text.includes(' because ') ? text : `${text} because "x"`);
    const [one, other] = [await propose(because(first)), await propose(because(second))];
    for (const id of [one, other]) {
      await world.say('admin-2', `confirm C-${id}`);
      await world.advance(5 * SECOND);
    }
    expect([last(one)?.type, last(other)?.type, dataOf(other).refusal.reason]).toEqual(['applied', 'void', why]);
  });
});

describe('removing a vendor', () => {
  it('takes it off the records, and who was its can act no more', async () => {
    await apply('vendor remove virtuozzo because "ended"');
    const vendors = await readVendors(world.ledger);
    expect(vendors).toEqual([]);
    expect(mayActForVendor(vendors, PEOPLE.vendor, PLACE)).toEqual({ ok: false, why: 'unknown-team' });
  });

  it('is refused while it is asked for something, and says for what; also when that came after it was proposed', async () => {
    const proposed = await propose('vendor remove virtuozzo because "ended"');
    await world.ask('operator', 'restart nginx on infra-gate because "load"');
    await world.advance(5 * SECOND);
    const [prepared = ''] = [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('escalation#'));
    const request = prepared.slice('escalation#'.length);
    expect(await world.say('operator', `send E-${request}`)).toMatchObject({ is: 'escalation-acted', act: 'sent' });
    expect(await world.say('admin', 'vendor remove virtuozzo because "ended"')).toMatchObject({
      is: 'change-refused',
      refusal: { reason: 'vendor-asked', vendor: 'virtuozzo', requests: [request] },
    });
    await world.say('admin-2', `confirm C-${proposed}`);
    await world.advance(5 * SECOND);
    expect([last(proposed)?.type, dataOf(proposed).refusal.reason]).toEqual(['void', 'vendor-asked']);
    expect(await named('virtuozzo')).toEqual(VIRTUOZZO);
  });
});

describe('removing a vendor that is asked for something since long', () => {
  it('is refused too, however much was asked since', async () => {
    await world.ask('operator', 'restart nginx on infra-gate because "load"');
    await world.advance(5 * SECOND);
    const [stream = ''] = [...world.ledger.streams.keys()].filter((one) => one.startsWith('escalation#'));
    const request = stream.slice('escalation#'.length);
    await world.say('operator', `send E-${request}`);
    const first = await world.ledger.event({ stream, seq: 0 });
    if (!first) throw new Error('no request');
    for (let count = 0; count < 210; count += 1) {
      const [data, state] = [JSON.parse(first.data), { ...JSON.parse(first.state), is: 'withdrawn' }];
      const later = { stream: `escalation#A${1_000 + count}`, head: undefined, type: first.type, data, state };
      await world.ledger.append({ ...later, at: world.now() + 1, by: PEOPLE.operator });
    }
    world.clock.at += 2;
    expect(await world.say('admin', 'vendor remove virtuozzo because "ended"')).toMatchObject({
      refusal: { reason: 'vendor-asked', requests: [request] },
    });
  });
});

describe('an invitation', () => {
  const INVITE = 'vendor invite virtuozzo vera@virtuozzo.example because "leads"';

  it('goes out once, when a second admin confirmed it, and is on record', async () => {
    const id = await propose(INVITE);
    expect(world.rooms.addressed).toEqual([]);
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(5 * SECOND);
    expect(last(id)?.type).toBe('applied');
    expect(world.rooms.addressed).toEqual([{ channel: 'C0EXTVIRT1', address: 'vera@virtuozzo.example' }]);
    expect((await named('virtuozzo'))?.invited).toMatchObject({ address: 'vera@virtuozzo.example' });
    const answer = await asked('vendor virtuozzo settings');
    expect(answer).toMatchObject({ is: 'vendor-settings', room: { awaited: true } });
  });

  it('that Slack does not send changes nothing, and its card says why', async () => {
    world.rooms.noOutside = 'no-right';
    const id = await apply(INVITE);
    expect([last(id)?.type, dataOf(id).refusal]).toEqual([
      'void',
      { reason: 'not-invited', vendor: 'virtuozzo', address: 'vera@virtuozzo.example', why: 'no-right' },
    ]);
    expect(await named('virtuozzo')).toEqual(VIRTUOZZO);
  });

  it('needs a channel', async () => {
    const { channel: _channel, ...nowhere } = VIRTUOZZO;
    await world.rewrite(STREAM, () => ({ vendors: [nowhere] }));
    expect(await world.say('admin', INVITE)).toMatchObject({ refusal: { reason: 'no-vendor-channel' } });
  });
});

describe('the settings of a vendor', () => {
  it('say what Slack says now, and what is missing', async () => {
    const room = world.rooms.all.get('C0EXTVIRT1');
    if (!room) throw new Error('no room');
    room.room = { ...room.room, organisations: [OURS, VENDORS, ZETA] };
    const answer = await asked('vendor virtuozzo settings');
    if (answer?.is !== 'vendor-settings') throw new Error('no settings');
    const missing = answer.steps.filter(({ is }) => is === 'missing');
    expect(missing).toEqual([
      { step: 'strangers', is: 'missing', organisations: [ZETA] },
      { step: 'contacts', is: 'missing' },
    ]);
  });

  it('say that a channel is gone: it has another id, or was disconnected', async () => {
    world.rooms.all.delete('C0EXTVIRT1');
    const answer = await asked('vendor virtuozzo settings');
    expect(answer).toMatchObject({ room: { is: 'lost', why: 'absent' } });
  });

  it('of a vendor that is none are an answer', async () => {
    expect(await asked('vendor zeta settings')).toMatchObject({ is: 'nothing', next: 'vendors' });
  });

  it('are listed of all, with what each lacks on record', async () => {
    await apply(ADD);
    const answer = await world.say('admin', 'vendors');
    expect(answer).toMatchObject({
      is: 'vendors',
      lines: [
        { vendor: { name: 'virtuozzo' }, asked: { open: 0, theirs: 0, late: 0 } },
        { vendor: { name: 'zeta' }, asked: { open: 0 } },
      ],
    });
  });

  it('of no vendor at all say how one is added', async () => {
    await world.rewrite(STREAM, () => ({ vendors: [] }));
    expect(await world.say('admin', 'vendors')).toMatchObject({ is: 'nothing', next: 'help vendor add' });
    const theirs = { is: 'help-act', entry: { name: 'vendor add' } };
    const needed = { ...theirs, neededRole: 'admin' };
    for (const text of ['help vendor add', 'form vendor add'])
      expect(await world.say('operator', text)).toMatchObject(needed);
    expect(await world.say('admin', 'help vendor add')).toEqual({ is: 'help-act', entry: expect.anything() });
    expect(await world.say('guest', 'help vendor add')).toMatchObject({ is: 'help', roles: [] });
  });
});
