import { describe, expect, it } from 'vitest';
import type { Actor, Person } from '../../../../bot/domain/actor.ts';
import { confirm, deny } from '../../../../bot/domain/change/act.ts';
import { nextChange, tellChange } from '../../../../bot/domain/change/apply.ts';
import { type Change, confirmsWanted } from '../../../../bot/domain/change/change.ts';
import type { ChangeEvent } from '../../../../bot/domain/change/event.ts';
import { type GrantRole, grantsAfter, refuseLastAdmin, roleChangeOf } from '../../../../bot/domain/change/role.ts';
import { HOUR } from '../../../../bot/domain/instant.ts';
import { err, ok } from '../../../../bot/domain/result.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const EXPIRY = NOON + 24 * HOUR;
const actor = (user: string): Actor => ({ team: 'T1', user });
const person = (user: string, grants: Person['grants'] = [], id = `T1/${user}`): Person => ({
  ...actor(user),
  id,
  grants,
});
const ADMIN = person('UADMIN', [{ role: 'admin' }]);
const SECOND = person('USECOND', [{ role: 'admin' }]);
const ANN = person('UANN', [{ role: 'operator' }]);
const GRANT: GrantRole = {
  kind: 'grant',
  whom: actor('UANN'),
  person: 'T1/UANN',
  role: 'approver',
  until: NOON + HOUR,
};

const proposed = (change: Change = GRANT): ChangeEvent => ({
  type: 'proposed',
  seq: 0,
  at: NOON,
  by: actor('UADMIN'),
  data: {
    source: 's',
    typed: 'grant …',
    sentence: 'grant …',
    place: { team: 'T1', channel: 'C1' },
    proposer: 'T1/UADMIN',
    change,
    because: 'x',
    base: 3,
    expiresAt: EXPIRY,
  },
});
const waiting = tellChange('4KQ7M', [proposed()]).state;

describe('roleChangeOf', () => {
  const whom = actor('UANN');
  it.each([
    ['a role for somebody new', { kind: 'grant' as const, whom, role: 'operator' as const }, undefined],
    ['a role until a time', { kind: 'grant' as const, whom, role: 'approver' as const, until: NOON + 1 }, ANN],
  ])('is %s', (_what, wanted, before) => {
    expect(roleChangeOf(wanted, { person: before, now: NOON })).toEqual(ok({ ...wanted, person: 'T1/UANN' }));
  });

  it('knows the human being behind a second account', () => {
    const second = person('UANN2', [], 'T1/UANN');
    const wanted = { kind: 'grant' as const, whom: actor('UANN2'), role: 'approver' as const };
    expect(roleChangeOf(wanted, { person: second, now: NOON })).toEqual(ok({ ...wanted, person: 'T1/UANN' }));
  });

  it.each([
    ['a role that lasts already', { kind: 'grant' as const, role: 'operator' as const }, { reason: 'already-has' }],
    [
      'an end that is now',
      { kind: 'grant' as const, role: 'on-call' as const, until: NOON },
      { reason: 'over-already' },
    ],
    ['to take what is not there', { kind: 'revoke' as const, role: 'approver' as const }, { reason: 'has-not' }],
  ])('refuses %s', (_what, wanted, refusal) => {
    const made = roleChangeOf({ ...wanted, whom }, { person: ANN, now: NOON });
    expect(made).toMatchObject({ ok: false, error: refusal });
  });

  it('takes a lapsed grant for none', () => {
    const lapsed = person('UANN', [{ role: 'approver', until: NOON }]);
    const revoked = roleChangeOf({ kind: 'revoke', whom, role: 'approver' }, { person: lapsed, now: NOON });
    expect(revoked).toEqual(err({ reason: 'has-not', whom, role: 'approver' }));
  });
});

describe('grantsAfter', () => {
  it('adds, replaces, takes away, and forgets what has lapsed', () => {
    const before = person('UANN', [{ role: 'operator' }, { role: 'on-call', until: NOON - 1 }]);
    expect(grantsAfter(before, GRANT, NOON)).toEqual([{ role: 'operator' }, { role: 'approver', until: NOON + HOUR }]);
    expect(grantsAfter(undefined, { ...GRANT, kind: 'revoke' }, NOON)).toEqual([]);
    const revoke: Change = { kind: 'revoke', whom: before, person: before.id, role: 'operator' };
    expect(grantsAfter(before, revoke, NOON)).toEqual([]);
  });
});

