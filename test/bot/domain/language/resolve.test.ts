import { describe, expect, it } from 'vitest';
import { resolve } from '../../../../bot/domain/language/resolve.ts';
import { err } from '../../../../bot/domain/result.ts';
import type { Selector } from '../../../../bot/domain/target.ts';
import { fleet } from './fixtures.ts';

function names(selector: Partial<Selector>): string[] | undefined {
  const resolved = resolve({ names: [], groups: [], ...selector }, [...fleet].reverse());
  return resolved.ok ? resolved.value.map(({ name }) => name) : undefined;
}

describe('resolve', () => {
  it('puts host-9 before host-10, whatever the order typed', () => {
    expect(names({ names: ['host-10', 'env-101', 'host-9'] })).toEqual(['env-101', 'host-9', 'host-10']);
  });

  it('names a target once that is named and in two groups', () => {
    expect(names({ names: ['host-4'], groups: [{ tag: 'web' }, { environment: 'staging' }] })).toEqual([
      'env-101',
      'host-4',
      'host-5',
      'host-6',
      'host-7',
    ]);
  });

  it('wants everything of a group that has kind, environment and tag', () => {
    expect(names({ groups: [{ kind: 'user-host', environment: 'production', tag: 'web' }] })).toEqual([
      'host-5',
      'host-6',
      'host-7',
    ]);
  });

  it.each([
    ['a name that is not there', { names: ['host-7', 'host-77'] }, { reason: 'unknown-targets', unknown: ['host-77'] }],
    ['a name in other letters', { names: ['HOST-7'] }, { reason: 'unknown-targets', unknown: ['HOST-7'] }],
    ['nothing', {}, { reason: 'no-targets', group: 'nothing' }],
    ['an empty group', { groups: [{ tag: 'db' }] }, { reason: 'no-targets', group: 'tag:db' }],
    [
      'one empty group of two',
      { groups: [{ tag: 'web' }, { kind: 'end-user-container' as const, environment: 'production' as const }] },
      { reason: 'no-targets', group: 'all production end-user containers' },
    ],
  ])('refuses %s', (_what, selector, refusal) => {
    expect(resolve({ names: [], groups: [], ...selector }, fleet)).toEqual(err(refusal));
  });
});
