import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maintenance } from '../../commands/index.ts';
import { createHost, execution, type Host, program, removeHost, runDocument, unit } from './run-document.ts';

let host: Host;
beforeEach(async () => {
  host = await createHost();
});
afterEach(() => removeHost(host));

function run(name: string, parameters: Record<string, string> = {}, env: Record<string, string> = {}) {
  const content = maintenance.find((command) => command.name === name)?.documentContent ?? '';
  return runDocument({ host, content, parameters: { ...execution(), ...parameters }, env });
}

describe('restart', () => {
  it('says the pid before and after', async () => {
    await unit(host, 'nginx');
    expect(await run('restart', { Service: 'nginx' })).toEqual({
      code: 0,
      stdout: 'pid 412 → 977, active\n',
      stderr: '',
    });
  });

  it('starts what was down', async () => {
    await unit(host, 'nginx', { pid: '' });
    expect(await run('restart', { Service: 'nginx' })).toMatchObject({ code: 0, stdout: 'pid none → 976, active\n' });
  });

  it.each([
    ['does not start', ['dead'], 'still down: nginx\n'],
    ['goes down again at once', ['dying'], 'started and went down again: nginx\n'],
    ['keeps its pid', ['stuck'], 'not restarted: nginx still has pid 412\n'],
  ])('fails when the service %s', async (_what, knobs, stdout) => {
    await unit(host, 'nginx', { knobs });
    expect(await run('restart', { Service: 'nginx' })).toMatchObject({ code: 1, stdout });
  });

  it("fails with systemd's code 5 for a unit that does not exist", async () => {
    expect(await run('restart', { Service: 'ngnix' })).toEqual({
      code: 5,
      stdout: 'Failed to restart ngnix.service: Unit ngnix.service not found.\n',
      stderr: '',
    });
  });

  it('works with a systemctl that does not say pids', async () => {
    await program(host, 'systemctl', '#!/bin/sh\n[ "$1" != show ] || exit 1\n');
    expect(await run('restart', { Service: 'nginx' })).toMatchObject({ code: 0, stdout: 'active\n' });
  });
});

describe('status', () => {
  it('says state, pid and since when', async () => {
    await unit(host, 'nginx');
    expect(await run('status', { Service: 'nginx' })).toMatchObject({
      code: 0,
      stdout: 'active (running), pid 412, since Mon 2025-11-03 10:00:00 UTC\n',
    });
  });

  it('answers for a service that is down', async () => {
    await unit(host, 'nginx', { pid: '' });
    expect(await run('status', { Service: 'nginx' })).toMatchObject({ code: 0, stdout: 'inactive (dead)\n' });
  });

  it('fails for one that does not exist', async () => {
    expect(await run('status', { Service: 'ngnix' })).toMatchObject({ code: 4, stdout: 'no such service: ngnix\n' });
  });
});

describe('logs', () => {
  const journal = (text: string) => program(host, 'journalctl', `#!/bin/sh\nprintf '%s\\n' "$@" >asked\n${text}\n`);

  it('asks the journal for so many lines of the unit, as one argument each', async () => {
    await journal('echo "line 1"; echo "line 2"');
    expect(await run('logs', { Service: 'nginx', Lines: '200' })).toMatchObject({
      code: 0,
      stdout: 'line 1\nline 2\n',
    });
    expect((await readFile(join(host.work, 'asked'), 'utf8')).split('\n')).toEqual(
      expect.arrayContaining(['--unit=nginx', '--lines=200', '--no-pager']),
    );
  });

  it.each(['echo "-- No entries --"', ':'])('says when there are none', async (text) => {
    await journal(text);
    expect(await run('logs', { Service: 'nginx', Lines: '50' })).toMatchObject({ stdout: 'no entries for nginx\n' });
  });

  it('fails when the journal cannot be read', async () => {
    await journal('echo "permission denied" >&2; exit 1');
    expect(await run('logs', { Service: 'nginx', Lines: '50' })).toMatchObject({
      code: 1,
      stdout: 'permission denied\n',
    });
  });
});

