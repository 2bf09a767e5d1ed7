import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../../bot/domain/actor.ts';
import { helpAbout, helpFor, mayUse, neededRole } from '../../../../bot/domain/language/help.ts';
import { commands } from '../../../../commands/index.ts';

const RECORDS = ['people', 'grant', 'revoke', 'link', 'unlink', 'confirm'];
const VENDORS = ['vendors', 'vendor', 'vendor settings'];
const REQUESTS = [
  'requests',
  'send',
  'escalate',
  'withdraw',
  'reply',
  'reopen request',
  'budget',
  'custom',
  'custom list',
  'custom remove',
];
const DEPLOYMENTS = ['start', 'begin', 'done', 'skip', 'ask', 'reopen', 'snooze', 'close'].map(
  (verb) => `deployment ${verb}`,
);
const LOOKS = ['deployments', 'deployment'];
const SCHEDULES = ['pause schedule', 'resume schedule', 'end schedule'];
const INCIDENTS = [
  'incidents',
  'on-call',
  'timeline',
  'timeline history',
  'timeline picture',
  'timeline export',
  'figures',
  'report',
  'follow',
  'unfollow',
];
const ACTS_ON_INCIDENTS = [
  'severity',
  'acknowledge',
  'mitigated',
  'resolve',
  'reopen',
  'take',
  'leave',
  'note',
  'correct',
  'update',
  'snooze',
  'action',
];
const QUESTIONS = ['matrix', 'who', 'what', 'runbook', 'policy', 'policy test'];

describe('help', () => {
  it.each([
    [[], ['help']],
    [
      ['budget-holder' as const],
      ['waiting', 'requests', 'approve cost', 'deny cost', 'budget', 'custom list', ...VENDORS, 'on-call', 'help'],
    ],
    [
      ['approver' as const],
      [
        ...[
          'approve',
          'deny',
          'settle',
          'show',
          'why',
          'resume',
          'review',
          'output',
          'runs',
          'scheduled',
          ...SCHEDULES,
          'waiting',
          'targets',
          'health',
        ],
        ...QUESTIONS,
        ...['freeze', 'thaw', 'unlock', 'stop everything', 'lift', 'calendar'],
        'requests',
        'custom list',
        ...VENDORS,
        ...LOOKS,
        ...INCIDENTS,
        'people',
        'help',
      ],
    ],
    [
      ['admin' as const],
      [
        ...['approve', 'deny', 'show', 'why', 'output', 'audit', 'audit verify', 'audit export'],
        ...['runs', 'scheduled', ...SCHEDULES, 'waiting', 'targets', 'health'],
        'matrix',
        'matrix set',
        'matrix use',
        'matrix import',
        'who',
        'what',
        'runbook',
        'policy',
        'policy test',
        'policy set',
        ...['freeze', 'thaw', 'stop everything', 'lift', 'calendar'],
        ...[
          'requests',
          'send',
          'escalate',
          'withdraw',
          'reply',
          'reopen request',
          'record',
          'budget',
          'custom',
          'custom list',
          'custom remove',
        ],
        ...VENDORS,
        ...['add', 'set', 'remove', 'invite'].map((act) => `vendor ${act}`),
        ...LOOKS,
        ...DEPLOYMENTS,
        ...INCIDENTS,
        ...['add host', 'add group', 'add region'],
        'policy import',
        ...RECORDS,
        'help',
      ],
    ],
    [
      ['operator' as const],
      [
        ...commands.map(({ name }) => name),
        ...[
          'cancel',
          'show',
          'why',
          'again',
          'resume',
          'retry',
          'undo',
          'output',
          'runs',
          'scheduled',
          ...SCHEDULES,
          'waiting',
          'targets',
          'health',
          ...QUESTIONS,
          ...['lock', 'unlock', 'stop everything', 'calendar'],
          ...REQUESTS,
          ...VENDORS,
          ...LOOKS,
          ...DEPLOYMENTS,
          ...['incident', ...INCIDENTS, ...ACTS_ON_INCIDENTS],
          'plan',
          'form',
          'help',
        ],
      ],
    ],
  ])('for %j lists what they may do, and counts the rest', (roles, names) => {
    const { entries, more } = helpFor(roles, commands);
    expect(entries.map(({ name }) => name)).toEqual(names);
    expect(more + entries.length).toBe(helpFor([...ROLES], commands).entries.length);
  });

  it('explains a command with its pattern, its examples and its risk', () => {
    expect(helpAbout('restart', commands)).toMatchObject({
      pattern: 'restart <service> on <targets> [because …]',
      examples: expect.arrayContaining(['restart nginx on host-7']),
      risk: 'disruptive',
    });
    expect(helpAbout('settle', commands)?.pattern).toBe('settle <run> <host> as [not] done because …');
    expect(helpAbout('fly', commands)).toBeUndefined();
  });

  it.each([
    ['restart', 'operator', true],
    ['approve', 'approver', false],
    ['help', undefined, true],
    ['fly', undefined, false],
  ])('says who may use %s', (name, role, operatorMay) => {
    expect(neededRole(name, commands)).toBe(role);
    expect(mayUse(name, ['operator'], commands)).toBe(operatorMay);
  });
});
