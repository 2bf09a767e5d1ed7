import { describe, expect, it } from 'vitest';
import { ops } from './shell.ts';

describe('a slip of the thumb', () => {
  it.each([
    ['restrat nginx on host-7', 'restart nginx on host-7'],
    ['restrat ngnix on host-77', 'restart nginx on host-7'],
    ['restart nginx on host-77', 'restart nginx on host-7'],
    ['restart ngnix on host-7', 'restart nginx on host-7'],
  ])('%s suggests the whole sentence and runs nothing', async (typed, meant) => {
    const told = await ops(typed);
    expect(told.code, told.text).toBe(1);
    expect(told.last).toContain(meant);
    expect(told.last).toContain('nothing was run');
  });

  it('asks for what is missing, with a form to fill', async () => {
    const told = await ops('restart nginx');
    expect(told.code, told.text).toBe(1);
    expect(told.last).toMatch(/\[.*form.*\]\s+form restart nginx/i);
  });

  it.each([
    ['frobnicate the database', 1],
    ['restart nginx on all', 1],
    ['restart nginx on hоst-7', 1], // a Cyrillic о
    ['restart -rf on host-4', 1],
    ['restart nginx;reboot on host-4', 1],
    ['restart $(reboot) on host-4', 1],
    [`restart nginx on host-4 because ${'x'.repeat(301)}`, 1],
    ['x'.repeat(3001), 1],
    ['show R-ZZZZZ', 1],
    ['approve R-ZZZZZ', 1],
    ['restart nginx on tag:nowhere', 1],
  ])('%s is refused with what is allowed', async (typed, code) => {
    const told = await ops(typed);
    expect(told.code, told.text).toBe(code);
    expect(told.text.length).toBeGreaterThan(20);
  });
});

describe('what phones insert', () => {
  it.each(['  RESTART   Nginx ON Host-4  because “leak — again”', 'restart nginx on host‑4'])(
    '%s runs',
    async (typed) => {
      const told = await ops(typed);
      expect(told.code, told.text).toBe(0);
      expect(told.text).toContain('restart nginx on host-4');
    },
  );

  it('backticks around a sentence only get it suggested', async () => {
    const told = await ops('`restart nginx on host-4`');
    expect(told.code, told.text).toBe(1);
    expect(told.text).toContain('restart nginx on host-4');
  });
});

describe('looking before acting', () => {
  it('plans without running', async () => {
    const plan = await ops('plan restart nginx on host-7, host-4');
    expect(plan.code, plan.text).toBe(0);
    expect(plan.text).toContain('Restarting Processes × User Host → Platform Owner');
    expect(plan.text).toContain('host-7');
    expect(plan.text).toMatch(/[Oo]ne approver/);
  });

  it('lists what this person may do', async () => {
    expect((await ops('help')).text).toContain('restart <service> on <targets>');
    expect((await ops('help')).text).not.toContain('approve <run>');
    expect((await ops('help', 'approver')).text).toContain('approve <run>');
    const about = await ops('help restart');
    expect(about.code, about.text).toBe(0);
    expect(about.text).toContain('Restart one service');
  });

  it('lists targets by kind, environment and tag', async () => {
    expect((await ops('targets')).text).toContain('16');
    const web = (await ops('targets web')).text;
    for (const number of [4, 5, 6, 7]) expect(web).toContain(`host-${number}`);
    expect(web).not.toContain('host-8');
    expect((await ops('targets staging user hosts')).text).toContain('host-4');
    expect((await ops('targets mainframes')).code).toBe(0);
  });

  it('says that it is well', async () => {
    const told = await ops('health');
    expect(told.code, told.text).toBe(0);
    expect(told.text).toContain('16 managed');
  });

  it('asks again for the same', async () => {
    const first = await ops('uptime on host-4');
    const again = await ops(`again ${first.run}`);
    expect(again.code, again.text).toBe(0);
    expect(again.last).toContain('host-4');
  });
});
