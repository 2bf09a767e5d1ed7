import { afterEach, beforeEach, expect, it } from 'vitest';
import { accountAdd } from '../../commands/account-add.ts';
import { accountList } from '../../commands/account-list.ts';
import { accountLock } from '../../commands/account-lock.ts';
import { accountRemove } from '../../commands/account-remove.ts';
import { accountUnlock } from '../../commands/account-unlock.ts';
import { describeOnHost, freshRun, type Ran } from './host.ts';

const alice = { account: 'alice' };
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });

describeOnHost('accounts, on a host', (host) => {
  beforeEach(() =>
    host.bash(`while getent passwd alice >/dev/null && ! userdel alice 2>/dev/null; do pkill -KILL -u alice || :; done
      rm -rf /home/alice /var/lib/remit/locked /etc/remit/ssh /etc/sudoers.d/alice /var/spool/cron/crontabs/alice`),
  );
  afterEach(() => host.restore());
  const entry = () => host.bash('getent passwd alice || :');
  const secret = () => host.bash('getent shadow alice | cut -d: -f2,8');
  const add = (run = freshRun()) => host.run(accountAdd, alice, { run });
  const hired = async (expiry = '') => {
    await host.bash(`useradd -m -s /bin/bash -G adm,www-data -c 'Alice A.' alice; echo alice:secret | chpasswd`);
    if (expiry) await host.bash(`chage -E ${expiry} alice`);
  };
  /** Something of alice's that runs; the answer is its pid. */
  const busy = async () => {
    await host.bash('setsid su alice -s /bin/sh -c "exec sleep 300" >/dev/null 2>&1 </dev/null &');
    return (await host.bash('until pgrep -x -u alice sleep; do read -rt 0.05 <> <(:) || :; done')).trim();
  };

  it('adds one with a home of its own and no password that anybody could know', async () => {
    expect(await add()).toMatchObject(went(/^uid [0-9]{4}, home \/home\/alice, no password\n$/));
    expect(await entry()).toMatch(/:\/home\/alice:\/bin\/bash\n$/);
    expect(await secret()).toBe('*:\n');
    expect(await host.bash('stat -c "%U %a" /home/alice; id -nG alice')).toBe('alice 700\nalice\n');
  });

  it('adds one once: what is there stays as it is', async () => {
    await hired();
    const before = await entry();
    expect(await add()).toMatchObject(went(/^alice is there already: uid [0-9]+\n$/));
    expect(await entry()).toBe(before);
  });

  it('adds none into a home that somebody else left', async () => {
    await host.bash('mkdir /home/alice; echo mine >/home/alice/letter');
    expect(await add()).toMatchObject(
      failed(/^nothing was changed: \/home\/alice is there, perhaps of an earlier alice/),
    );
    expect(await entry()).toBe('');
  });

  it('leaves no half of an account where useradd fails', async () => {
    await host.shadow(
      'useradd',
      '#!/bin/sh\n/usr/sbin/useradd "$@"\necho "cannot create home: disk full" >&2\nexit 12\n',
    );
    expect(await add()).toMatchObject(failed('^nothing was changed: cannot create home: disk full\n$'));
    expect(await entry()).toBe('');
  });

  it.each([accountAdd, accountLock, accountUnlock, accountRemove])(
    '$name never touches root, the system or the agent',
    async (command) => {
      await host.bash('getent passwd ssm-user >/dev/null || useradd ssm-user');
      const before = await host.bash('cat /etc/passwd /etc/shadow');
      for (const account of ['root', 'www-data', 'nobody']) {
        expect(await host.run(command, { account })).toMatchObject(
          failed(`^nothing was changed: ${account} \\(uid [0-9]+\\) is the system's, not a person's\n$`),
        );
      }
      expect(await host.run(command, { account: 'ssm-user' })).toMatchObject(
        failed("^nothing was changed: ssm-user is the agent's own\n$"),
      );
      expect(await host.bash('cat /etc/passwd /etc/shadow')).toBe(before);
    },
  );

  it('takes an account back that nobody has used', async () => {
    const run = freshRun();
    await add(run);
    expect(await host.undo(accountAdd, alice, run)).toMatchObject(went('^alice and its home are gone, as before\n$'));
    expect(await host.bash('getent passwd alice || ls /home | grep -x alice || :')).toBe('');
  });

  it.each([
    ['changed', 'usermod -aG sudo alice; usermod -s /bin/sh alice', /alice was changed after R-/],
    ['used', 'su alice -c "echo x >/home/alice/letter"', /\/home\/alice was used after R-/],
  ])('leaves an account that was %s after it was added', async (_what, script, said) => {
    const run = freshRun();
    await add(run);
    await host.bash(script);
    expect(await host.undo(accountAdd, alice, run)).toMatchObject(failed(said));
    expect(await entry()).not.toBe('');
  });

  it('takes nothing back where the account was there before', async () => {
    await hired();
    const run = freshRun();
    await add(run);
    expect(await host.undo(accountAdd, alice, run)).toMatchObject(went('^alice was there before R-'));
    expect(await entry()).not.toBe('');
  });

  it('lists people with what they may, not the accounts of the system', async () => {
    await hired();
    await host.bash(
      'useradd -G sudo -p "" bob; useradd -e 2020-01-01 carol; echo "toor:x:0:0::/:/bin/sh" >>/etc/passwd',
    );
    await host.run(accountLock, alice);
    const { said } = await host.run(accountList);
    await host.bash('sed -i /^toor/d /etc/passwd; userdel bob; userdel carol');
    const lines = said.split('\n').filter((line) => /^(alice|bob|carol|root|toor|www-data),/.test(line));
    expect(lines).toEqual([
      expect.stringMatching(/^alice, uid [0-9]+, locked, groups: alice adm www-data$/),
      expect.stringMatching(
        /^bob, uid [0-9]+, (no shell|open WITHOUT A PASSWORD), groups: bob sudo {2}<- may become root$/,
      ),
      expect.stringMatching(/^carol, uid [0-9]+, expired, groups: carol$/),
      'toor, uid 0, open WITHOUT A PASSWORD, groups: root  <- may become root',
    ]);
  });

  it('locks against every way in and says what still runs', async () => {
    await hired();
    const pid = await busy();
    expect(await host.run(accountLock, alice)).toMatchObject(
      went(`^locked; still running as alice: sleep \\(pid ${pid}\\)\n$`),
    );
    expect(await secret()).toMatch(/^!\$.*:1\n$/);
    expect((await host.execute('su alice -c true </dev/null')).exitCode).not.toBe(0);
  });

  it('locks what is locked no further, and unlocks it once', async () => {
    await hired();
    const before = await secret();
    await host.run(accountLock, alice);
    expect(await host.run(accountLock, alice)).toMatchObject(went('^alice is locked already\n$'));
    expect(await host.run(accountUnlock, alice)).toMatchObject(went('^open\n$'));
    expect(await secret()).toBe(before);
    expect(await host.run(accountUnlock, alice)).toMatchObject(went('^alice is not locked\n$'));
  });

  it('unlocks until the day that was set before the lock, not for ever', async () => {
    await hired('2099-12-31');
    const before = await secret();
    await host.run(accountLock, alice);
    expect(await host.run(accountUnlock, alice)).toMatchObject(went('^open; expires on 2099-12-31, as before\n$'));
    expect(await secret()).toBe(before);
  });

  it('locks and unlocks an account that has no password', async () => {
    await add();
    await host.run(accountLock, alice);
    expect(await secret()).toBe('!*:1\n');
    await host.run(accountUnlock, alice);
    expect(await secret()).toBe('*:\n');
  });

  it.each([accountLock, accountUnlock])('$name fails where there is no such account', async (command) => {
    expect(await host.run(command, alice)).toMatchObject(
      failed('^nothing was changed: no account alice on this host\n$'),
    );
  });

  it('takes a lock back, and an unlock', async () => {
    await hired('2099-12-31');
    const open = await secret();
    const [lock, unlock] = [freshRun(), freshRun()];
    await host.run(accountLock, alice, { run: lock });
    const locked = await secret();
    expect(await host.undo(accountLock, alice, lock)).toMatchObject(went('^alice is open, as before\n$'));
    expect(await secret()).toBe(open);
    await host.run(accountLock, alice);
    await host.run(accountUnlock, alice, { run: unlock });
    expect(await host.undo(accountUnlock, alice, unlock)).toMatchObject(went('^alice is locked, as before\n$'));
    expect(await secret()).toBe(locked);
    expect(await host.run(accountUnlock, alice)).toMatchObject(went('^open; expires on 2099-12-31'));
  });

  it('takes no lock back after somebody else has changed the password', async () => {
    await hired();
    const run = freshRun();
    await host.run(accountLock, alice, { run });
    await host.bash('echo alice:another | chpasswd');
    expect(await host.undo(accountLock, alice, run)).toMatchObject(
      failed('^nothing was changed: alice was changed after R-'),
    );
  });

  it('removes one, and leaves its home for root only', async () => {
    await hired();
    await host.bash(
      'echo x >/home/alice/letter; chmod 755 /home/alice; mkdir -p /etc/sudoers.d; echo "alice ALL=(ALL) ALL" >/etc/sudoers.d/alice',
    );
    const ran = await host.run(accountRemove, alice);
    expect(ran).toMatchObject(went(/^uid [0-9]+ is gone; stays, for root only: \/home\/alice \([0-9.]+K\)\n/));
    expect(ran.said).toContain('sudo still names alice, and would heed the next one: /etc/sudoers.d/alice');
    expect(await entry()).toBe('');
    expect(await host.bash('stat -c "%U %a" /home/alice; cat /home/alice/letter')).toBe('root 700\nx\n');
    expect(await host.run(accountRemove, alice)).toMatchObject(went('^no account alice here: nothing to remove\n$'));
  });

  it('removes none that something runs as', async () => {
    await hired();
    const pid = await busy();
    expect(await host.run(accountRemove, alice)).toMatchObject(
      failed(`^nothing was changed: in use by sleep \\(pid ${pid}\\); end that first`),
    );
    expect(await entry()).not.toBe('');
  });

  it('gives a removed account back as it was', async () => {
    await hired('2099-12-31');
    await host.bash(`mkdir -p /var/spool/cron/crontabs; echo '@daily true' >/var/spool/cron/crontabs/alice
      chown alice /var/spool/cron/crontabs/alice; chmod 750 /home/alice`);
    const state = () =>
      host.bash(
        'getent passwd alice; getent shadow alice | cut -d: -f1,2,8; id alice; stat -c "%n %U %G %a" /home/alice /var/spool/cron/crontabs/alice',
      );
    const before = await state();
    const run = freshRun();
    await host.run(accountRemove, alice, { run });
    expect(await host.bash('ls /var/spool/cron/crontabs')).not.toContain('alice');
    expect(await host.undo(accountRemove, alice, run)).toMatchObject(went(/^alice is back, uid [0-9]+\n$/));
    expect(await state()).toBe(before);
  });

  it('gives none back where another one has its name', async () => {
    await hired();
    const run = freshRun();
    await host.run(accountRemove, alice, { run });
    await host.bash('useradd -M alice');
    expect(await host.undo(accountRemove, alice, run)).toMatchObject(
      failed('^nothing was changed: another alice was added'),
    );
  });

  it.each([
    ['useradd', accountAdd],
    ['usermod', accountLock],
    ['userdel', accountRemove],
  ] as const)('%s that hangs is ended, and what it did is unknown', async (program, command) => {
    if (command !== accountAdd) await hired();
    await host.hang(program);
    const run = freshRun();
    expect(await host.run(command, alice, { run, timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
    const repeated: Ran = await host.run(command, alice, { run });
    expect(repeated.code).toBe(93);
  });
});
