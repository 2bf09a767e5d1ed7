import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { accountLock } from '../../commands/account-lock.ts';
import { sshGrant } from '../../commands/ssh-grant.ts';
import { sshKeySet } from '../../commands/ssh-key-set.ts';
import { sshList } from '../../commands/ssh-list.ts';
import { sshRevoke } from '../../commands/ssh-revoke.ts';
import { describeOnHost, freshRun } from './host.ts';

const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const alice = { account: 'alice' };

/** For the documents it is 48 seconds ago, so that a grant of a minute ends after twelve; sshd asks the kernel. */
const SLOW_CLOCK = `#!/bin/sh
[ "$1" = +%s ] && exec echo $(($(/bin/date +%s) - 48))
exec /bin/date "$@"
`;

/** A real sshd, a real ssh and real keys: who gets in is what counts. */
describeOnHost('SSH grants, on a host', (host) => {
  let key = '';
  let print = '';
  beforeAll(async () => {
    await host.bash(`mkdir -p /root/keys; cd /root/keys; ssh-keygen -A >/dev/null
      ssh-keygen -q -t ed25519 -N '' -C alice@laptop -f alice; ssh-keygen -q -t ed25519 -N '' -C '' -f other; ssh-keygen -q -t rsa -b 2048 -N '' -C '' -f short
      mkdir -p /run/sshd; systemctl start ssh; systemctl is-active ssh`);
    key = (await host.bash('cat /root/keys/alice.pub')).trim();
    print = (await host.bash("ssh-keygen -l -f /root/keys/alice.pub | cut -d' ' -f2")).trim();
  }, 60_000);
  beforeEach(() =>
    host.bash(`while getent passwd alice >/dev/null && ! userdel -r alice 2>/dev/null; do pkill -KILL -u alice || :; done
      rm -rf /home/alice /etc/remit /etc/ssh/sshd_config.d/*; useradd -m -s /bin/bash -p '*' alice`),
  );
  afterEach(() => host.restore());

  /** What the person on the other side sees with that key: `in`, or `denied`. While sshd reads its files it listens to nobody. */
  const login = async (name = 'alice'): Promise<'in' | 'denied'> => {
    const { exitCode, stdout } = await host.execute(
      `ssh -F none -i /root/keys/${name} -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=no \
        -o UserKnownHostsFile=/dev/null alice@127.0.0.1 id -un </dev/null 2>&1`,
    );
    if (exitCode === 0) return 'in';
    if (/refused|reset|kex_exchange/.test(stdout)) return login(name);
    expect(stdout).toMatch(/Permission denied|account has expired|Connection closed/);
    return 'denied';
  };
  const record = (given = key) => host.run(sshKeySet, { ...alice, key: given });
  const grant = (time = '4h', run = freshRun()) => host.run(sshGrant, { ...alice, time }, { run });

  it('puts a key on record, which lets nobody in by itself', async () => {
    expect(await record()).toMatchObject(
      went(`^on record: 256 ${print.replaceAll('+', '\\+')} alice@laptop \\(ED25519\\)\n$`),
    );
    expect(await record()).toMatchObject(went('^on record already: '));
    expect(await login()).toBe('denied');
  });

  it.each([
    [
      'a word that is no key',
      `ssh-ed25519 AAAA${'B'.repeat(64)}`,
      /^nothing was changed: that is no public key that OpenSSH reads/,
    ],
    ['an RSA key that is too short', '', /^nothing was changed: an RSA key of 2048 bits; 3072 is the least/],
  ])('refuses %s', async (_what, given, said) => {
    expect(await record(given || (await host.bash('cat /root/keys/short.pub')).trim())).toMatchObject(failed(said));
    expect(await host.read('/etc/remit/ssh/keys/alice.pub')).toBeUndefined();
  });

  it.each(['-----BEGIN OPENSSH PRIVATE KEY-----', 'ssh-ed25519', `command="sh" ${'ssh-ed25519 AAAA'}`])(
    'does not even take %j',
    async (given) => {
      expect(await record(given)).toMatchObject({ status: 'InvalidParameters' });
    },
  );

  it('gives the key of before back', async () => {
    await record();
    const run = freshRun();
    const other = (await host.bash('cat /root/keys/other.pub')).trim();
    await host.run(sshKeySet, { ...alice, key: other }, { run });
    expect(await host.undo(sshKeySet, { ...alice, key: other }, run)).toMatchObject(
      went('^on record, as before: 256 SHA256:'),
    );
    expect(await host.read('/etc/remit/ssh/keys/alice.pub')).toBe(`${key}\n`);
  });

  it('lets the person in with that key, and with no other', async () => {
    await record();
    expect(await grant()).toMatchObject(went(/^until 20[0-9-]+ [0-9:]+ UTC with SHA256:/));
    expect([await login(), await login('other')]).toEqual(['in', 'denied']);
  });

  it('ends by itself, and no key that the person added outlives it', async () => {
    await record();
    await host.shadow('date', SLOW_CLOCK);
    await expect
      .poll(async () => [(await grant('1m')).status, await login()], { timeout: 60_000 })
      .toEqual(['Success', 'in']);
    await host.restore();
    await host.bash(
      'mkdir -p /home/alice/.ssh; cp /root/keys/other.pub /home/alice/.ssh/authorized_keys; chown -R alice: /home/alice/.ssh; chmod -R go= /home/alice/.ssh',
    );
    expect((await host.run(sshList)).said).toMatch(/^alice: until /m);
    await expect.poll(() => login(), { timeout: 60_000, interval: 500 }).toBe('denied');
    expect(await login('other')).toBe('denied');
    expect((await host.run(sshList)).said).toMatch(/^alice: ended /m);
  }, 120_000);

  it('holds from the last grant on, for longer or shorter', async () => {
    await record();
    await grant('7d');
    await grant('30m');
    const ends = Number(
      await host.bash(
        `date -d "$(sed 's/^expiry-time="\\(....\\)\\(..\\)\\(..\\)\\(..\\)\\(..\\)\\(..\\)".*/\\1-\\2-\\3 \\4:\\5:\\6/' /etc/remit/ssh/granted/alice)" +%s`,
      ),
    );
    expect(Math.abs(ends - Date.now() / 1000 - 1800)).toBeLessThan(30);
    expect(await host.bash('grep -c . /etc/remit/ssh/granted/alice')).toBe('1\n');
  });

  it.each([
    ['without an account', 'userdel alice', /^nothing was changed: no account alice on this host/],
    [
      'without a key on record',
      ':',
      /^nothing was changed: no key of alice on record here; first: ssh key set alice to "ssh-ed25519 AAAA…"/,
    ],
    [
      'with keys of its own that have no end',
      'mkdir -p /etc/remit/ssh/keys /home/alice/.ssh; cp /root/keys/alice.pub /etc/remit/ssh/keys/; cp /root/keys/other.pub /home/alice/.ssh/authorized_keys',
      /^nothing was changed: alice logs in without an end already, with keys in \/home\/alice\/.ssh\/authorized_keys/,
    ],
  ])('is refused %s', async (_what, script, said) => {
    await host.bash(script);
    expect(await grant()).toMatchObject(failed(said));
    expect(await host.bash('ls /etc/ssh/sshd_config.d')).toBe('');
  });

  it('is refused for an account that is locked, and a lock stops one that was granted', async () => {
    await record();
    await grant();
    await host.run(accountLock, alice);
    expect(await login()).toBe('denied');
    expect(await grant()).toMatchObject(failed('^nothing was changed: alice is locked; account unlock alice first'));
  });

  it('is refused where sshd reads no drop-ins, and leaves none', async () => {
    await record();
    await host.bash("cp /etc/ssh/sshd_config /root/sshd_config; sed -i '/^Include/d' /etc/ssh/sshd_config");
    const ran = await grant();
    await host.bash('cp /root/sshd_config /etc/ssh/sshd_config');
    expect(ran).toMatchObject(
      failed(/^nothing was changed: sshd does not heed .*: does sshd_config include that folder/),
    );
    expect(await host.bash('ls /etc/ssh/sshd_config.d; id -nG alice')).toBe('alice\n');
  });

  it('is ended by a revocation, which can be taken back while it lasts', async () => {
    await record();
    await grant();
    const run = freshRun();
    expect(await host.run(sshRevoke, alice, { run })).toMatchObject(went('^ended\n$'));
    expect(await login()).toBe('denied');
    expect(await host.run(sshRevoke, alice)).toMatchObject(went('^alice has no grant here\n$'));
    expect(await host.undo(sshRevoke, alice, run)).toMatchObject(went('^the grant of before holds again\n$'));
    expect(await login()).toBe('in');
  });

  it('is taken back: nobody is let in, or by the grant of before', async () => {
    await record();
    const [first, second] = [freshRun(), freshRun()];
    await grant('4h', first);
    const before = await host.read('/etc/remit/ssh/granted/alice');
    await grant('30m', second);
    expect(await host.undo(sshGrant, { ...alice, time: '4h' }, first)).toMatchObject(failed('was changed after R-'));
    expect(await host.undo(sshGrant, { ...alice, time: '30m' }, second)).toMatchObject(
      went('^the grant of before holds again\n$'),
    );
    expect(await host.read('/etc/remit/ssh/granted/alice')).toBe(before);
    expect(await host.undo(sshGrant, { ...alice, time: '4h' }, first)).toMatchObject(went('^no grant, as before\n$'));
    expect(await login()).toBe('denied');
  });

  it('lists who gets in without an end: by a key, by a password', async () => {
    await host.bash(`mkdir -p /root/.ssh /home/alice/.ssh; cp /root/keys/other.pub /root/.ssh/authorized_keys; chmod 600 /root/.ssh/authorized_keys
      (printf 'no-pty,expiry-time="20200101Z" '; cat /root/keys/alice.pub) >/home/alice/.ssh/authorized_keys; useradd -m -s /bin/bash bob; echo bob:secret | chpasswd`);
    const { said } = await host.run(sshList);
    await host.bash('rm -r /root/.ssh; userdel -r bob 2>/dev/null');
    expect(said).toContain(`alice: ended 2020-01-01 00:00 UTC, ${print}\n`);
    expect(said).toContain('bob: WITHOUT AN END, by password\n');
    expect(said).toMatch(/^root: WITHOUT AN END, SHA256:.*, \/root\/.ssh\/authorized_keys$/m);
  });

  it('that hangs is ended, and what it did is unknown', async () => {
    await record();
    await host.hang('sshd');
    const run = freshRun();
    expect(await host.run(sshGrant, { ...alice, time: '4h' }, { run, timeoutSeconds: 1 })).toMatchObject({
      status: 'Execution Timed Out',
    });
    expect(await grant('4h', run)).toMatchObject({ code: 93 });
  });
});
