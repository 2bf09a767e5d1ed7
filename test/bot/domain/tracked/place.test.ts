import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../bot/domain/policy/policy.ts';
import { placeOfChange, placeOfRun, reportsOf } from '../../../../bot/domain/tracked/place.ts';
import { readPolicy } from '../../../../data/read-policy.ts';

const issues = { repository: 'acme/operations', circleOwners: ['octo-owner'] };
const shipped: Policy = { ...readPolicy(), version: 1, issues };
const pressing: Policy = {
  ...shipped,
  priorities: [{ environment: 'production', risk: 'disruptive', priority: 'critical' }],
};

describe('where a run is logged', () => {
  it.each([
    ['change', ['production'], 'Major'],
    ['disruptive', ['production'], 'Major'],
    ['change', ['staging'], 'Minor'],
    ['disruptive', ['staging'], 'Minor'],
    ['disruptive', ['staging', 'production'], 'Major'],
  ] as const)('takes its label from its risk and where it runs: %s in %s is %s', (risk, environments, label) => {
    const place = { repository: 'acme/operations', labels: [label], assignees: [] };
    expect(placeOfRun(shipped, { risk, environments })).toEqual(place);
  });

  it('is nowhere for what only reads, and where the policy names no repository', () => {
    const { issues: _issues, ...none } = shipped;
    expect(placeOfRun(shipped, { risk: 'read', environments: ['production'] })).toBeUndefined();
    expect(placeOfRun(none, { risk: 'change', environments: ['production'] })).toBeUndefined();
    expect(placeOfRun(undefined, { risk: 'change', environments: ['production'] })).toBeUndefined();
  });

  it('assigns what is critical to the circle owners, and nothing else', () => {
    const asked = { risk: 'disruptive', environments: ['production'] } as const;
    expect(placeOfRun(pressing, asked)).toMatchObject({ labels: ['Critical'], assignees: ['octo-owner'] });
    expect(placeOfRun(pressing, { ...asked, risk: 'change' })).toMatchObject({ labels: ['Minor'], assignees: [] });
  });

  it('has the labels that the organisation has given them', () => {
    const own = { ...shipped, issues: { ...issues, labels: { major: 'prio: major' } } };
    expect(placeOfChange(own)?.labels).toEqual(['prio: major']);
    expect(placeOfRun(own, { risk: 'change', environments: ['staging'] })?.labels).toEqual(['Minor']);
  });

  it('has its reports beside its issues, unless the policy says where', () => {
    expect(reportsOf(issues)).toBe('acme/incident_reports');
    expect(reportsOf({ ...issues, reports: 'acme-sre/reports' })).toBe('acme-sre/reports');
  });
});
