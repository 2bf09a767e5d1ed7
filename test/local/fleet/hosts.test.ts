import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Fleet, Host } from '../../../local/fleet/host.ts';
import { fleetOf, hostOf, kindsHere, removeHome, temporaryHome } from './here.ts';

describe.each(kindsHere)('an %s host', (kind) => {
  let home: string;
  let fleet: Fleet;
  let host: Host;
  const run = (script: string, timeoutMs = 10_000) =>
    host.execute({ script: `#!/bin/bash\n${script}\n`, env: { SSM_Word: 'a $(b) "c"' }, timeoutMs });
  const serviceNamed = async (name: string) => (await host.services()).find(({ service }) => service === name);

  beforeAll(async () => {
    home = await temporaryHome();
    fleet = await fleetOf(kind, home, 'host-4', 'infra-db');
    host = hostOf(fleet, 'host-4');
  }, 30_000);

  afterAll(async () => {
    await fleet.stop();
    await removeHome(home);
  });

  it('runs every service of its target as a process whose port answers', async () => {
    const states = await Promise.all(fleet.hosts.map((one) => one.services()));
    expect(states.flat()).toEqual(
      ['nginx', 'worker', 'nginx', 'database'].map((service) => ({
        service,
        pid: expect.any(Number),
        port: expect.any(Number),
        answers: true,
      })),
    );
  });

  it.each(['nginx', 'worker'])(
    'restarts %s: a new process, the port answers, and only that service',
    async (service) => {
      const before = await host.services();
      const ran = await run(`systemctl restart -- ${service} && systemctl is-active ${service}`);
      const after = await host.services();
      expect(ran).toMatchObject({ exitCode: 0, stdout: 'active\n', timedOut: false, cancelled: false });
      const changed = after.filter(({ pid }, at) => pid !== before[at]?.pid);
      expect(changed).toEqual([expect.objectContaining({ service, answers: true })]);
    },
  );

  it('says as systemd does which unit it does not know', async () => {
    expect(await run('systemctl restart -- nope')).toMatchObject({
      exitCode: 5,
      stderr: 'Failed to restart nope.service: Unit nope.service not found.\n',
    });
    expect(await run('systemctl status nope')).toMatchObject({ exitCode: 4 });
    expect(await run('systemctl is-active nope')).toMatchObject({ exitCode: 3, stdout: 'inactive\n' });
    expect(await run('systemctl is-active --quiet nope')).toMatchObject({ exitCode: 3, stdout: '' });
  });

  it('tells a stopped service from a running one', async () => {
    expect(await run('systemctl stop worker; systemctl is-active worker')).toMatchObject({
      exitCode: 3,
      stdout: 'inactive\n',
    });
    expect(await serviceNamed('worker')).toMatchObject({ answers: false });
    expect(await run('systemctl status worker')).toMatchObject({ exitCode: 3 });
    expect(await run('systemctl start worker && systemctl is-active worker')).toMatchObject({
      exitCode: 0,
      stdout: 'active\n',
    });
    expect(await serviceNamed('worker')).toMatchObject({ answers: true });
  });

  it('shows the properties of a unit that are asked for', async () => {
    const pid = (await serviceNamed('nginx'))?.pid;
    expect(await run('systemctl show nginx -p MainPID --value')).toMatchObject({ stdout: `${pid}\n` });
    const { stdout } = await run('systemctl show nginx --property=MainPID,ActiveState');
    expect(stdout.trim().split('\n').sort()).toEqual(['ActiveState=active', `MainPID=${pid}`]);
    const since = (await run('systemctl show nginx -p ActiveEnterTimestamp --value')).stdout;
    expect(since).toMatch(/^[A-Z][a-z]{2} [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC\n$/);
    expect(Math.abs(Date.now() - Date.parse(since.slice(4)))).toBeLessThan(120_000);
    expect(
      (await run('systemctl show nope -p LoadState -p MainPID -p ActiveEnterTimestamp')).stdout.split('\n').sort(),
    ).toEqual(['', 'ActiveEnterTimestamp=', 'LoadState=not-found', 'MainPID=0']);
  });

  it('lists what runs and is enabled', async () => {
    const { stdout } = await run('systemctl list-units --type=service --state=running --plain --no-legend --no-pager');
    const running = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/)[0]);
    expect(running.sort()).toEqual(['nginx.service', 'worker.service']);
    expect(await run('systemctl is-enabled --quiet -- worker.service')).toMatchObject({ exitCode: 0, stdout: '' });
    expect((await run('systemctl is-enabled -- nope.service')).exitCode).not.toBe(0);
  });

  it("gives the last lines of a service's log", async () => {
    await run('systemctl restart worker');
    const { stdout } = await run('journalctl -u worker -n 2 --no-pager');
    expect(stdout.trim().split('\n')).toEqual(
      [expect.stringContaining('stopping'), expect.stringContaining('started')].slice(-2),
    );
    expect((await run('journalctl -u nginx -n 1 --no-pager')).stdout.trim().split('\n')).toHaveLength(1);
    expect((await run('journalctl --unit=worker --lines=1 --no-pager --quiet --output=short-iso')).stdout).toContain(
      'worker',
    );
    expect(await run('journalctl -u nope -n 5 --quiet')).toMatchObject({ exitCode: 0, stdout: '' });
    expect(await run('journalctl -u nope -n 5')).toMatchObject({ exitCode: 0, stdout: '-- No entries --\n' });
  });

  it('gives a script its environment, and nothing of this process', async () => {
    process.env['REMIT_TEST_SECRET'] = 'must not be seen';
    const { stdout } = await run('echo "$SSM_Word"; env');
    delete process.env['REMIT_TEST_SECRET'];
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('a $(b) "c"');
    const names = lines.slice(1).flatMap((line) => line.match(/^([A-Za-z_]+)=/)?.[1] ?? []);
    const given = ['HOME', 'LANG', 'PATH', 'PWD', 'SHLVL', 'SSM_Word', '_'];
    expect(names.sort()).toEqual([...given, ...(kind === 'folder' ? ['REMIT_BOOT_ID', 'REMIT_EXEC'] : [])].sort());
  });

  it('keeps stdout, stderr and the exit code apart, and bounds what it keeps', async () => {
    expect(await run('echo out; echo err >&2; exit 7')).toMatchObject({
      exitCode: 7,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    const { stdout, exitCode } = await run('head -c 3000000 /dev/zero | tr "\\0" x');
    expect([exitCode, stdout.length]).toEqual([0, 1024 * 1024]);
  });

  it('runs a script without a first line in sh, as the agent does', async () => {
    const ran = await host.execute({ script: 'echo "$BASH_VERSION"\n', env: {}, timeoutMs: 5000 });
    expect(ran.stdout).toBe((await run('sh -c \'echo "$BASH_VERSION"\'')).stdout);
  });

  it('kills a script and all it started at its time-out', async () => {
    const ran = await run('echo begun; sleep 61 & sleep 61', 500);
    expect(ran).toMatchObject({ exitCode: 137, stdout: 'begun\n', timedOut: true, cancelled: false });
    const pgrep = await run('ps -A -o args= | grep -c "^[s]leep 61"');
    expect(pgrep.stdout).toBe('0\n');
  });

  it('kills a script that is cancelled, but not the service it restarted', async () => {
    const before = (await serviceNamed('worker'))?.pid;
    const cancel = new AbortController();
    const restarted = host.execute({
      script: '#!/bin/bash\nsystemctl restart worker; touch "$SSM_State/restarted"; sleep 62\n',
      env: { SSM_State: kind === 'folder' ? join(home, 'hosts/host-4/remit') : '/var/lib/remit' },
      timeoutMs: 30_000,
      signal: cancel.signal,
    });
    await vi.waitUntil(() => existsSync(join(home, 'hosts/host-4/remit/restarted')), { timeout: 20_000 });
    cancel.abort();
    expect(await restarted).toMatchObject({ exitCode: 137, cancelled: true, timedOut: false });
    const after = await serviceNamed('worker');
    expect(after).toMatchObject({ answers: true });
    expect(after?.pid).not.toBe(before);
  });

  it('does not wait for a daemon that holds the output of an ended script', async () => {
    const ran = await run('(trap "" HUP; sleep 3) & echo done');
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(ran.ms).toBeLessThan(1500);
  });

  it('reboots: every process anew, its own uptime, the state directory kept', async () => {
    const exec = kind === 'folder' ? '$REMIT_EXEC' : '/var/lib/remit/exec';
    await run(`mkdir -p "${exec}" && echo kept > "${exec}/mark"; sleep 1.2`);
    const before = await run('cat /proc/uptime 2>/dev/null; uptime -s');
    const bootId = `cat ${kind === 'folder' ? '"$REMIT_BOOT_ID"' : '/proc/sys/kernel/random/boot_id'}`;
    const boot = await run(bootId);
    const pids = (await host.services()).map(({ pid }) => pid);
    await host.reboot();
    const states = await host.services();
    expect(states.map(({ answers }) => answers)).toEqual([true, true]);
    if (kind === 'folder') expect(states.map(({ pid }) => pid)).not.toEqual(pids);
    expect((await run(`cat "${exec}/mark"`)).stdout).toBe('kept\n');
    expect((await run(bootId)).stdout).toMatch(/^[0-9a-f-]{36}\n$/);
    expect((await run(bootId)).stdout).not.toBe(boot.stdout);
    const since = (text: string) => text.trim().split('\n').at(-1) ?? '';
    expect(since((await run('uptime -s')).stdout) > since(before.stdout)).toBe(true);
    expect((await run('uptime')).stdout).toMatch(/up +(0 min|[0-9]+ sec)/);
    expect(await readFile(join(home, 'hosts/host-4/remit/exec/mark'), 'utf8')).toBe('kept\n');
  });

  it('knows its disk', async () => {
    expect(await run('df -P / | tail -1')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/ \/\n$/) });
  });
});
