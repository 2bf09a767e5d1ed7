import { afterEach, beforeEach, expect, it } from 'vitest';
import { decommission } from '../../commands/decommission.ts';
import { describeOnHost, freshRun } from './host.ts';

const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });
const BACKUPS = '/var/backups/remit';

describeOnHost('a decommissioned host', (host) => {
  beforeEach(() =>
    host.bash(`
      rm -rf /etc/remit ${BACKUPS} /run/systemd/machines
      if ! pgrep -x nginx >/dev/null; then systemctl enable nginx worker >/dev/null 2>&1; systemctl start nginx worker; fi
      echo precious >/srv/data`),
  );
  afterEach(() => host.restore());
  const runs = async (service: string) =>
    (await host.bash(`systemctl show ${service} -p ActiveState`)).trim() === 'ActiveState=active';
  const untouched = async () => {
    expect(await Promise.all([runs('nginx'), runs('worker')])).toEqual([true, true]);
    expect(await host.read('/etc/remit/decommissioned')).toBeUndefined();
  };

  it('is drained, keeps a last backup that can be read, and is out of service once', async () => {
    const run = freshRun();
    const ran = await host.run(decommission, {}, { run });
    expect(ran).toMatchObject({
      status: 'Success',
      said: expect.stringMatching(
        /^stopped: (nginx|worker)\.service (nginx|worker)\.service\netc-.*\ndata-.*\nthe last backup lies on this host only, in \/var\/backups\/remit: fetch it before the machine is deleted\nout of service; Remit forgets it within five minutes\. .*\n$/,
      ),
    });
    expect(await Promise.all([runs('nginx'), runs('worker')])).toEqual([false, false]);
    expect(
      await host.bash(`tar -x -z -O -f ${BACKUPS}/data-*/0.tar.gz ./data; stat -c '%a %U' ${BACKUPS}/data-*`),
    ).toBe('precious\n700 root\n');
    expect(await host.bash('for unit in nginx worker; do systemctl is-enabled $unit || :; done')).not.toContain(
      'enabled\n',
    );
    expect(await host.run(decommission)).toMatchObject({
      status: 'Success',
      said: expect.stringMatching(`^out of service already: by ${run}, 20`),
    });
  });

  const MANAGERS = [
    [
      'prlctl',
      'printf "running  shop-1\\nsuspended shop-2\\nstopped old\\n"',
      'containers run here (2): shop-1 (running, prlctl), shop-2 (suspended, prlctl)',
    ],
    ['vzlist', 'printf "  101 shop.acme.example\\n"', 'containers run here (1): 101 (shop.acme.example, vzlist)'],
    ['podman', 'printf "CONTAINER ID  IMAGE  NAMES\\n3fa9  nginx  cart\\n"', 'containers run here (1): cart (podman)'],
    ['lxc-ls', 'echo mail', 'containers run here (1): mail (lxc)'],
  ] as const;

  it('is refused while a program names containers, and nothing is changed', async () => {
    for (const [program, says, said] of MANAGERS) {
      await host.shadow(program, `#!/bin/sh\n${says}\n`);
      expect(await host.run(decommission)).toMatchObject({
        code: 1,
        said: `nothing was changed: ${said}; move or stop them first\n`,
      });
      await host.restore();
    }
    await untouched();
  });

  it('is refused for a machine of systemd, and for what only the kernel knows', async () => {
    await host.bash('mkdir -p /run/systemd/machines; touch /run/systemd/machines/builder');
    expect(await host.run(decommission)).toMatchObject(failed('containers run here \\(1\\): builder \\(machinectl\\)'));
    await host.bash(`rm -r /run/systemd/machines
      setsid unshare --user --map-root-user --pid --fork --kill-child sleep 300 >/dev/null 2>&1 &
      until pgrep -x sleep >/dev/null; do sleep 0.05; done`);
    expect(await host.run(decommission)).toMatchObject(
      failed('containers run here \\(1\\): sleep \\(process [0-9]+, of its own numbering\\); move or stop them first'),
    );
    await untouched();
    await host.bash('pkill -KILL -x sleep');
  });

  it('is refused where nobody can say what runs there', async () => {
    await host.shadow('prlctl', '#!/bin/sh\nexit 7\n');
    expect(await host.run(decommission)).toMatchObject(
      failed('^nothing was changed: prlctl does not say which containers run here\n$'),
    );
    await untouched();
  });

  it('goes on as before where the last backup fails, or does not get off-site', async () => {
    await host.shadow('tar', '#!/bin/sh\necho "tar: no space left" >&2\nexit 2\n');
    expect(await host.run(decommission)).toMatchObject(
      failed(/tar: no space left\n(.*\n)*nothing was removed: the last backup failed\nin service again, as before: /),
    );
    await untouched();
    await host.restore();
    await host.write('/etc/remit/backup.conf', 'offsite /mnt/offsite\n');
    expect(await host.run(decommission)).toMatchObject(
      failed(/NOT off-site.*\nnothing was removed: the last backup failed\nin service again, as before: /),
    );
    await untouched();
  });

  it('keeps what its services kept, though they are down when it is copied', async () => {
    await host.bash(`mkdir -p /var/lib/shop /etc/remit/backup.d; echo orders >/var/lib/shop/db
      touch /etc/remit/backup.d/etc
      sed -i '/^\\[Service\\]/a StateDirectory=shop' /etc/systemd/system/worker.service`);
    expect(await host.run(decommission)).toMatchObject({ status: 'Success' });
    expect(await host.bash(`cat ${BACKUPS}/data-*/manifest`)).toMatch(/^part [0-9] .* directory \/var\/lib\/shop$/m);
    await host.bash("sed -i '/^StateDirectory/d' /etc/systemd/system/worker.service");
  });

  it("is refused where its policy of backups is not root's alone", async () => {
    await host.bash('mkdir -p /etc/remit; touch /etc/remit/backup.conf; chmod 666 /etc/remit/backup.conf');
    expect(await host.run(decommission)).toMatchObject(
      failed("^nothing was done: /etc/remit/backup.conf is not root's alone to change\n$"),
    );
    await untouched();
  });

  it('of which a program hangs is not judged: what it did is unknown', async () => {
    await host.hang('tar');
    const run = freshRun();
    expect(await host.run(decommission, {}, { run, timeoutSeconds: 5 })).toMatchObject({
      status: 'Execution Timed Out',
    });
    expect(await host.run(decommission, {}, { run })).toMatchObject({ code: 93 });
  });
});
