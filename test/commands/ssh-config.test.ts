import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { sshConfigSet } from '../../commands/ssh-config-set.ts';
import { sshConfigShow } from '../../commands/ssh-config-show.ts';
import { SSH_OPTIONS } from '../../commands/ssh-options.ts';
import { describeOnHost, freshRun } from './host.ts';

const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const OPTIONS = '/etc/ssh/sshd_config.d/00-remit.conf';

describeOnHost('the options of SSH, on a host', (host) => {
  beforeAll(async () => {
    await host.bash(
      'ssh-keygen -A >/dev/null; cp /etc/ssh/sshd_config /root/sshd_config; mkdir -p /run/sshd; systemctl start ssh; systemctl is-active ssh',
    );
  }, 60_000);
  // Started anew: a server that is still beginning again dies of another SIGHUP.
  beforeEach(() =>
    host.bash(
      'cp /root/sshd_config /etc/ssh/sshd_config; rm -rf /etc/ssh/sshd_config.d/*; systemctl restart ssh; until [ -s /run/sshd.pid ] && kill -0 $(cat /run/sshd.pid); do read -rt 0.05 <> <(:) || :; done',
    ),
  );
  afterEach(() => host.restore());

  const apply = (option: string, value: string, run = freshRun()) => host.run(sshConfigSet, { option, value }, { run });
  /** Applied and kept, as the worker has it done. */
  const set = async (option: string, value: string, run = freshRun()) => {
    const ran = await apply(option, value, run);
    await host.keep(run);
    return ran;
  };
  const BACK = 'rolled back: all is as it was before\n';
  const isSet = async (option: string) => (await host.bash(`sshd -T | sed -n 's/^${option} //p'`)).trim();
  /** How the daemon that runs answers, not what its files say: the ways in that it offers. */
  const offered = async (): Promise<string> => {
    const { stdout } = await host.execute(
      'ssh -F none -o BatchMode=yes -o PreferredAuthentications=none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null nobody@127.0.0.1 true </dev/null 2>&1',
    );
    const [, ways] = /Permission denied \((.*)\)/.exec(stdout) ?? [];
    return ways ?? offered();
  };

  it('sets one, and the server that runs heeds it', async () => {
    expect(await offered()).toBe('publickey,password');
    expect(await set('passwordauthentication', 'no')).toMatchObject(
      went('^passwordauthentication yes → no\napplied; taken back in 120 s unless it is kept\n$'),
    );
    expect(await offered()).toBe('publickey');
    expect(await set('passwordauthentication', 'no')).toMatchObject(went('^passwordauthentication is no already\n$'));
  });

  it('keeps what it set before, and has one line for each', async () => {
    await set('maxauthtries', '3');
    await set('loglevel', 'verbose');
    await set('maxauthtries', '4');
    expect((await host.read(OPTIONS))?.split('\n').slice(1)).toEqual(['loglevel verbose', 'maxauthtries 4', '']);
    expect([await isSet('maxauthtries'), await isSet('loglevel')]).toEqual(['4', 'VERBOSE']);
  });

  it('knows each option in the words that sshd has for it', async () => {
    const known = await host.bash('sshd -T | cut -d" " -f1');
    expect(SSH_OPTIONS.filter((option) => !known.split('\n').includes(option))).toEqual([]);
    await set('permitrootlogin', 'no');
    expect(await set('permitrootlogin', 'prohibit-password')).toMatchObject(
      went('^permitrootlogin no → prohibit-password\n'),
    );
    expect(await isSet('permitrootlogin')).toBe('without-password');
  });

  it.each([
    ['permitrootlogin', 'yes', 'no, prohibit-password, forced-commands-only'],
    ['maxauthtries', '11', 'a number from 2 to 10'],
    ['maxauthtries', 'yes', 'a number from 2 to 10'],
    ['x11forwarding', '1', 'yes, no'],
  ])('refuses %s %s with what it takes', async (option, value, takes) => {
    expect(await set(option, value)).toMatchObject(
      failed(`^nothing was changed: ${option} takes ${takes}, not ${value}\n$`),
    );
    expect(await host.read(OPTIONS)).toBeUndefined();
  });

  it('changes nothing where sshd does not take what is there', async () => {
    await host.bash('echo "NoSuchOption yes" >>/etc/ssh/sshd_config');
    expect(await set('maxauthtries', '3')).toMatchObject(
      failed(/^nothing was changed: sshd does not even take what is there: .*NoSuchOption/),
    );
    expect(await host.read(OPTIONS)).toBeUndefined();
  });

  it('changes nothing where another line would win, and names the file', async () => {
    await host.bash('echo "MaxAuthTries 5" >/etc/ssh/sshd_config.d/00-aaa.conf');
    expect(await set('maxauthtries', '3')).toMatchObject(
      failed(`^another line wins: /etc/ssh/sshd_config.d/00-aaa.conf \nmaxauthtries 5, as before\n${BACK}$`),
    );
    expect(await host.read(OPTIONS)).toBeUndefined();
  });

  it('puts the file of before back where the server cannot be told, and says when that is not enough', async () => {
    await set('maxauthtries', '3');
    const before = await host.read(OPTIONS);
    const broken = (times: string) =>
      host.shadow(
        'systemctl',
        `#!/bin/sh\n[ "$1" != reload ] || { ${times}; exit 1; }\nexec /usr/bin/systemctl "$@"\n`,
      );
    await broken('rm "$0"');
    expect(await apply('maxauthtries', '4')).toMatchObject(
      failed(`^sshd could not be told to read it, or did not survive it\nmaxauthtries 3, as before\n${BACK}$`),
    );
    await broken(':');
    expect(await apply('maxauthtries', '4')).toMatchObject({
      code: 95,
      said: expect.stringContaining('look at this host'),
    });
    expect(await host.read(OPTIONS)).toBe(before);
  });

  it('is taken back where the server dies of it', async () => {
    await host.shadow(
      'systemctl',
      '#!/bin/sh\n[ "$1" != reload ] || [ -e /run/died ] || { touch /run/died; pkill -x sshd; exit 0; }\nexec /usr/bin/systemctl "$@"\n',
    );
    const ran = await apply('maxauthtries', '4');
    await host.bash('systemctl start ssh; systemctl is-active ssh');
    expect(ran).toMatchObject({
      status: 'Failed',
      said: expect.stringMatching(/^sshd could not be told to read it, or did not survive it$/m),
    });
    expect(await host.read(OPTIONS)).toBeUndefined();
  });

  it('is taken back by the host itself when nobody keeps it', async () => {
    await host.shadow(
      'sleep',
      '#!/bin/sh\n[ "$1" != 120 ] || { until [ -e /run/over ]; do /bin/sleep 0.1; done; exit 0; }\nexec /bin/sleep "$@"\n',
    );
    expect(await apply('passwordauthentication', 'no')).toMatchObject(
      went('applied; taken back in 120 s unless it is kept\n$'),
    );
    expect(await isSet('passwordauthentication')).toBe('no');
    await host.bash('touch /run/over');
    await expect.poll(() => host.read(OPTIONS), { timeout: 30_000 }).toBeUndefined();
    await expect.poll(() => offered(), { timeout: 30_000 }).toBe('publickey,password');
  }, 90_000);

  it('gives the value of before back, to the server too', async () => {
    const run = freshRun();
    await set('passwordauthentication', 'no', run);
    expect(await host.undo(sshConfigSet, { option: 'passwordauthentication', value: 'no' }, run)).toMatchObject(
      went('^passwordauthentication yes, as before\n$'),
    );
    expect(await offered()).toBe('publickey,password');
    expect(await host.read(OPTIONS)).toBeUndefined();
  });

  it('gives nothing back after another one was set', async () => {
    const run = freshRun();
    await set('maxauthtries', '3', run);
    await set('maxsessions', '5');
    const ran = await host.undo(sshConfigSet, { option: 'maxauthtries', value: '3' }, run);
    expect(ran).toMatchObject(failed(/00-remit.conf was changed after R-/));
    expect(await isSet('maxauthtries')).toBe('3');
  });

  it('shows what counts, and what of it is ours', async () => {
    await set('maxauthtries', '3');
    const { said } = await host.run(sshConfigShow);
    expect(said).toContain('maxauthtries 3  <- set by Remit\n');
    expect(said).toMatch(/^port 22$/m);
    expect(said).toMatch(/^passwordauthentication yes$/m);
    await host.bash('echo "NoSuchOption yes" >>/etc/ssh/sshd_config');
    expect(await host.run(sshConfigShow)).toMatchObject(
      failed(/^sshd does not take its configuration: .*NoSuchOption/),
    );
  });

  it('that hangs is ended, and what it did is unknown', async () => {
    await host.hang('sshd');
    const run = freshRun();
    const fields = { option: 'maxauthtries', value: '3' };
    expect(await host.run(sshConfigSet, fields, { run, timeoutSeconds: 1 })).toMatchObject({
      status: 'Execution Timed Out',
    });
    expect(await host.run(sshConfigSet, fields, { run })).toMatchObject({ code: 93 });
  });
});
