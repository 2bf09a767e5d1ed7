import { afterEach, beforeEach, expect, it } from 'vitest';
import { accessSet } from '../../commands/access-set.ts';
import { accessShow } from '../../commands/access-show.ts';
import { describeOnHost, freshRun } from './host.ts';

const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const PAGE = '/srv/site/page';

describeOnHost('access settings, on a host', (host) => {
  beforeEach(() =>
    host.bash(`rm -rf /srv/site /root/secret /srv/out; mkdir -p /srv/site; echo page >${PAGE}; chmod 644 ${PAGE}; chmod 755 /srv/site
      echo secret >/root/secret; chmod 600 /root/secret`),
  );
  afterEach(() => host.restore());
  const set = (access: string, path = PAGE, run = freshRun()) => host.run(accessSet, { path, access }, { run });
  const isSet = async (path = PAGE) => (await host.bash(`stat -c '%a %U:%G' ${path}`)).trim();

  it.each([
    ['640', '644 root:root → 640 root:root', '640 root:root'],
    ['www-data', '644 root:root → 644 www-data:root', '644 www-data:root'],
    ['www-data:adm', '644 root:root → 644 www-data:adm', '644 www-data:adm'],
  ])('sets %s, once', async (access, said, after) => {
    expect(await set(access)).toMatchObject(went(`^${said}\n$`));
    expect(await isSet()).toBe(after);
    expect(await set(access)).toMatchObject(went(`^it is so already: ${after}\n$`));
  });

  it('sets a folder and not what is in it; a setgid folder keeps that', async () => {
    await host.bash('chmod 2755 /srv/site');
    expect(await set('750', '/srv/site')).toMatchObject(went('^2755 root:root → 2750 root:root\n$'));
    expect(await isSet()).toBe('644 root:root');
  });

  it.each(['777', '666', '752', '4755', '02755', 'u+s', '75', 'Root', 'www-data:', '1000', '-R'])(
    'does not even take %s',
    async (access) => {
      expect(await set(access)).toMatchObject({ status: 'InvalidParameters' });
    },
  );

  it.each([
    '/etc/shadow',
    '/srv/../etc/shadow',
    '/srv/site/../../etc',
    '/srv',
    '/root/secret',
    '/srv/site/.ssh',
    'srv/site',
    '/srv//site',
  ])('does not even take %s', async (path) => {
    expect(await set('640', path)).toMatchObject({ status: 'InvalidParameters' });
  });

  it.each([
    [
      'a link out',
      'ln -s /root/secret /srv/site/link',
      '/srv/site/link',
      /is, or goes through, a link; what it leads to is \/root\/secret/,
    ],
    [
      'a folder that is a link',
      'ln -s /root /srv/out',
      '/srv/out/secret',
      /is, or goes through, a link; what it leads to is \/root\/secret/,
    ],
    ['a link to nothing', 'ln -s nowhere /srv/site/link', '/srv/site/link', /is a link that leads nowhere/],
    [
      'a second name',
      'echo x >/srv/out; ln /srv/out /srv/site/hard',
      '/srv/site/hard',
      /has other names \(hard links\)/,
    ],
    ['a pipe', 'mkfifo /srv/site/pipe', '/srv/site/pipe', /is neither a file nor a folder/],
    ['a setuid program', `chmod 4755 ${PAGE}`, PAGE, /is setuid or setgid, and would lose that/],
    ['a sticky folder', 'chmod 1777 /srv/site', '/srv/site', /is sticky, and would lose that/],
    ['what is not there', ':', '/srv/site/none', /^nothing was changed: no \/srv\/site\/none on this host/],
  ])('refuses %s', async (_what, script, path, said) => {
    await host.bash(script);
    const before = await host.bash('stat -c "%a %U" /root/secret');
    expect(await set('640', path)).toMatchObject(failed(said));
    expect(await host.bash('stat -c "%a %U" /root/secret')).toBe(before);
  });

  it.each([
    ['alice', 'no account alice on this host'],
    ['root:nobodies', 'no group nobodies on this host'],
  ])('refuses %s, which the host does not know', async (access, said) => {
    expect(await set(access)).toMatchObject(failed(`^nothing was changed: ${said}\n$`));
    expect(await isSet()).toBe('644 root:root');
  });

  it('changes the file that it looked at, though a link takes its place meanwhile', async () => {
    await host.shadow(
      'chmod',
      `#!/bin/sh\nmv ${PAGE} /srv/site/old; ln -s /root/secret ${PAGE}\nexec /bin/chmod "$@"\n`,
    );
    await set('640');
    expect(await host.bash('stat -c %a /root/secret /srv/site/old')).toBe('600\n640\n');
  });

  it.each(['600', 'www-data:adm'])('gives back what was before %s', async (access) => {
    const run = freshRun();
    await set(access, PAGE, run);
    expect(await host.undo(accessSet, { path: PAGE, access }, run)).toMatchObject(went('^644 root:root, as before\n$'));
    expect(await isSet()).toBe('644 root:root');
  });

  it.each([
    ['its mode', `chmod 600 ${PAGE}`],
    ['the file', `mv ${PAGE} /srv/site/old; echo other >${PAGE}; chmod 640 ${PAGE}`],
  ])('gives nothing back after somebody else has changed %s', async (_what, script) => {
    const run = freshRun();
    await set('640', PAGE, run);
    await host.bash(script);
    const after = await isSet();
    expect(await host.undo(accessSet, { path: PAGE, access: '640' }, run)).toMatchObject(
      failed('was changed after R-'),
    );
    expect(await isSet()).toBe(after);
  });

  it('shows a file with the folders above it, and what is in a folder', async () => {
    expect(await host.run(accessShow, { path: PAGE })).toMatchObject(
      went(
        /^drwxr-xr-x 755 root:root \/srv\ndrwxr-xr-x 755 root:root \/srv\/site\n-rw-r--r-- 644 root:root \/srv\/site\/page\n/,
      ),
    );
    await host.bash('cd /srv/site; touch $(seq 1 45)');
    const { said } = await host.run(accessShow, { path: '/srv/site' });
    expect(said).toContain('drwxr-xr-x 755 root:root /srv/site\n  -rw-r--r-- 644 root:root 1\n');
    expect(said).toContain('  and 6 more\n');
  });

  it('shows nothing behind a link', async () => {
    await host.bash('ln -s /root /srv/out');
    expect(await host.run(accessShow, { path: '/srv/out/secret' })).toMatchObject(
      failed(/is, or goes through, a link/),
    );
  });

  it('that hangs is ended, and what it did is unknown', async () => {
    await host.hang('chmod');
    const run = freshRun();
    expect(await host.run(accessSet, { path: PAGE, access: '640' }, { run, timeoutSeconds: 1 })).toMatchObject({
      status: 'Execution Timed Out',
    });
    expect(await set('640', PAGE, run)).toMatchObject({ code: 93 });
  });
});