describe('uptime', () => {
  it('says it on one line', async () => {
    await program(
      host,
      'uptime',
      '#!/bin/sh\necho " 10:11:12 up 3 days,  2:01,  1 user,  load average: 0.10, 0.05, 0.01"\n',
    );
    expect(await run('uptime')).toMatchObject({
      code: 0,
      stdout: '10:11:12 up 3 days, 2:01, 1 user, load average: 0.10, 0.05, 0.01\n',
    });
  });

  it('fails when nothing is said', async () => {
    await program(host, 'uptime', '#!/bin/sh\nexit 0\n');
    expect(await run('uptime')).toMatchObject({ code: 1, stdout: 'uptime said nothing\n' });
  });
});

describe('disk', () => {
  const df = (lines: string[], code = 0) =>
    program(host, 'df', `#!/bin/sh\ncat <<'END'\n${lines.join('\n')}\nEND\nexit ${code}\n`);
  const HEAD = 'Filesystem      Size  Used Avail Use% Mounted on';

  it('lists the fullest first, without memory, each file system once, a nearly full one marked', async () => {
    await df([
      HEAD,
      'tmpfs           2.0G  2.0G     0 100% /run',
      '/dev/vda1        40G   32G  7.6G  81% /',
      '/dev/vda1        40G   32G  7.6G  81% /bound',
      '/dev/vdb1       100G   97G  3.0G  97% /srv/my data',
      '/dev/vdc1       100G  5.0G   95G   5% /backup',
    ]);
    expect((await run('disk')).stdout.split('\n')).toEqual([
      ' 97% of 100G used, 3.0G free, /srv/my data  <- nearly full',
      ' 81% of 40G used, 7.6G free, /',
      '  5% of 100G used, 95G free, /backup',
      '',
    ]);
  });

  it('lists what can be read when one mount cannot', async () => {
    await df([HEAD, '/dev/vda1 40G 32G 7.6G 81% /'], 1);
    expect(await run('disk')).toMatchObject({ code: 0, stdout: ' 81% of 40G used, 7.6G free, /\n' });
  });

  it('fails when nothing is listed', async () => {
    await df([HEAD], 1);
    expect(await run('disk')).toMatchObject({ code: 1, stdout: 'df listed no file system\n' });
  });

  it('reads the real df', async () => {
    expect(await run('disk')).toMatchObject({ code: 0, stdout: expect.stringMatching(/% of .* used, .* free, \//) });
  });
});

describe('reboot', () => {
  const boots = (id: string) => writeFile(join(host.dir, 'boot'), `${id}\n`);
  const reboot = () => run('reboot', {}, { REMIT_BOOT_ID: join(host.dir, 'boot') });
  beforeEach(async () => {
    await boots('first');
    await unit(host, 'nginx');
    await unit(host, 'worker', { pid: '500', knobs: ['disabled'] });
  });

  it('asks the agent for a reboot, and then sees the services that belong there come back', async () => {
    expect(await reboot()).toEqual({ code: 194, stdout: '', stderr: '' });
    await boots('second');
    expect(await reboot()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^up again \d+ s after the reboot was asked for\nactive again: nginx \n$/),
    });
  });

  it('fails when the host is the same boot as before', async () => {
    await reboot();
    expect(await reboot()).toMatchObject({ code: 1, stdout: 'not rebooted: this is still the boot of before\n' });
  });

  it('fails when a service does not come back', async () => {
    await reboot();
    await boots('second');
    await unit(host, 'database');
    await writeFile(join(host.units, 'nginx', 'dying'), '');
    await run('status', { Service: 'nginx', ExecId: 'R-00001' });
    expect(await reboot()).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('did not come back: nginx.service\n'),
    });
  });

  it('does not reboot where one boot cannot be told from the next', async () => {
    await program(host, 'sed', '#!/bin/sh\nexit 1\n');
    const ran = await run('reboot', {}, { REMIT_BOOT_ID: join(host.dir, 'none') });
    expect(ran).toMatchObject({ code: 1, stdout: 'cannot tell one boot from the next here: not rebooted\n' });
  });
});
