import { describe, expect, it } from 'vitest';
import { edited, newVendor, sameVendor, vendorsAfter } from '../../../../bot/domain/vendor/edit.ts';
import { refuseSize, refuseVendor, VENDOR_MOST } from '../../../../bot/domain/vendor/refusal.ts';
import { missingIn, type RoomSeen, setupOf } from '../../../../bot/domain/vendor/setup.ts';
import { mayActForVendor, type Vendor } from '../../../../bot/domain/vendor/vendor.ts';

const OURS = 'T0ACME0001';
const vendor = (name: string, more: Partial<Vendor> = {}): Vendor => ({
  ...newVendor({ name, label: name, organisations: [`T0${name.toUpperCase()}`], parties: [`${name} team`] }),
  channel: { team: OURS, channel: `C0${name.toUpperCase()}` },
  ...more,
});
const [alpha, zeta] = [vendor('alpha'), vendor('zeta')];
const person = (name: string) => ({ team: `T0${name.toUpperCase()}`, user: `U0${name.toUpperCase()}` });

describe('two vendors', () => {
  it.each([
    ['its own people in its own channel', 'alpha', 'C0ALPHA', 'alpha', undefined],
    ['its own people in the other’s channel', 'alpha', 'C0ZETA', 'alpha', 'wrong-channel'],
    ['its own people on the other’s request', 'alpha', 'C0ALPHA', 'zeta', 'wrong-request'],
    ['the other’s people in its channel', 'zeta', 'C0ALPHA', 'alpha', 'wrong-channel'],
    ['people of neither', 'gamma', 'C0ALPHA', 'alpha', 'unknown-team'],
  ])('are blind to each other: %s', (_who, who, channel, request, why) => {
    const may = mayActForVendor([alpha, zeta], person(who), { team: OURS, channel, request: { vendor: request } });
    expect(may.ok ? undefined : may.why).toBe(why);
  });

  it('of a request that nobody registered was bound to, nobody may act', () => {
    const at = { team: OURS, channel: 'C0ALPHA', request: {} };
    expect(mayActForVendor([alpha, zeta], person('alpha'), at)).toEqual({ ok: false, why: 'wrong-request' });
  });
});

describe('a vendor that would stand beside the others', () => {
  const refused = (after: Vendor, others: Vendor[] = [alpha]) => refuseVendor(after, { others, ours: [OURS] });
  it.each([
    ['our organisation', { organisations: ['T0ZETA', OURS] }, { reason: 'organisation-ours', organisation: OURS }],
    [
      'the other’s organisation',
      { organisations: ['T0ZETA', 'T0ALPHA'] },
      { reason: 'organisation-taken', organisation: 'T0ALPHA', by: 'alpha' },
    ],
    [
      'the other’s channel',
      { channel: { team: OURS, channel: 'C0ALPHA' } },
      { reason: 'channel-taken', channel: 'C0ALPHA', by: 'alpha' },
    ],
    ['the other’s party', { parties: ['alpha team'] }, { reason: 'party-taken', party: 'alpha team', by: 'alpha' }],
  ])('is refused with %s', (_what, more, refusal) => {
    expect(refused({ ...zeta, ...more })).toEqual(refusal);
  });

  it('shares a party where each takes other activities of it, and no further', () => {
    const half = { ...alpha, activities: ['a', 'b'] };
    expect(refused({ ...zeta, parties: ['alpha team'], activities: ['c'] }, [half])).toBeUndefined();
    expect(refused({ ...zeta, parties: ['alpha team'], activities: ['c', 'b'] }, [half])).toMatchObject({
      reason: 'party-taken',
    });
  });

  it('is refused above what is stored of one, and of all', () => {
    const fits = { ...zeta, label: 'x'.repeat(VENDOR_MOST - JSON.stringify({ ...zeta, label: '' }).length) };
    expect(refuseSize([fits], fits)).toBeUndefined();
    const more = { ...fits, label: `${fits.label}x` };
    expect(refuseSize([more], more)).toEqual({
      ...{ reason: 'vendor-too-large', vendor: 'zeta', size: VENDOR_MOST + 1, most: VENDOR_MOST, all: false },
    });
    expect(refuseSize([fits, fits, fits], fits)).toMatchObject({ reason: 'vendor-too-large', all: true });
  });
});