describe('a second admin', () => {
  it.each([
    ['admin', 1],
    ['approver', 1],
    ['operator', 0],
    ['budget-holder', 0],
    ['break-glass', 0],
  ] as const)('for %s: %i', (role, wants) => {
    expect(confirmsWanted({ ...GRANT, role })).toBe(wants);
    expect(confirmsWanted({ kind: 'revoke', whom: GRANT.whom, person: GRANT.person, role })).toBe(wants);
  });

  it.each([
    ['the proposer, even as an admin', ADMIN, NOON, { reason: 'own-change' }],
    ['the proposer from another account', { ...SECOND, id: ADMIN.id }, NOON, { reason: 'own-change' }],
    ['who gains, even as an admin', { ...ANN, grants: ADMIN.grants }, NOON, { reason: 'gains-by-it' }],
    ['who gains from another account', { ...SECOND, id: ANN.id }, NOON, { reason: 'gains-by-it' }],
    ['an approver', person('UAPP', [{ role: 'approver' }]), NOON, { reason: 'no-role' }],
    ['an admin whose time is over', person('UOLD', [{ role: 'admin', until: NOON }]), NOON, { reason: 'no-role' }],
    ['an admin at the very instant of expiry', SECOND, EXPIRY, { reason: 'expired', at: EXPIRY }],
  ])('is not %s', (_who, by, now, error) => {
    expect(confirm(waiting, by, { now })).toEqual(err(error));
  });

  it('is another admin, up to the last moment', () => {
    expect(confirm(waiting, SECOND, { now: EXPIRY - 1 })).toEqual(
      ok({ type: 'confirmed', data: { person: SECOND.id } }),
    );
  });

  it('may be whoever loses the role: that takes nothing that they do not agree to', () => {
    const revoke: Change = { kind: 'revoke', whom: SECOND, person: SECOND.id, role: 'admin' };
    expect(confirm(tellChange('4KQ7M', [proposed(revoke)]).state, SECOND, { now: NOON }).ok).toBe(true);
  });

  it('may deny; so may whoever proposed it', () => {
    expect(deny(waiting, SECOND, { now: NOON, because: 'no' })).toEqual(
      ok({ type: 'denied', data: { because: 'no' } }),
    );
    expect(deny(waiting, ADMIN, { now: NOON })).toEqual(ok({ type: 'denied', data: {} }));
    expect(deny(waiting, ANN, { now: NOON })).toEqual(err({ reason: 'no-role' }));
  });
});

describe('the last admin', () => {
  const revoke: Change = { kind: 'revoke', whom: ADMIN, person: ADMIN.id, role: 'admin' };
  const forATime = person('UTEMP', [{ role: 'admin', until: NOON + HOUR }]);
  it.each([
    ['alone', [ADMIN], true],
    ['beside an admin for a time', [ADMIN, forATime], true],
    ['beside another', [ADMIN, SECOND], false],
    ['not in the list', [], true],
  ])('%s', (_what, admins, last) => {
    const refusal = last ? { reason: 'last-admin', whom: ADMIN } : undefined;
    expect(refuseLastAdmin(revoke, admins)).toEqual(refusal);
    expect(refuseLastAdmin({ ...revoke, role: 'approver' }, admins)).toBeUndefined();
    expect(refuseLastAdmin({ ...revoke, kind: 'grant' }, admins)).toBeUndefined();
  });
});

describe('the story of a change', () => {
  const step = (seq: number, event: object) => ({ seq, at: NOON + seq, by: actor('USECOND'), ...event }) as ChangeEvent;

  it('waits, is confirmed, is applied', () => {
    const told = [step(1, { type: 'confirmed', data: { person: SECOND.id } })].reduce(
      nextChange,
      tellChange('4KQ7M', [proposed()]),
    );
    expect(told.state).toMatchObject({ is: 'confirmed', confirms: [{ by: actor('USECOND'), person: SECOND.id }] });
    expect(told.state).not.toHaveProperty('wakeAt');
    const applied = nextChange(told, step(2, { type: 'applied', data: { seq: 4 } }));
    expect(applied).toMatchObject({ seq: 2, state: { is: 'applied' } });
  });

  it('is confirmed from the start when nobody has to', () => {
    expect(tellChange('4KQ7M', [proposed({ ...GRANT, role: 'operator' })]).state.is).toBe('confirmed');
  });

  it.each(['denied', 'expired', 'applied', 'void'] as const)(
    'is over when it is %s: what comes later changes nothing',
    (type) => {
      const refusal = { reason: 'no-role' };
      const over = tellChange('4KQ7M', [proposed(), step(1, { type, data: { refusal } })]);
      const later = nextChange(over, step(2, { type: 'confirmed', data: { person: SECOND.id } }));
      expect(later).toEqual({ ...over, seq: 2 });
    },
  );

  it('throws on a stream without a beginning', () => {
    expect(() => tellChange('4KQ7M', [])).toThrow('change 4KQ7M has no beginning');
    expect(() => tellChange('4KQ7M', [step(0, { type: 'expired', data: {} })])).toThrow('no beginning');
  });
});
