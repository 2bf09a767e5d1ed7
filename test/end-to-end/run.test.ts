import { describe, expect, it } from 'vitest';
import { fileInThread, ops } from './shell.ts';

describe('a restart on staging', () => {
  it('runs at once and reports the new process', async () => {
    const told = await ops('restart nginx on host-4');
    expect(told.code, told.text).toBe(0);
    expect(told.last).toMatch(/^✔ \*Restarted nginx on host-4\* · [0-9.]+ s · R-[0-9A-Z]{5}/);
    const [, before, after] = /pid ([0-9]+) → ([0-9]+), active/.exec(told.last) ?? [];
    expect(before).toBeDefined();
    expect(after).not.toBe(before);
    expect(told.last).toContain('Restarting Processes × User Host → Platform Owner');
    expect(told.last).toContain('exit 0');
  });

  it('is seen by the next status: the same new process, and the port answers', async () => {
    const restarted = await ops('restart nginx on env-101');
    const pid = /→ ([0-9]+), active/.exec(restarted.last)?.[1];
    const status = await ops('status nginx on env-101');
    expect(status.code, status.text).toBe(0);
    expect(status.last).toContain(`pid ${pid}`);
  });
});

describe('a restart on production', () => {
  it('waits for another person, runs when they approve, and says who did', async () => {
    const asked = await ops('restart nginx on host-7 because “worker leak”');
    expect(asked.code, asked.text).toBe(2);
    expect(asked.last).toMatch(/^⏸ \*Restart nginx on host-7\* waits for approval/);
    expect(asked.last).toContain('“worker leak”');
    expect(asked.last).toContain('production, 1 user host');
    expect(asked.last).toContain('brings nginx down for about 2 s; nothing else');
    expect(asked.last).toContain('One approver other than @operator, until ');

    const own = await ops(`approve ${asked.run}`);
    expect(own.code, own.text).toBe(1);
    expect(own.text).toContain('nobody approves their own request');

    const guest = await ops(`approve ${asked.run}`, 'guest');
    expect(guest.code, guest.text).toBe(1);

    const approved = await ops(`approve ${asked.run}`, 'approver');
    expect(approved.code, approved.text).toBe(0);
    expect(approved.last).toMatch(/^✔ \*Restarted nginx on host-7\*/);
    expect(approved.last).toContain('approved by @approver');

    const late = await ops(`approve ${asked.run}`, 'approver-2');
    expect(late.code, late.text).toBe(1);
    expect(late.text).toContain(asked.run);

    const why = await ops(`why ${asked.run}`);
    expect(why.code, why.text).toBe(0);
    expect(why.text).toContain('Restarting Processes × User Host → Platform Owner');
    expect(why.text).toContain('@approver');
    expect(why.text).toContain('Remit-Restart-');
  });

  it('can be denied with a reason, and then nothing runs', async () => {
    const asked = await ops('restart worker on host-8 because "slow queue"');
    const denied = await ops(`deny ${asked.run} because "not during the sale"`, 'approver');
    expect(denied.code, denied.text).toBe(0);
    const shown = await ops(`show ${asked.run}`);
    expect(shown.text).toContain('denied');
    expect(shown.text).toContain('not during the sale');
    expect((await ops(`approve ${asked.run}`, 'approver')).code).toBe(1);
  });

  it('can be taken back by who asked', async () => {
    const asked = await ops('restart worker on host-9');
    expect((await ops(`cancel ${asked.run}`)).code).toBe(0);
    expect((await ops(`show ${asked.run}`)).text).toContain('cancelled');
  });

  it('is not asked twice while the first request waits', async () => {
    const asked = await ops('restart nginx on host-10');
    const twin = await ops('restart nginx on host-10');
    expect(twin.code, twin.text).toBe(1);
    expect(twin.text).toContain(asked.run);
    await ops(`cancel ${asked.run}`);
  });

  it('refuses an approval of another plan', async () => {
    const asked = await ops('restart nginx on host-6');
    const other = await ops(`approve ${asked.run} plan 0000`, 'approver');
    expect(other.code, other.text).toBe(1);
    expect((await ops(`cancel ${asked.run}`)).code).toBe(0);
  });
});

describe('who may', () => {
  it('refuses somebody without a role, and says what would help', async () => {
    const told = await ops('restart nginx on host-4', 'guest');
    expect(told.code, told.text).toBe(1);
    expect(told.text).toContain('role of an operator');
    expect(told.text).toContain('nothing was run');
    expect((await ops('runs', 'guest')).code).toBe(1);
    expect((await ops('help', 'guest')).text).not.toContain('restart <service>');
  });

  it.each(['vendor-1', 'stranger'])('gives %s the one fixed sentence and nothing else', async (outsider) => {
    const told = await ops('restart nginx on host-4', outsider);
    expect(told.code, told.text).toBe(1);
    expect(told.messages).toHaveLength(1);
    expect(told.text).toBe(
      'Only people of the organisation that runs Remit can do that here. For a request made to you, write accept, decline, ask, progress or done in its thread.',
    );
  });
});

describe('reading', () => {
  it.each([
    ['status worker on host-4', /active/],
    ['uptime on host-1', /up /],
    ['disk on infra-db', /% of/],
    ['logs nginx on host-5 last 5', /\S/],
  ])('%s answers on production too, without an approval', async (sentence, expected) => {
    const told = await ops(sentence);
    expect(told.code, told.text).toBe(0);
    expect(told.last).toMatch(expected);
  });

  it('reads several targets in one run', async () => {
    const told = await ops('uptime on all user hosts');
    expect(told.code, told.text).toBe(0);
    for (const number of [4, 5, 6, 7, 8, 9, 10]) expect(told.last).toContain(`host-${number}`);
  });

  it('attaches the whole output when the card shows only its end', async () => {
    for (let time = 0; time < 4; time += 1) await ops('restart nginx on env-101');
    const told = await ops('logs nginx on env-101 last 1000');
    expect(told.code, told.text).toBe(0);
    const file = await fileInThread(told.messages.at(-1)?.ts ?? '');
    expect(file.name).toBe(`${told.run}-env-101.txt`);
    expect(file.text.length).toBeGreaterThan(1_200);
    expect(file.text.match(/start worker processes/g)?.length).toBeGreaterThanOrEqual(4);
  });
});

describe('a reboot', () => {
  it('restarts the target with all its services', async () => {
    const told = await ops('reboot infra-gate');
    expect(told.code, told.text).toBe(0);
    expect(told.last).toMatch(/✔ \*Rebooted infra-gate\*/);
    expect((await ops('status nginx on infra-gate')).code).toBe(0);
  });

  it('does not exist for end-user containers: the matrix says so', async () => {
    const told = await ops('reboot env-101');
    expect(told.code, told.text).toBe(1);
    expect(told.last).toContain('Rebooting Host/Container × End-User Container → N/A');
    expect(told.last).toContain('User Host, Infrastructure Host and Infrastructure Container');
    expect(told.last).toContain('nothing was run');
  });
});
