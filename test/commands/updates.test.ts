import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { updateKernel } from '../../commands/update-kernel.ts';
import { updateSoftware } from '../../commands/update-software.ts';
import { updates } from '../../commands/updates.ts';
import { describeOnHost, freshRun } from './host.ts';
import { offer, only } from './packages.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // each apt is a second or two of a busy machine

const REBOOT = 'touch /run/reboot-required; echo remi-core >>/run/reboot-required.pkgs';
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });

describeOnHost('updates, on a host', (host) => {
  // The names of a kernel; what is in them is not one.
  beforeAll(() =>
    offer(
      host,
      { name: 'remi-app', version: '1.0' },
      { name: 'remi-app', version: '1.1' },
      { name: 'remi-core', version: '1.0', postinst: REBOOT },
      { name: 'remi-core', version: '1.1', postinst: REBOOT },
      { name: 'remi-grows', version: '1.0' },
      { name: 'remi-grows', version: '1.1', control: ['Depends: remi-new'] },
      { name: 'remi-new', version: '1.0' },
      { name: 'remi-security', version: '1.0' },
      { name: 'remi-security', version: '1.1' },
      { name: 'remi-unsure', version: '1.0' },
      { name: 'remi-unsure', version: '1.1', postinst: '[ -e /srv/sure ]' },
      { name: 'linux-image-remi', version: '6.1', control: ['Depends: linux-image-6.1-remi'] },
      { name: 'linux-image-remi', version: '6.2', control: ['Depends: linux-image-6.2-remi'] },
      { name: 'linux-image-6.1-remi', version: '6.1' },
      { name: 'linux-image-6.2-remi', version: '6.2' },
    ),
  );
  const has = async (...packages: string[]) => {
    await only(host, 'linux-image-');
    await only(host, 'remi-', ...packages);
    await host.bash('rm -f /run/reboot-required* /srv/sure');
  };
  beforeEach(() => has('remi-app_1.0', 'remi-core_1.0'));
  afterEach(() => host.restore());
  const KERNEL = ['linux-image-6.1-remi_6.1', 'linux-image-remi_6.1'];
  const version = (name: string) =>
    host.bash(`dpkg-query -W -f '\${db:Status-Status} \${Version}' ${name} 2>/dev/null || echo none`);
  const all = () =>
    host.bash(`dpkg-query -W -f '\${Package} \${Version} \${db:Status-Status}\\n' | sort; apt-mark showauto`);

  it('are listed with what wants a reboot, and nothing is changed', async () => {
    await has('remi-app_1.0', 'remi-core_1.0', 'remi-grows_1.0', ...KERNEL);
    const before = await all();
    expect(await host.run(updates)).toMatchObject(
      went(
        [
          '^2 of software, 1 of the kernel, for security 0',
          'remi-app 1.0 → 1.1',
          'remi-core 1.0 → 1.1, wants a reboot',
          'linux-image-remi 6.1 → 6.2, kernel, wants a reboot',
          'left alone, since they want others added or removed: remi-grows',
          '$',
        ].join('\n'),
      ),
    );
    expect(await all()).toBe(before);
  });

  it('are told from each other by whether their archive is one for security, not by their name', async () => {
    await has('remi-app_1.0', 'remi-security_1.0');
    expect(await host.run(updates)).toMatchObject(went(/ for security 0\n(.*\n)*remi-security 1\.0 → 1\.1\n/));
    await host.bash(`cd /srv/packages && printf 'Origin: Debian\\nLabel: Debian-Security\\nSuite: stable-security\\nVersion: 12\\nDate: %s\\nSHA256:\\n %s %s Packages\\n' \
      "$(date -uR)" "$(sha256sum Packages | cut -c 1-64)" "$(stat -c %s Packages)" >Release`);
    const ran = await host.run(updates);
    await host.bash('rm /srv/packages/Release; apt-get -q update >/dev/null');
    expect(ran).toMatchObject(went(/ for security 2\n(.*\n)*remi-app 1\.0 → 1\.1, security\n/));
  });

  it('are none where nothing is newer', async () => {
    await has('remi-app_1.1');
    expect(await host.run(updates)).toMatchObject(went('^up to date\n$'));
  });

  it('are read from old lists where new ones cannot be had, and that is said', async () => {
    await host.bash('mv /srv/packages/Packages /srv/packages/away');
    const ran = await host.run(updates);
    await host.bash('mv /srv/packages/away /srv/packages/Packages; apt-get -q update >/dev/null');
    expect(ran).toMatchObject(went(/^the lists of packages may be old: /));
    expect(ran.said).toContain('remi-app 1.0 → 1.1\n');
  });

  it('of software go in, say what changed and that a reboot is asked for, and leave the kernel and new packages out', async () => {
    await has('remi-app_1.0', 'remi-core_1.0', 'remi-grows_1.0', ...KERNEL);
    await host.bash('apt-mark auto remi-core >/dev/null');
    expect(await host.run(updateSoftware)).toMatchObject(
      went(
        [
          '^updated 2: remi-app 1.0 → 1.1, remi-core 1.0 → 1.1',
          'not the kernel \\(update kernel\\): linux-image-remi 6.1 → 6.2',
          'a reboot is asked for by remi-core; nothing was rebooted\n$',
        ].join('\n'),
      ),
    );
    expect(await version('remi-grows')).toBe('installed 1.0');
    expect(await version('remi-new')).not.toMatch(/^installed/);
    expect(await host.bash('apt-mark showauto remi-core remi-app')).toBe('remi-core\n');
  });

  it('of software twice do nothing the second time', async () => {
    await host.run(updateSoftware);
    expect(await host.run(updateSoftware)).toMatchObject(went(/^up to date\na reboot is asked for by remi-core/));
  });

  it('of software that fail say where it stands, and the next one finishes it', async () => {
    await has('remi-app_1.0', 'remi-unsure_1.0');
    expect(await host.run(updateSoftware)).toMatchObject(
      failed(/remi-unsure package post-installation script .*It stands at: .*remi-unsure 1\.0 → 1\.1\/half-configured/),
    );
    expect(await host.run(updateKernel)).toMatchObject(
      failed(/^nothing was changed: dpkg is in the middle of remi-unsure/),
    );
    await host.write('/srv/sure', '');
    expect(await host.run(updateSoftware)).toMatchObject(
      went(/^first finished what was interrupted: .*remi-unsure 1\.1\/half-configured → 1\.1/),
    );
    expect(await version('remi-unsure')).toBe('installed 1.1');
  });

  it('stop at their time for an apt that hangs', async () => {
    await host.hang('apt-get');
    for (const command of [updates, updateSoftware, updateKernel])
      expect(await host.run(command, {}, { timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
  });

  it('of the kernel put the new one beside the old one and say that a reboot is needed', async () => {
    await has('remi-app_1.0', ...KERNEL);
    const run = freshRun();
    expect(await host.run(updateKernel, {}, { run })).toMatchObject(
      went(
        /^linux-image-6\.2-remi not installed → 6\.2, linux-image-remi 6\.1 → 6\.2\na reboot is needed to run it: .* runs on until then; nothing was rebooted\n$/,
      ),
    );
    expect(await version('linux-image-6.1-remi')).toBe('installed 6.1');
    expect(await version('remi-app')).toBe('installed 1.0');
    expect(await host.run(updateKernel)).toMatchObject(went(/^the kernel is up to date; /));
    expect(await host.undo(updateKernel, {}, run)).toMatchObject(
      went('^linux-image-6.2-remi 6.2 → gone, linux-image-remi 6.2 → 6.1\n$'),
    );
  });

  it('of the kernel are not taken back once it runs', async () => {
    await has(...KERNEL);
    const run = freshRun();
    await host.run(updateKernel, {}, { run });
    await host.shadow('uname', '#!/bin/sh\necho 6.2-remi\n');
    expect(await host.undo(updateKernel, {}, run)).toMatchObject(
      failed('nothing was changed: the host runs linux-image-6.2-remi by now; it stays\n'),
    );
  });

  it('of the kernel say so where none is a package', async () => {
    expect(await host.run(updateKernel)).toMatchObject(failed(/no package of a kernel here; this host runs /));
  });
});
