import { describe, expect, it } from 'vitest';
import { correct } from '../../../../bot/domain/language/correct.ts';
import { distance, nearest } from '../../../../bot/domain/language/suggest.ts';
import { commands } from '../../../../commands/index.ts';
import { fleet, target } from './fixtures.ts';

describe('distance', () => {
  it.each([
    ['restrat', 'restart', 1],
    ['ngnix', 'nginx', 1],
    ['host-77', 'host-7', 1],
    ['hst-7', 'host-7', 1],
    ['host-8', 'host-7', 1],
    ['same', 'same', 0],
    ['', 'abc', 3],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('from %s to %s is %i', (a, b, slips) => {
    expect(distance(a, b, 9)).toBe(slips);
    expect(distance(b, a, 9)).toBe(slips);
  });

  it('gives up past its limit', () => {
    expect(distance('kitten', 'sitting', 2)).toBeGreaterThan(2);
  });
});

describe('nearest', () => {
  it.each([
    ['restrat', ['restart', 'reboot'], ['restart']],
    ['host-11', ['host-1', 'host-10', 'host-7'], ['host-1', 'host-10']],
    ['host-77', ['host-1', 'host-7'], ['host-7']],
    ['db', ['dc', 'web'], ['dc']],
    ['x', ['y'], []],
    ['logs', ['disk'], []],
    ['anything', [], []],
  ])('of %s among %j are %j', (word, candidates, near) => {
    expect(nearest(word, candidates)).toEqual(near);
  });

  it('finds one among 10,000 names that are alike', () => {
    const names = Array.from({ length: 10_000 }, (_, number) => `host-${String(number).padStart(5, '0')}.eu-1`);
    expect(nearest('hsot-04711.eu-1', names)).toEqual(['host-04711.eu-1']);
  });
});

describe('correct', () => {
  const restart = commands.find(({ name }) => name === 'restart') ?? commands[0];
  const fix = (service: string, names: string[], targets = fleet) =>
    restart &&
    correct({ name: 'restart', fields: { service }, targets: { names, groups: [] }, because: 'x' }, restart, targets);

  it.each([
    ['one host', 'nginx', ['host-77'], 'restart nginx on host-7 because "x"'],
    ['the service alone', 'ngnix', ['host-7'], 'restart nginx on host-7 because "x"'],
    ['both', 'wroker', ['host-4', 'hots-5'], 'restart worker on host-4, host-5 because "x"'],
    ['nothing', 'nginx', ['host-7'], undefined],
    ['one of several that are equally near', 'nginx', ['host-11'], undefined],
    ['a host that is near nothing', 'nginx', ['mainframe'], undefined],
    ['a service that is near nothing', 'postgres', ['host-7'], undefined],
  ])('corrects %s', (_what, service, names, sentence) => {
    expect(fix(service, names)).toBe(sentence);
  });

  it('does not doubt a service where it is unknown what runs', () => {
    expect(fix('ngnix', ['host-7'], [target('host-7', { services: [] })])).toBeUndefined();
  });
});
