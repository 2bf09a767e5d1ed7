import { describe, expect, it } from 'vitest';
import { impactLines } from '../../../../bot/adapters/slack/render/impact-words.ts';
import { type ImpactRule, severityOf } from '../../../../bot/domain/incident/severity.ts';
import { differencesBetween } from '../../../../bot/domain/policy/differences.ts';
import type { PolicyBody } from '../../../../bot/domain/policy/policy.ts';
import { readPolicy as read } from '../../../../bot/domain/policy/read-policy.ts';
import { doubtsAboutPolicy } from '../../../../data/doubts-about-policy.ts';
import { readPolicy } from '../../../../data/read-policy.ts';

const shipped = readPolicy();
const all = { whom: 'all-customers', environment: 'staging' } as const;
const severe: ImpactRule[] = [{ whom: 'all-customers', severity: 'critical' }, { severity: 'major' }];

describe('how severe an incident is by its impact', () => {
  it.each([
    ['the first rule that fits', { ...all }, 'critical'],
    ['a rule of less, for the rest', { ...all, whom: 'nobody' as const }, 'major'],
  ])('is decided by %s', (_what, hits, severity) => {
    expect(severityOf(hits, { impact: severe })).toBe(severity);
  });

  it('is as ships where no rule fits, which the shipped file says word for word', () => {
    expect(severityOf(all, { impact: [{ environment: 'production', severity: 'major' }] })).toBe('minor');
    const { impact: _impact, ...without } = shipped;
    expect(differencesBetween(without, shipped, [])).toEqual([]);
  });

  it('can be read', () => {
    expect(impactLines({ impact: severe })).toEqual([
      '*Severity of incidents, unless somebody says it*',
      '• hits all customers: critical in production, critical in staging',
      '• hits some customers: major in production, major in staging',
      '• hits ourselves: major in production, major in staging',
      '• hits nobody: major in production, major in staging',
    ]);
  });

  it('is compared by what it decides', () => {
    expect(differencesBetween(shipped, { ...shipped, impact: severe }, []).map((one) => JSON.stringify(one))).toEqual(
      [
        ['all-customers in staging', 'minor', 'critical'],
        ['some-customers in staging', 'minor', 'major'],
        ['ourselves in staging', 'minor', 'major'],
        ['nobody in production', 'minor', 'major'],
        ['nobody in staging', 'minor', 'major'],
      ].map(([of, from, to]) =>
        JSON.stringify({ what: 'value', is: 'otherwise', name: `impact ${of}`, from: `"${from}"`, to: `"${to}"` }),
      ),
    );
  });

  it.each<[string, unknown[]]>([
    ['impact[1]', [{ severity: 'major' }, { whom: 'nobody', severity: 'minor' }]],
    [
      'impact[1]',
      [
        { whom: 'nobody', severity: 'major' },
        { whom: 'nobody', environment: 'staging', severity: 'minor' },
      ],
    ],
    ['impact[0].whom', [{ whom: 'everybody', severity: 'major' }]],
    ['impact[0].severity', [{ whom: 'nobody' }]],
    ['impact', Array.from({ length: 13 }, () => ({ severity: 'major' }))],
  ])('is refused at %s', (path, impact) => {
    const faults = read({ ...shipped, impact });
    expect(faults.ok ? [] : faults.error.map((fault) => fault.path)).toEqual([path]);
  });

  it('is doubted where more people hit make it less severe', () => {
    const policy: PolicyBody = { ...shipped, impact: [{ whom: 'nobody', severity: 'critical' }] };
    const whys = doubtsAboutPolicy(policy, { commands: [], profiles: ['virtuozzo'] }).map(({ why }) => why);
    expect(whys).toEqual([
      'impact calls what hits nobody in production more severe than what hits ourselves',
      'impact calls what hits nobody in staging more severe than what hits ourselves',
    ]);
  });
});
