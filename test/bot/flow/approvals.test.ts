import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../bot/domain/instant.ts';
import type { ApprovalRule } from '../../../bot/domain/policy/policy.ts';
import { PEOPLE, type Who } from './people.ts';
import { createWorld, type World } from './world.ts';

async function waiting(rules: ApprovalRule[], sentence = 'restart nginx on host-7') {
  const world = await createWorld({ policy: { approvals: rules } });
  const id = await world.ask('operator', sentence);
  await world.advance(SECOND);
  return { world, id, says: saying(world, id) };
}

/** Who says what, and what came of it: the run's state, or the reason of the refusal. */
function saying(world: World, id: string) {
  return async (who: Who, act: string) => {
    const reply = await world.say(who, `${act} R-${id}`);
    return reply.is === 'act-refused' ? reply.refusal.reason : (await world.story(id)).state.is;
  };
}

const production = { environment: 'production' } as const;
const group = { id: 'S0SRE', handle: 'sre' };

describe('approvals that several rules want', () => {
  it('wait for a person of each role: neither stands in for the other', async () => {
    const { world, id, says } = await waiting([{ ...production, wants: { of: 1, from: 'admin' } }]);
    expect(await says('approver', 'approve')).toBe('waiting');
    expect(await says('approver-2', 'approve')).toBe('not-asked');
    expect(await says('budget', 'approve')).toBe('no-role');
    expect(await says('admin', 'approve')).toBe('approved');
    await world.advance(5 * SECOND);
    expect((await world.story(id)).state).toMatchObject({ is: 'finished', verdict: 'succeeded' });
  });

  it('count somebody who has both roles for both', async () => {
    const { world, says } = await waiting([{ ...production, wants: { of: 1, from: 'admin' } }]);
    await world.give('admin', ['admin', 'approver']);
    expect(await says('admin', 'approve')).toBe('approved');
  });

  it('are denied by one of those of whom they are wanted, whatever their role', async () => {
    const { says } = await waiting([{ ...production, wants: { of: 1, from: 'admin' } }]);
    expect(await says('budget', 'deny')).toBe('no-role');
    expect(await says('admin', 'deny')).toBe('denied');
  });

  it('count those who are named alone, and nobody else with the role', async () => {
    const people = [PEOPLE['approver-2'].user, PEOPLE.operator.user];
    const { says } = await waiting([{ ...production, wants: { of: 1, from: 'approver', people } }]);
    expect(await says('approver', 'approve')).toBe('not-asked');
    expect(await says('operator', 'approve')).toBe('own-request');
    expect(await says('approver-2', 'approve')).toBe('approved');
  });

  it('count members of the group alone, not who has the role otherwise', async () => {
    const { says } = await waiting([{ ...production, wants: { of: 1, from: 'approver', group } }]);
    expect(await says('approver', 'approve')).toBe('not-asked');
  });

  it('wait for somebody else when one who counted for a need does not count any more', async () => {
    const { world, id, says } = await waiting([{ ...production, wants: { of: 1, from: 'admin' } }]);
    await says('approver', 'approve');
    await says('admin', 'approve');
    await world.give('admin', ['approver']);
    await world.advance(SECOND);
    const { state, moved } = await world.story(id);
    expect(moved?.moves).toEqual([{ part: 'approver', user: PEOPLE.admin, why: 'no-right' }]);
    expect(state).toMatchObject({ is: 'waiting', approvals: [{ by: PEOPLE.approver }] });
    expect(world.hosts.commands.size).toBe(0);
  });
});

describe('rules with conditions', () => {
  const two = { of: 2, from: 'approver' } as const;
  const wanted = async (rule: Omit<ApprovalRule, 'wants'>, sentence: string) => {
    const { world, id } = await waiting([{ ...rule, wants: two }], sentence);
    return (await world.story(id)).plan?.approval;
  };

  it.each<[string, Omit<ApprovalRule, 'wants'>, string, unknown]>([
    ['hosts, on fewer', { hosts: { from: 3 } }, 'restart nginx on host-6, host-7', { of: 1, from: 'approver' }],
    ['hosts, on as many', { hosts: { from: 3 } }, 'restart nginx on host-5, host-6, host-7', two],
    ['hosts of production', { ...production, hosts: { from: 2 } }, 'restart nginx on host-4', 'none'],
    ['a command', { command: 'restart' }, 'restart nginx on host-4', two],
    ['another command', { command: 'stop' }, 'restart nginx on host-4', 'none'],
    ['the party of the cell', { party: 'owner' }, 'restart nginx on host-4', two],
    ['who asks not being on call', { requesterWithout: 'on-call' }, 'restart nginx on host-4', two],
  ])('raise by %s', async (_what, rule, sentence, approval) => {
    expect(await wanted(rule, sentence)).toEqual(approval);
  });
});
