import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { APT } from '../../commands/apt.ts';
import { install } from '../../commands/install.ts';
import { remove } from '../../commands/remove.ts';
import { describeOnHost, freshRun } from './host.ts';
import { offer, only } from './packages.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // each apt is a second or two of a busy machine

const tool = (version: string, more = {}) => ({
  name: 'remi-tool',
  version,
  files: { 'usr/share/remi-tool/version': `${version}\n`, 'etc/remi-tool.conf': `shipped with ${version}\n` },
  ...more,
});
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });

describeOnHost('install and remove, on a host', (host) => {
  beforeAll(() =>
    offer(
      host,
      tool('1.0'),
      tool('2.0', { control: ['Depends: remi-part (>= 1.5)'] }),
      { name: 'remi-part', version: '1.0' },
      { name: 'remi-part', version: '1.5' },
      { name: 'remi-needs-part', version: '1.0', control: ['Depends: remi-part'] },
      { name: 'remi-rival', version: '1.0', control: ['Conflicts: remi-tool'] },
      { name: 'remi-lower', version: '1.0', control: ['Depends: remi-part (= 1.0)'] },
      { name: 'remi-broken', version: '1.0', control: ['Depends: remi-part'], postinst: 'echo no luck >&2; exit 7' },
      { name: 'remi-lost', version: '1.0', control: ['Depends: nowhere-to-be-found'] },
      {
        name: 'remi-reboots',
        version: '1.0',
        postinst: 'touch /run/reboot-required; echo remi-reboots >>/run/reboot-required.pkgs',
      },
      { name: 'remi-slow', version: '1.0', postinst: 'until [ -e /run/go ]; do sleep 0.1; done' },
      { name: 'remi-virtual-one', version: '1.0', control: ['Provides: remi-virtual'] },
    ),
  );
  const has = (...packages: string[]) => only(host, 'remi-', ...packages);
  beforeEach(() => has());
  afterEach(() => host.restore());
  const version = (name: string) =>
    host.bash(`dpkg-query -W -f '\${db:Status-Status} \${Version}' ${name} 2>/dev/null || echo none`);
  const put = (name: string, run = freshRun()) => host.run(install, { package: name }, { run });

  it('installs the newest with what it needs, and says both', async () => {
    expect(await put('remi-tool')).toMatchObject(
      went(/^remi-tool not installed → 2\.0\nwith it: remi-part not installed → 1\.5\n$/),
    );
    expect(await host.read('/usr/share/remi-tool/version')).toBe('2.0\n');
  });

  it('installs the version that is named, says before and after, and keeps the configuration', async () => {
    await has('remi-tool_1.0');
    await host.write('/etc/remi-tool.conf', 'ours\n');
    expect(await put('remi-tool=2.0')).toMatchObject(went(/^remi-tool 1\.0 → 2\.0\nwith it: /));
    expect(await host.read('/etc/remi-tool.conf')).toBe('ours\n');
    expect(await put('remi-tool=1.0')).toMatchObject(went(/^remi-tool 2\.0 → 1\.0\n$/));
  });

  it.each(['remi-tool', 'remi-tool=1.0'])('does nothing for %s where it is there', async (name) => {
    await has('remi-tool_1.0');
    const run = freshRun();
    expect(await put(name, run)).toMatchObject(went('^remi-tool 1.0 is installed already\n$'));
    expect(await host.undo(install, { package: name }, run)).toMatchObject(went(/changed no package here/));
    expect(await version('remi-tool')).toBe('installed 1.0');
  });

  it.each([
    ['remi-nothing', 'the repositories of this host have no package remi-nothing\n'],
    ['remi-tool=9', 'the repositories of this host have no remi-tool 9. They have: 1.0 2.0\n'],
    ['remi-virtual', 'the repositories of this host have no package remi-virtual\n'],
    ['remi-lost', 'remi-lost : Depends: nowhere-to-be-found but it is not installable; .*'],
    // apt would take these two for a removal and a pattern.
    ['remi-part-', 'the repositories of this host have no package remi-part-\n'],
    ['remi-.art', 'the repositories of this host have no package remi-.art\n'],
  ])('changes nothing for %s', async (name, why) => {
    await has('remi-part_1.0');
    expect(await put(name)).toMatchObject(failed(`nothing was changed: ${why}`));
    expect(await version('remi-part')).toBe('installed 1.0');
  });

  it('removes no other package', async () => {
    await has('remi-tool_1.0');
    expect(await put('remi-rival')).toMatchObject(failed('nothing was changed: it would remove remi-tool\n'));
    expect(await version('remi-tool')).toBe('installed 1.0');
  });

  it('downgrades no other package', async () => {
    await has('remi-part_1.5');
    expect(await put('remi-lower')).toMatchObject(
      failed(/nothing was changed: (it would downgrade|.*Depends: remi-part)/),
    );
    expect(await version('remi-part')).toBe('installed 1.5');
  });

  it('goes back at once where a package fails half-way', async () => {
    expect(await put('remi-broken')).toMatchObject(
      failed(
        /nothing was changed in the end: .*; taken back: remi-broken 1\.0\/half-configured → gone, remi-part 1\.5 → gone\n/,
      ),
    );
    expect(await version('remi-part')).toMatch(/none|not-installed/);
    expect(await host.bash('dpkg --audit')).not.toMatch(/remi-/);
  });

  it('says who holds the lock after its limit, and changes nothing', async () => {
    const patient = {
      ...install,
      run: { ...install.run, script: install.run.script.replace('Timeout=120', 'Timeout=1') },
    };
    await host.bash(`setsid python3 -c 'import fcntl, time
f = open("/var/lib/dpkg/lock-frontend", "w"); fcntl.lockf(f, fcntl.LOCK_EX); open("/run/locked", "w").close(); time.sleep(600)' </dev/null >/dev/null 2>&1 &
      echo $! >/run/locker; until [ -e /run/locked ]; do read -rt 0.05 <> <(:) || :; done`);
    try {
      expect(await host.run(patient, { package: 'remi-tool' })).toMatchObject(
        failed(/nothing was changed: Could not get lock .* held by process [0-9]+ \(python3\)/),
      );
    } finally {
      await host.bash('kill "$(cat /run/locker)"; rm -f /run/locked');
    }
    expect(await version('remi-tool')).not.toMatch(/^installed/);
  });

  it('waits no longer than its time for an apt that hangs', async () => {
    await host.hang('apt-get');
    const ran = await host.run(install, { package: 'remi-tool' }, { timeoutSeconds: 1 });
    expect(ran).toMatchObject({ status: 'Execution Timed Out' });
  });

  it('ends at its time, and leaves dpkg to finish what it is at', async () => {
    const acting = { ...install, run: { ...install.run, script: `${APT}act install "$SSM_Package"` } };
    const ran = await host.run(acting, { package: 'remi-slow' }, { timeoutSeconds: 4 });
    expect(ran).toMatchObject({ status: 'Execution Timed Out' });
    expect(await version('remi-slow')).not.toMatch(/^installed/);
    await host.bash(`touch /run/go
      until dpkg-query -W -f '\${db:Status-Status}' remi-slow | grep -x installed >/dev/null; do read -rt 0.1 <> <(:) || :; done
      until flock -n /var/lib/dpkg/lock-frontend true && ! pgrep -x apt-get >/dev/null; do read -rt 0.1 <> <(:) || :; done`);
  });

  it('begins nothing on packages that somebody else left half-way', async () => {
    await host.execute('dpkg -i /srv/packages/remi-part_1.5_all.deb /srv/packages/remi-broken_1.0_all.deb');
    expect(await put('remi-tool')).toMatchObject(failed(/^nothing was changed: dpkg is in the middle of remi-broken/));
  });

  it('says that a package asks for a reboot, and reboots nothing', async () => {
    expect(await put('remi-reboots')).toMatchObject(
      went(/^remi-reboots not installed → 1\.0\na reboot is asked for by remi-reboots; nothing was rebooted\n$/),
    );
  });

  it('takes back what it installed, with what came along', async () => {
    const run = freshRun();
    await put('remi-tool', run);
    expect(await host.undo(install, { package: 'remi-tool' }, run)).toMatchObject(
      went('^remi-part 1.5 → gone, remi-tool 2.0 → gone\n$'),
    );
    expect(await version('remi-tool')).not.toMatch(/^installed/);
  });

  it('goes back to the versions of before', async () => {
    await has('remi-part_1.0', 'remi-tool_1.0');
    const run = freshRun();
    await put('remi-tool=2.0', run);
    expect(await host.undo(install, { package: 'remi-tool=2.0' }, run)).toMatchObject(
      went('^remi-part 1.5 → 1.0, remi-tool 2.0 → 1.0\n$'),
    );
  });

  it.each([
    ['another version of it', 'dpkg -i /srv/packages/remi-tool_1.0_all.deb', /remi-tool is 1\.0 by now, not 2\.0/],
    [
      'what needs it now',
      'dpkg -i /srv/packages/remi-needs-part_1.0_all.deb',
      /would change others as well: remi-needs-part/,
    ],
  ])('leaves alone %s', async (_what, script, said) => {
    const run = freshRun();
    await put('remi-tool=2.0', run);
    await host.bash(`${script} >/dev/null`);
    expect(await host.undo(install, { package: 'remi-tool=2.0' }, run)).toMatchObject(failed(said));
    expect(await version('remi-part')).toBe('installed 1.5');
  });

  it('cannot go back to a version that the repositories have no more, and says so', async () => {
    await has('remi-tool_1.0');
    const run = freshRun();
    await put('remi-tool=2.0', run);
    await host.bash(
      'cd /srv/packages; mv Packages all; awk -v RS= -v ORS="\\n\\n" "!/remi-tool_1.0/" all >Packages; apt-get -q update >/dev/null',
    );
    expect(await host.undo(install, { package: 'remi-tool=2.0' }, run)).toMatchObject(
      failed(/nothing was changed: Version '1\.0' for 'remi-tool' was not found/),
    );
    await host.bash('cd /srv/packages; mv all Packages; apt-get -q update >/dev/null');
  });

  it('removes a package, leaves its configuration, and brings both back', async () => {
    await has('remi-tool_1.0');
    await host.write('/etc/remi-tool.conf', 'ours\n');
    const run = freshRun();
    expect(await host.run(remove, { package: 'remi-tool' }, { run })).toMatchObject(went('^remi-tool 1.0 → gone\n$'));
    expect(await host.read('/usr/share/remi-tool/version')).toBeUndefined();
    expect(await host.undo(remove, { package: 'remi-tool' }, run)).toMatchObject(
      went(/^remi-tool not installed → 1\.0\n$/),
    );
    expect(await host.read('/etc/remi-tool.conf')).toBe('ours\n');
  });

  it('removes what is not there by doing nothing', async () => {
    expect(await host.run(remove, { package: 'remi-tool' })).toMatchObject(
      went('^remi-tool is not installed: nothing to remove\n$'),
    );
  });

  it('removes nothing that others need', async () => {
    await has('remi-part_1.5', 'remi-tool_2.0');
    expect(await host.run(remove, { package: 'remi-part' })).toMatchObject(
      failed('nothing was changed: remi-tool would go, too; remove what needs remi-part first\n'),
    );
    expect(await version('remi-tool')).toBe('installed 2.0');
  });

  it.each([
    ['bash', 'the host is reached, started or kept by it'],
    ['libc-bin', 'Debian calls it essential'],
    ['openssh-server', 'the host is reached, started or kept by it'],
    ['systemd', 'the host is reached, started or kept by it'],
  ])('removes no %s', async (name, why) => {
    expect(await host.run(remove, { package: name })).toMatchObject(
      failed(`nothing was changed: ${name} stays, ${why}\n`),
    );
    expect(await version(name)).toMatch(/^installed/);
  });

  it('marks what apt had chosen itself as that again', async () => {
    await has('remi-part_1.5');
    await host.bash('apt-mark auto remi-part >/dev/null');
    const run = freshRun();
    await host.run(remove, { package: 'remi-part' }, { run });
    await host.undo(remove, { package: 'remi-part' }, run);
    expect(await host.bash('apt-mark showauto remi-part')).toBe('remi-part\n');
  });
});
