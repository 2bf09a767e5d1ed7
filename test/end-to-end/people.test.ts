import { describe, expect, it } from 'vitest';
import { ops } from './shell.ts';

const idIn = (text: string) => /C-[0-9A-Z]{5}/.exec(text)?.[0] ?? '';

describe('a role', () => {
  it('of approver is proposed by one admin, confirmed by another, used, and taken back', async () => {
    const asked = await ops('grant approver to @budget for 7d because "covers the night shift"', 'admin');
    expect(asked.code).toBe(2);
    expect(asked.last).toMatch(/^⏸ \*Grant approver to @budget until .* waits for a second admin/);
    expect(asked.last).toContain('@budget gains: the role of an approver until');
    expect(asked.last).toContain('One admin other than @admin and @budget has to confirm it');
    const id = idIn(asked.text);

    const own = await ops(`confirm ${id}`, 'admin');
    expect([own.code, own.text]).toEqual([1, expect.stringContaining('nobody confirms their own')]);
    const gains = await ops(`confirm ${id}`, 'budget');
    expect([gains.code, gains.text]).toEqual([1, expect.stringContaining('gives a role to you')]);
    expect((await ops(`confirm ${id}`, 'approver')).code).toBe(1);

    const run = await ops('restart nginx on host-7 because "to be denied"');
    expect((await ops(`deny ${run.run} because "no"`, 'budget')).code).toBe(1);

    const confirmed = await ops(`confirm ${id}`, 'admin-2');
    expect(confirmed.code).toBe(0);
    expect(confirmed.last).toMatch(/^✔ \*Granted approver to @budget until .* it holds now/);
    expect(confirmed.last).toContain('confirmed by @admin-2');
    expect((await ops(`deny ${run.run} because "no"`, 'budget')).code).toBe(0);
    expect((await ops('people', 'approver')).text).toMatch(/@budget · budget holder, approver until /);

    const revoked = await ops('revoke approver from @budget because "the shift is over"', 'admin');
    expect(revoked.code).toBe(2);
    expect((await ops(`confirm ${idIn(revoked.text)}`, 'admin-2')).code).toBe(0);
    expect((await ops('people', 'admin')).text).toContain('@budget · budget holder\n');
  });

  it('that guards nothing holds at once', async () => {
    const granted = await ops('grant on-call to @guest until 2099-12-24 because "this month"', 'admin');
    expect(granted.code).toBe(0);
    expect(granted.last).toMatch(/^✔ \*Granted on call to @guest until /);
    const revoked = await ops('revoke on-call from @guest because "a slip"', 'admin');
    expect(revoked.code).toBe(0);
  });

  it.each([
    ['operator', 'grant admin to @operator because "me"', 'needs the role of an admin'],
    ['guest', 'people', 'needs the role of an admin'],
    ['admin', 'grant operator to @stranger because "x"', 'nothing was changed'],
    ['admin', 'grant operator to @ops because "x"', 'nothing was changed'],
    ['admin', 'grant approver to @guest because', 'there is no reason'],
    ['admin', 'grant approver to @guest for 7 because "x"', 'is no length of time'],
    ['admin', 'grant approver to guest because "x"', 'is nobody that I know of'],
    ['admin', 'grant aprover to @guest because "x"', 'Did you mean'],
    ['admin', 'revoke approver from @guest because "x"', 'does not have the role'],
  ])('is refused to %s: %s', async (who, sentence, why) => {
    const told = await ops(sentence, who);
    expect(told.code).toBe(1);
    expect(told.text).toContain(why);
  });

  it('can be refused with a reason, which is on record', async () => {
    const asked = await ops('revoke admin from @admin-2 because "left"', 'admin');
    const id = idIn(asked.text);
    expect((await ops(`deny ${id} because "I have not"`, 'admin-2')).code).toBe(0);
    const shown = await ops(`show ${id}`, 'operator');
    expect(shown.text).toContain('was denied by @admin-2');
    expect(shown.text).toContain('I have not');
  });
});