describe('an edit', () => {
  const contacts: Vendor['contacts'] = [
    { who: { team: 'T0OLD', user: 'U0OLD' }, side: 'vendor' },
    { who: { team: OURS, user: 'U0OURS' }, side: 'ours' },
  ];
  it('of organisations takes contacts who are of theirs no more with it, and ours stay', () => {
    const before = { ...zeta, organisations: ['T0OLD'], contacts };
    const after = edited(before, { set: 'organisations', organisations: ['T0NEW'] }, { team: OURS });
    expect([after.organisations, after.contacts]).toEqual([['T0NEW'], contacts.slice(1)]);
  });

  it('of targets leaves what it does not name', () => {
    const edit = { set: 'targets', priority: 'major', targets: { done: 60 } } as const;
    const { targets } = edited(zeta, edit, { team: OURS });
    expect(targets).toEqual({ ...zeta.targets, major: { ...zeta.targets.major, done: 60 } });
  });

  it('of runs off, limit none, activities all and hours always leaves nothing of them', () => {
    const full: Vendor = {
      ...{ ...zeta, runs: true, costLimit: { amount: 1, currency: 'EUR' }, activities: ['a'], zone: 'UTC' },
      hours: { days: ['monday'], from: '08:00', to: '09:00' },
    };
    const bare = (['runs', 'cost limit', 'activities', 'hours'] as const).reduce(
      (one, set) => edited(one, set === 'runs' ? { set, runs: false } : { set }, { team: OURS }),
      full,
    );
    expect(bare).toEqual({ ...zeta, zone: 'UTC' });
  });

  it('that makes nothing different is seen, in whatever order the parts came', () => {
    const { name, ...rest } = zeta;
    expect(sameVendor(zeta, { ...rest, name })).toBe(true);
    expect(sameVendor(zeta, edited(zeta, { set: 'runs', runs: true }, { team: OURS }))).toBe(false);
  });

  it('keeps the vendors in their order, a new one last, one that is gone out', () => {
    expect(vendorsAfter([alpha], 'zeta', zeta)).toEqual([alpha, zeta]);
    expect(vendorsAfter([alpha, zeta], 'alpha', { ...alpha, runs: true })).toEqual([{ ...alpha, runs: true }, zeta]);
    expect(vendorsAfter([alpha, zeta], 'alpha', undefined)).toEqual([zeta]);
  });
});

describe('what a vendor lacks', () => {
  const parties = [
    { label: 'zeta team', kind: 'vendor' as const },
    { label: 'zeta paid', kind: 'vendor-paid' as const },
  ];
  const seen: RoomSeen = {
    ...{ is: 'seen', name: 'ext-zeta', archived: false, member: true, awaited: false },
    ...{ organisations: ['T0ZETA'], pending: [], limited: [] },
  };
  const missing = (of: Partial<Vendor>, room?: RoomSeen) =>
    missingIn(setupOf({ ...zeta, contacts: [theirs], ...of }, { parties, ...(room && { room }) })).map(
      ({ step }) => step,
    );
  const theirs: Vendor['contacts'][number] = { who: person('zeta'), side: 'vendor' };
  const { channel: _channel, ...nowhere } = zeta;

  it.each<[string, string[], RoomSeen]>([
    ['nothing', [], seen],
    ['the bot', ['bot'], { ...seen, member: false }],
    ['the bot in a private channel', ['bot'], { is: 'lost', why: 'left-out' }],
    ['a channel that is there', ['slack'], { is: 'lost', why: 'absent' }],
    ['a channel that is open', ['slack'], { ...seen, archived: true }],
    ['anybody of theirs', ['connected'], { ...seen, organisations: [] }],
    ['their answer', ['pending'], { ...seen, pending: ['T0ZETA'] }],
    ['an answer of whomever was invited', ['pending'], { ...seen, organisations: [], awaited: true }],
    ['a channel without a third organisation', ['strangers'], { ...seen, organisations: ['T0ZETA', 'T0GAMMA'] }],
    [
      'that, even of one that is only invited',
      ['strangers'],
      { ...seen, organisations: ['T0ZETA', 'T0G'], pending: ['T0G'] },
    ],
  ])('by Slack: %s', (_what, steps, room) => {
    expect(missing({}, room)).toEqual(steps);
  });

  it.each<[string, string[], Partial<Vendor>]>([
    ['its organisation', ['organisations'], { organisations: [] }],
    ['a party of the matrix in force', ['parties'], { parties: ['somebody of another profile'] }],
    ['a contact of theirs', ['contacts'], { contacts: [{ who: { team: OURS, user: 'U0OURS' }, side: 'ours' }] }],
    ['a cost limit, where its work is paid', ['limit'], { parties: ['zeta paid'] }],
    ['nothing with that limit', [], { parties: ['zeta paid'], costLimit: { amount: 1, currency: 'EUR' } }],
  ])('by the records: %s', (_what, steps, more) => {
    expect(missing(more)).toEqual(steps);
  });

  it('is a channel before anything of Slack’s', () => {
    expect(missingIn(setupOf({ ...nowhere, contacts: [theirs] }, { parties })).map(({ step }) => step)).toEqual([
      'channel',
    ]);
  });

  it('is told what works and should be known: post-only people, no hours, runs that are on', () => {
    const steps = setupOf({ ...zeta, runs: true }, { parties, room: { ...seen, limited: ['T0ZETA'] } });
    expect(steps.filter(({ is }) => is === 'advice').map(({ step }) => step)).toEqual(['limited', 'hours', 'runs']);
  });
});
