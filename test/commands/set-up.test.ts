import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { BASELINE, setUp } from '../../commands/set-up.ts';
import { describeOnHost, freshRun } from './host.ts';
import { offer, only } from './packages.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // each apt is a second or two of a busy machine

const CONF = '/etc/remit/baseline.conf';
const JOURNAL = '/etc/systemd/journald.conf.d/50-remit.conf';
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });

describeOnHost('set up, on a host', (host) => {
  beforeAll(() =>
    offer(
      host,
      { name: 'remi-base', version: '1.0', control: ['Depends: remi-part'] },
      { name: 'remi-part', version: '1.0' },
      { name: 'remi-rival', version: '1.0', control: ['Conflicts: remi-part'] },
    ),
  );
  beforeEach(async () => {
    await only(host, 'remi-');
    await host.bash(`rm -f ${CONF} ${JOURNAL}; ln -sfn /usr/share/zoneinfo/Etc/UTC /etc/localtime`);
  });
  afterEach(() => host.restore());
  const baseline = (...lines: string[]) => host.write(CONF, `${lines.join('\n')}\n`);
  const run = (id = freshRun(), more = {}) => host.run(setUp, {}, { run: id, ...more });
  const package_ = () => host.bash(`dpkg-query -W -f '\${db:Status-Status}' remi-base 2>/dev/null || echo none`);

  it('gives a host what every host has, and says the second time that nothing was left to do', async () => {
    expect(BASELINE).toEqual(['package ca-certificates', 'package logrotate', 'zone UTC', 'journal 500M']);
    expect(await run()).toMatchObject(went(/packages: all 2 there\nzone: UTC already\njournal: kept, at most 500M\n/));
    expect(await host.read(JOURNAL)).toBe('[Journal]\nStorage=persistent\nSystemMaxUse=500M\n');
    expect(await run()).toMatchObject(
      went(/^packages: all 2 there\nzone: UTC already\njournal: at most 500M already\nthis host is set up\n$/),
    );
  });

  it('installs, sets and starts what the host’s own baseline names, in that order, and says each', async () => {
    await host.bash('systemctl stop worker; systemctl disable worker 2>/dev/null || :');
    await baseline('# ours', 'package remi-base', 'zone Europe/Berlin', 'journal 2G', 'service worker');
    const said =
      /^installed: remi-base not installed → 1\.0, remi-part not installed → 1\.0\nzone: Etc\/UTC → Europe\/Berlin\njournal: kept, at most 2G\n(?:.*\n)?service: worker started\nthis host is set up\n$/;
    expect(await run()).toMatchObject(went(said));
    expect(await host.bash('readlink /etc/localtime; systemctl is-active worker')).toBe(
      '/usr/share/zoneinfo/Europe/Berlin\nactive\n',
    );
    expect(await run()).toMatchObject(
      went(
        /packages: all 1 there\nzone: Europe\/Berlin already\njournal: at most 2G already\nservice: worker runs already\n/,
      ),
    );
  });

  it.each([
    [
      'the package source is empty',
      ['package remi-none', 'journal 1G'],
      /the repositories of this host do not have remi-none/,
    ],
    ['a zone that is not there', ['package remi-base', 'zone Mars/North'], /this host knows no zone Mars\/North/],
    [
      'a line that says nothing',
      ['package remi-base', 'user root'],
      /says none of package, zone, journal \(500M, 2G\), service: user root/,
    ],
    ['a hostile line', ['package remi-base; id'], /says none of/],
  ])('changes nothing where %s', async (_what, lines, why) => {
    await baseline(...lines);
    expect(await run()).toMatchObject(failed(why));
    expect([await package_(), await host.read(JOURNAL)]).toEqual(['none\n', undefined]);
  });

  it('removes no package for another', async () => {
    await only(host, 'remi-', 'remi-part_1.0');
    await baseline('package remi-rival');
    expect(await run()).toMatchObject(failed(/nothing was changed: it would remove remi-part/));
  });

  it('believes no baseline that others may write', async () => {
    await baseline('package remi-base');
    await host.bash(`chmod 666 ${CONF}`);
    expect(await run()).toMatchObject(failed(/must be root's, and writable by nobody else/));
    expect(await package_()).toBe('none\n');
  });

  it('starts no service while what it is made of does not stand', async () => {
    await host.bash('systemctl stop worker');
    await baseline('package remi-none', 'service worker');
    expect(await run()).toMatchObject(failed(/do not have remi-none/));
    expect(await host.execute('systemctl is-active worker')).not.toMatchObject({ exitCode: 0 });
    await host.bash('systemctl start worker');
  });

  it('is ended by its time-out, and finishes when it is asked for again', async () => {
    await baseline('package remi-base', 'journal 1G');
    await host.hang('apt-cache');
    expect(await run(freshRun(), { timeoutSeconds: 3 })).toMatchObject({ status: 'Execution Timed Out' });
    await host.restore();
    expect(await run()).toMatchObject(went(/installed: remi-base/));
  });
});
