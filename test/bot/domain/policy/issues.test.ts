import { describe, expect, it } from 'vitest';
import { differencesBetween } from '../../../../bot/domain/policy/differences.ts';
import { readPolicy as read } from '../../../../bot/domain/policy/read-policy.ts';
import { readPolicy } from '../../../../data/read-policy.ts';

const shipped = readPolicy();
const ANA = { user: 'U0ANA', login: 'ana' };
const issues = { repository: 'acme/operations', labels: { critical: 'P1' }, circleOwners: ['octo-owner'] };

describe('where the policy has tasks logged', () => {
  it('is nowhere as shipped, and what a file says', () => {
    expect(shipped.issues).toBeUndefined();
    expect(read({ ...shipped, issues })).toEqual({ ok: true, value: { ...shipped, issues } });
  });

  it.each([
    ['repository', { repository: 'operations' }],
    ['repository', { repository: 'acme/..' }],
    ['repository', { repository: 'https://github.com/acme/operations' }],
    ['reports', { ...issues, reports: 'acme/' }],
    ['labels.critical', { ...issues, labels: { critical: 'a,b' } }],
    ['labels.urgent', { ...issues, labels: { urgent: 'P1' } }],
    ['logins[1].user', { ...issues, logins: [ANA, { ...ANA, login: 'ana-2' }] }],
    ['logins[0].user', { ...issues, logins: [{ ...ANA, user: '@ana' }] }],
    ['logins[0].login', { ...issues, logins: [{ ...ANA, login: '@ana' }] }],
    ['logins', { ...issues, logins: Array.from({ length: 61 }, (_, at) => ({ ...ANA, user: `U${at}AA` })) }],
    ['circleOwners[0]', { ...issues, circleOwners: ['@octo'] }],
    ['circleOwners', { ...issues, circleOwners: Array.from({ length: 11 }, (_, at) => `octo-${at}`) }],
  ])('says which value is wrong: %s of %j', (path, wrong) => {
    const faults = read({ ...shipped, issues: wrong });
    expect(faults.ok ? [] : faults.error.map((fault) => fault.path)).toEqual([`issues.${path}`]);
  });

  it('tells what a change makes different, value by value', () => {
    const moved = { ...issues, repository: 'elsewhere/operations' };
    const is = { what: 'value', is: 'otherwise' };
    expect(differencesBetween({ ...shipped, issues }, { ...shipped, issues: moved }, [])).toEqual([
      { ...is, name: 'issues.repository', from: '"acme/operations"', to: '"elsewhere/operations"' },
    ]);
    expect(differencesBetween(shipped, { ...shipped, issues: { repository: 'a/b' } }, [])).toEqual([
      { ...is, name: 'issues.repository', from: 'nothing', to: '"a/b"' },
    ]);
  });

  it('says whose logins come and go', () => {
    const logins = [ANA, { user: 'U0BEN', login: 'ben' }];
    const [before, after] = [
      { ...shipped, issues },
      { ...shipped, issues: { ...issues, logins } },
    ];
    expect(differencesBetween(before, after, [])).toEqual([
      {
        what: 'listed',
        is: 'otherwise',
        name: 'issues.logins',
        come: ['U0ANA is ana', 'U0BEN is ben'],
        gone: [],
        more: 0,
      },
    ]);
    expect(read(after)).toEqual({ ok: true, value: after });
  });
});
