import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import type { UseProfile } from '../../../../../bot/domain/change/use-profile.ts';
import type { PolicyDifference } from '../../../../../bot/domain/policy/differences.ts';
import { approvalLines } from '../../../../../bot/domain/policy/told.ts';
import type { Way } from '../../../../../bot/domain/run/who-can.ts';
import { commands } from '../../../../../commands/index.ts';
import { readPolicy } from '../../../../../data/read-policy.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { foreignMarkup, pressesOf, textsOf } from './look.ts';
import { APPROVER, NOON, OPERATOR, reading } from './stories.ts';

const HOSTILE = '</script> <!channel> *bold* `code` & <@U9>';
const two = { of: 2, from: 'approver' as const };
const policy = {
  ...readPolicy(),
  version: 3,
  approvals: [{ environment: 'production' as const, risk: 'disruptive' as const, wants: two }],
};
const set = { version: 3, type: 'policy-set', at: NOON, by: APPROVER, because: HOSTILE };
const differences: PolicyDifference[] = [
  { what: 'window', is: 'looser', from: 30, to: 90 },
  {
    ...{ what: 'approval', is: 'stricter', environment: 'production', commands: ['restart'], count: 3 },
    ...{ from: 'none', to: two },
  },
  { what: 'rule', is: 'looser', square: { environment: 'staging', risk: 'change' }, from: two, to: 'none' },
  {
    ...{ what: 'changes', is: 'stricter', environment: 'production' },
    to: { closed: [{ from: 'thursday 00:00', to: 'sunday 00:00' }], hours: 'business', stagingFirstDays: 14 },
  },
  { what: 'profile', is: 'otherwise', from: 'a', to: 'b' },
  { what: 'value', is: 'otherwise', name: 'x', from: HOSTILE, to: '1' },
];
const way: Way = {
  ...{ command: 'restart', kinds: ['user-host'], environments: ['production'] },
  ...{ ask: [OPERATOR], approval: two, approve: [APPROVER] },
};
const edit = {
  set: 'approvals' as const,
  risks: ['disruptive' as const],
  environments: ['production' as const],
  wants: two,
};

const use: UseProfile = {
  kind: 'use-profile',
  from: { profile: 'virtuozzo', version: 3 },
  to: { profile: 'jelastic', version: 0 },
  turns: [{ kind: 'user-host', to: 'vendor', commands: ['restart', 'logs'], count: 2 }],
  activities: { otherwise: 7, gone: 9, come: 1, same: 15 },
};

const answers: Record<string, Answer> = {
  show: { is: 'policy', policy, set, lines: approvalLines(policy, commands) },
  history: { is: 'policy-history', versions: Array.from({ length: 300 }, () => ({ ...set, differences })) },
  test: { is: 'policy-test', sentence: 'restart nginx on host-7', policy, way },
  proposed: { is: 'policy-test', sentence: 'restart nginx on host-7', policy, change: '4KQ7M', way, now: way },
  change: { is: 'proposed', id: '4KQ7M', change: { kind: 'set-policy', edit, differences }, wants: 1 },
  export: { is: 'policy-export' },
  import: { is: 'proposed', id: '4KQ7M', change: { kind: 'import-policy', seen: { differences, use } }, wants: 1 },
  window: {
    ...{ is: 'proposed', id: '4KQ7M', wants: 1 },
    change: { kind: 'set-policy', edit: { set: 'window', minutes: 45 }, differences },
  },
};
const textOf = (name: string) => {
  const { text, blocks } = renderAnswer(answers[name] as Answer, reading);
  return [text, ...textsOf(blocks)].join('\n');
};

describe('an answer about the policy', () => {
  it.each(Object.keys(answers))('is what Slack takes: %s', (name) => {
    const rendered = renderAnswer(answers[name] as Answer, reading);
    expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
    expect(foreignMarkup(rendered)).toEqual([]);
  });

  it('says what waits for whom, where, until when, and what the policy added', () => {
    const text = textOf('show');
    expect(text).toContain('v3 · an approval may be waited for 30 minutes');
    expect(text).toMatch(/• two approvers \(the policy adds to one approver\) · disruptive: `restart`/);
    expect(text).toMatch(/• no approval · read: `status`/);
    expect(text).toContain('set by <@U2APPROVER>');
    expect(text).toContain('business hours Sunday to Friday 08:00–18:00; on call Saturday and Sunday');
    expect(text).toMatch(
      /changes in production: never from Thursday .*, after staging within 14 days · closed now, opens </,
    );
  });

  it('sorts what a change makes different by whether it is stricter or looser', () => {
    const text = textOf('change');
    expect(text).toContain('Set approvals of disruptive commands in production to two approvers');
    expect(text).toContain('Stricter: `restart` and 2 more in production: no approval → two approvers');
    expect(text).toContain(
      'Looser: an approval may be waited for 30 minutes → 1 h 30 min; the policy’s rule for change',
    );
    expect(text).toContain(
      'changes in production: at any time → never from Thursday 00:00 to Sunday 00:00, in business',
    );
    expect(text).toContain('What a command wants by itself stays');
    expect(textOf('window')).toContain('Set the approval window to 45 minutes');
  });

  it('says of a file what it would make different, and which commands another matrix turns', () => {
    const text = textOf('import');
    expect(text).toContain('Replace the policy by that of a file');
    expect(text).toContain('Stricter: `restart` and 2 more in production');
    expect(text).toContain('Becomes the vendor’s (2): restart and logs on User Host');
  });

  it('compares a proposed policy with the one in force, and leads to the change', () => {
    expect(textOf('proposed')).toContain('two approvers under the policy as C-4KQ7M would have it');
    expect(textOf('proposed')).toContain('*Now*, under the policy in force');
    expect(textOf('test')).toContain('two approvers under policy v3');
    expect(Object.values(pressesOf(renderAnswer(answers['proposed'] as Answer, reading)))).toEqual(['show C-4KQ7M']);
  });
});
