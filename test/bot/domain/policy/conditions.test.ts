import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../bot/domain/actor.ts';
import { type ApprovalWanted, allOf, counts, type Need, needsOf, stricter } from '../../../../bot/domain/need.ts';
import { applies, type Conditions, type Situation } from '../../../../bot/domain/policy/conditions.ts';
import { differencesBetween } from '../../../../bot/domain/policy/differences.ts';
import { edited } from '../../../../bot/domain/policy/edit.ts';
import { type ApprovalRule, approvalWanted, type PolicyBody } from '../../../../bot/domain/policy/policy.ts';
import { readPolicy } from '../../../../bot/domain/policy/read-policy.ts';

const BASE: PolicyBody = { profile: 'virtuozzo', approvalMinutes: 30, approvals: [] };
const approvers = (of: number): Need & { from: 'approver' } => ({ of, from: 'approver' });
const admins = (of: number): Need & { from: 'admin' } => ({ of, from: 'admin' });
const SRE = { id: 'S0SRE', handle: 'sre' };

const host = { environment: 'production', kind: 'user-host', party: 'platform-owner' } as const;
const situation = (more: Partial<Situation> = {}): Situation => ({
  command: 'restart',
  activity: 'restarting-processes',
  risk: 'disruptive',
  requester: ['operator'],
  hosts: [host],
  ...more,
});

describe('applies', () => {
  it.each<[string, Conditions, Partial<Situation>, boolean]>([
    ['no condition', {}, {}, true],
    ['the environment of a host', { environment: 'production' }, {}, true],
    ['an environment of no host', { environment: 'staging' }, {}, false],
    ['the risk', { risk: 'change' }, {}, false],
    ['the command', { command: 'restart' }, {}, true],
    ['another command', { command: 'stop' }, {}, false],
    ['the activity', { activity: 'restarting-processes' }, {}, true],
    ['the kind of a host', { kind: 'infrastructure-host' }, {}, false],
    ['the party of the cell', { party: 'platform-owner' }, {}, true],
    ['another party', { party: 'hosting-provider' }, {}, false],
    ['a party where none is known', { party: 'platform-owner' }, { hosts: [{ environment: 'production' }] }, false],
    ['what is not listed', { party: 'unlisted' }, { hosts: [{ ...host, party: 'unlisted' }] }, true],
    ['paid work', { paid: true }, { hosts: [{ ...host, paid: true }] }, true],
    ['paid work where none is', { paid: true }, { hosts: [{ ...host, paid: false }] }, false],
    ['paid work of which nothing is known', { paid: true }, {}, false],
    ['a role that who asks has', { requester: 'operator' }, {}, true],
    ['a role that who asks has not', { requester: 'admin' }, {}, false],
    ['a role that who asks should lack', { requesterWithout: 'on-call' }, {}, true],
    ['a role that who asks should lack and has', { requesterWithout: 'operator' }, {}, false],
    ['one host fewer than from where it applies', { hosts: { from: 2 } }, {}, false],
    ['as many hosts', { hosts: { from: 2 } }, { hosts: [host, host] }, true],
    [
      'only as many as fit all that it says of hosts',
      { environment: 'production', hosts: { from: 2 } },
      { hosts: [host, { ...host, environment: 'staging' }] },
      false,
    ],
    [
      'an environment and a kind of one and the same host',
      { environment: 'staging', kind: 'user-host' },
      { hosts: [host, { ...host, environment: 'staging', kind: 'infrastructure-host' }] },
      false,
    ],
  ])('weighs %s', (_what, conditions, more, expected) => {
    expect(applies(conditions, situation(more))).toBe(expected);
  });
});

