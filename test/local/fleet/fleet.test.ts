import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFleet } from '../../../local/fleet/fleet.ts';
import { seedTargets } from '../../../local/seed-targets.ts';
import { fleetOf, hostOf, kindsHere, removeHome, temporaryHome } from './here.ts';

let home = '';
beforeEach(async () => {
  home = await temporaryHome();
});
afterEach(() => removeHome(home));

describe('startFleet', () => {
  it('takes the best kind that this machine can have, and says why', async () => {
    const fleet = await startFleet({ home, targets: seedTargets.slice(0, 1), kind: 'auto' });
    await fleet.stop();
    expect(fleet.kind).toBe(kindsHere[0]);
    expect(fleet.why).toMatch(fleet.kind === 'isolated' ? /^isolated hosts/ : /^folder hosts, because .+ is missing$/);
  });

  it.each(kindsHere)('starts all sixteen targets as %s hosts, each service answering', async (kind) => {
    const started = performance.now();
    const fleet = await startFleet({ home, targets: seedTargets, kind });
    const ms = performance.now() - started;
    const answers = (await Promise.all(fleet.hosts.map((host) => host.services())))
      .flat()
      .map((state) => state.answers);
    await fleet.stop();
    expect(answers).toEqual(Array.from({ length: 24 }, () => true));
    expect(ms).toBeLessThan(15_000); // seen: 2.3 s isolated, 1.1 s folder; other suites share the cores
  });
});

describe.each(kindsHere.filter((kind) => kind === 'isolated'))('%s hosts', (kind) => {
  it('refuses a service that it has no program for', async () => {
    const target = { name: 'odd', instanceId: 'i-00000000000000001', tags: {}, services: ['teapot'] };
    await expect(startFleet({ home, targets: [target], kind })).rejects.toThrow(
      'no local program for the service "teapot"',
    );
  });

  it('has the programs of a platform where an owner would bring them, with a state of their own', async () => {
    const fleet = await fleetOf(kind, home, 'infra-jca');
    const say = async (script: string) =>
      (await hostOf(fleet, 'infra-jca').execute({ script: `#!/bin/bash\n${script}\n`, env: {}, timeoutMs: 20_000 }))
        .stdout;
    const jca = '/etc/remit/jca';
    const accounts = `${jca} list; ${jca} add eve@acme.example; ${jca} lock eve@acme.example; ${jca} list; ${jca} lock bob || echo no`;
    expect(await say(accounts)).toBe('eve@acme.example locked\nno\n');
    const shown = /^cpu 400 \d+\nmemory 8192 \d+\ndisk 102400 \d+\n$/;
    expect(await say('/etc/remit/resources set memory 8192; /etc/remit/resources show')).toMatch(shown);
    expect(await say('stat -c "%u %a" /etc/remit/jca /etc/remit/resources')).toBe('0 755\n0 755\n');
    await fleet.stop();
  });

  it('changes its own system files for good, and never the machine', async () => {
    const account = 'remit-test-account';
    const script = `#!/bin/bash\nset -e\necho "10.0.0.9 changed" >>/etc/hosts\nuseradd -m ${account}\nid -u ${account}\n`;
    const first = await fleetOf(kind, home, 'host-1');
    const ran = await hostOf(first, 'host-1').execute({ script, env: {}, timeoutMs: 10_000 });
    await first.stop();
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readFile('/etc/passwd', 'utf8')).not.toContain(account);
    expect(await readFile('/etc/hosts', 'utf8')).not.toContain('changed');

    const second = await fleetOf(kind, home, 'host-1');
    const look = `#!/bin/bash\ngrep changed /etc/hosts; id -un ${account}; ls /home\n`;
    const seen = await hostOf(second, 'host-1').execute({ script: look, env: {}, timeoutMs: 10_000 });
    await second.stop();
    expect(seen.stdout).toBe(`10.0.0.9 changed\n${account}\n${account}\n`);
  });

  it('cannot reach past its namespaces: no mounts, devices, clock, kernel settings or files of the developer', async () => {
    await using fleet = await closing(fleetOf(kind, home, 'host-1'));
    const attempts = {
      mount: 'mount -t tmpfs x /mnt',
      device: 'mknod /tmp/disk b 254 0',
      clock: 'date -s @1',
      kernel: 'echo 1 >/proc/sys/kernel/panic',
      trigger: 'echo h >/proc/sysrq-trigger',
      network: '(exec 3<>/dev/tcp/10.0.0.1/80)',
      files: 'ls -A /root /home | grep -v : | grep .',
    };
    for (const [what, script] of Object.entries(attempts)) {
      const ran = await hostOf(fleet, 'host-1').execute({
        script: `#!/bin/bash\n${script}\n`,
        env: {},
        timeoutMs: 5000,
      });
      expect({ what, failed: ran.exitCode !== 0 }).toEqual({ what, failed: true });
    }
    expect(existsSync(join(home, 'hosts/host-1/root/etc'))).toBe(false);
  });
});

async function closing(starting: ReturnType<typeof fleetOf>) {
  const fleet = await starting;
  return { ...fleet, [Symbol.asyncDispose]: fleet.stop };
}

describe.each(kindsHere)('a fleet of %s hosts that is up', (kind) => {
  it('stays up when the time that a boot may take is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fleet = await fleetOf(kind, home, 'host-4');
    vi.advanceTimersByTime(10 * 60_000);
    vi.useRealTimers();
    const ran = await hostOf(fleet, 'host-4').execute({ script: '#!/bin/bash\necho up\n', env: {}, timeoutMs: 10_000 });
    await fleet.stop();
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'up\n' });
  });
});