describe('approvals that are wanted together', () => {
  const floor = { production: approvers(1), staging: 'none' as const };
  const wanted = (rules: ApprovalRule[], more: Partial<Situation> = {}) =>
    approvalWanted({ floor, situation: situation(more), policy: { approvals: rules } });

  it.each<[string, ApprovalRule[], ApprovalWanted]>([
    ['the floor alone', [], approvers(1)],
    ['as many as the strictest rule of one role', [{ wants: approvers(2) }, { wants: approvers(3) }], approvers(3)],
    ['a floor that a rule does not lower', [{ wants: approvers(1) }], approvers(1)],
    ['another role beside the floor, not in its place', [{ wants: admins(1) }], { ...approvers(1), and: [admins(1)] }],
    [
      'two of a group, which one approver in all is not beside',
      [{ wants: { ...approvers(2), group: SRE } }],
      { ...approvers(2), group: SRE },
    ],
    [
      'more in all than of a group',
      [{ wants: { ...approvers(1), group: SRE } }, { wants: approvers(2) }],
      { ...approvers(2), and: [{ ...approvers(1), group: SRE }] },
    ],
    [
      'one of the few beside one of the many',
      [
        { wants: { ...approvers(1), people: ['U2', 'U1'] } },
        { wants: { ...approvers(1), people: ['U3', 'U1', 'U2'] } },
      ],
      { ...approvers(1), people: ['U1', 'U2'] },
    ],
  ])('are %s', (_what, rules, expected) => {
    expect(wanted(rules)).toEqual(expected);
  });

  it('take the floor of each environment, and the rules of the whole plan', () => {
    const staging = { ...host, environment: 'staging' } as const;
    expect(wanted([], { hosts: [staging] })).toBe('none');
    expect(wanted([{ hosts: { from: 2 }, wants: approvers(2) }], { hosts: [host, staging] })).toEqual(approvers(2));
  });

  const need = fc.record(
    {
      of: fc.integer({ min: 1, max: 4 }),
      from: fc.constantFrom('approver', 'admin'),
      group: fc.constantFrom(SRE, { id: 'S0DBA', handle: 'dba' }),
      people: fc.subarray(['U1', 'U2', 'U3', 'U4'], { minLength: 1 }),
    },
    { requiredKeys: ['of', 'from'] },
  );
  const people: Person[] = Array.from({ length: 6 }, (_, at) => ({
    ...{ team: 'T', user: `U${at}`, id: `T/U${at}` },
    grants: [
      ...(at % 2 === 0 ? [{ role: 'approver' as const }] : []),
      ...(at % 3 === 0 ? [{ role: 'admin' as const }] : []),
      ...(at > 2 ? [{ role: 'approver' as const, by: 'sre', group: 'S0SRE' }] : []),
      ...(at === 1 ? [{ role: 'admin' as const, by: 'dba', group: 'S0DBA' }] : []),
    ],
  }));
  const meets = (those: Person[], wants: ApprovalWanted) =>
    needsOf(wants).every((one) => those.filter((person) => counts(person, one, 0)).length >= one.of);

  it('are met by those people who meet each of them alone, whoever they are', () => {
    fc.assert(
      fc.property(fc.array(need, { maxLength: 5 }), fc.subarray(people), (needs, those) => {
        expect(meets(those, allOf(needs))).toBe(needs.every((one) => meets(those, one)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('do not depend on the order of the rules, nor on a rule that stands there twice', () => {
    fc.assert(
      fc.property(fc.array(need, { maxLength: 4 }), fc.array(need, { maxLength: 4 }), (some, others) => {
        const [a, b] = [allOf(some), allOf(others)];
        expect(stricter(a, b)).toEqual(stricter(b, a));
        expect(stricter(stricter(a, b), b)).toEqual(stricter(a, b));
      }),
    );
  });
});

describe('a policy with conditions', () => {
  const many: ApprovalRule = {
    environment: 'production',
    risk: 'disruptive',
    hosts: { from: 10 },
    wants: approvers(2),
  };
  const policy = (...approvals: ApprovalRule[]): PolicyBody => ({ ...BASE, approvals });

  it('is read with every condition', () => {
    const whole: ApprovalRule = {
      ...many,
      ...{ kind: 'user-host', party: 'platform-owner', activity: 'restarting-processes', command: 'firewall allow' },
      ...{ requester: 'operator', requesterWithout: 'on-call', paid: true },
      wants: { of: 1, from: 'approver', group: SRE, people: ['U0APPROVER'] },
    };
    expect(readPolicy(policy(whole))).toEqual({ ok: true, value: policy(whole) });
  });

  it.each<[string, unknown, string, string]>([
    ['one host', { hosts: { from: 1 } }, 'approvals[0].hosts.from', 'a whole number from 2 to 50'],
    ['an unknown role', { requester: 'boss' }, 'approvals[0].requester', 'operator, developer, approver, admin'],
    [
      'a handle for an account',
      { wants: { ...approvers(1), people: ['@jo'] } },
      'approvals[0].wants.people[0]',
      'U and',
    ],
    [
      'a group without its id',
      { wants: { ...approvers(1), group: { handle: 'sre' } } },
      'approvals[0].wants.group.id',
      'S',
    ],
    [
      'more people than are named',
      { wants: { ...approvers(2), people: ['U01', 'U01'] } },
      'approvals[0].wants.people',
      'at least 2 accounts',
    ],
    [
      'a budget holder for what is not paid',
      { wants: { of: 1, from: 'budget-holder' } },
      'approvals[0].wants.from',
      '"paid": true',
    ],
    ['what is not paid, as a condition', { paid: false }, 'approvals[0].paid', 'true'],
  ])('names what is wrong: %s', (_what, rule, path, allowed) => {
    const read = readPolicy({ ...BASE, approvals: [{ wants: approvers(1), ...(rule as object) }] });
    expect(read.ok ? [] : read.error).toMatchObject([{ path, allowed: expect.stringContaining(allowed) }]);
  });

  it('says what rules with conditions make different, and weighs it', () => {
    const when = { environment: 'production', risk: 'disruptive', hosts: { from: 10 } };
    expect(differencesBetween(BASE, policy(many), [])).toEqual([
      { what: 'condition', is: 'stricter', when, from: 'none', to: approvers(2) },
    ]);
    const lower = { ...many, wants: approvers(1) };
    expect(differencesBetween(policy(many), policy(lower), [])).toMatchObject([{ is: 'looser', to: approvers(1) }]);
    const others = { ...many, wants: admins(1) };
    expect(differencesBetween(policy(many), policy(others), [])).toMatchObject([{ is: 'otherwise' }]);
    expect(differencesBetween(policy(many), policy(many, lower), [])).toEqual([]);
  });

  it('may want a budget holder for paid work, which is compared as its other rules are', () => {
    const paid: ApprovalRule = { paid: true, wants: { of: 1, from: 'budget-holder' } };
    expect(readPolicy(policy(paid))).toEqual({ ok: true, value: policy(paid) });
    expect(differencesBetween(BASE, policy(paid), [])).toEqual([
      { what: 'condition', is: 'stricter', when: { paid: true }, from: 'none', to: { of: 1, from: 'budget-holder' } },
    ]);
  });

  it('keeps such rules when a square is set, and sets one for so many hosts in the place of the one before', () => {
    const square = { set: 'approvals', risks: ['disruptive'], environments: ['production'] } as const;
    const set = { ...square, risks: [...square.risks], environments: [...square.environments] };
    expect(edited(policy(many), { ...set, wants: 'none' })).toEqual(policy(many));
    const three = { ...set, hosts: 10, wants: approvers(3) };
    expect(edited(policy(many), three)).toEqual(policy({ ...many, wants: approvers(3) }));
    expect(edited(policy(many), { ...three, hosts: 20 }).approvals).toHaveLength(2);
    expect(edited(policy(many), { ...three, wants: 'none' })).toEqual(policy());
  });
});
