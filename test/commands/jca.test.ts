import { afterEach, beforeEach, expect, it } from 'vitest';
import { jcaAdd } from '../../commands/jca-add.ts';
import { jcaList } from '../../commands/jca-list.ts';
import { jcaLock } from '../../commands/jca-lock.ts';
import { jcaUnlock } from '../../commands/jca-unlock.ts';
import { describeOnHost, freshRun } from './host.ts';

const PROGRAM = '/etc/remit/jca';
const alice = { account: 'alice@acme.example' };
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });

/** The program that the owner of a platform would write; the platform behind it is a folder with a file an account. */
const PLATFORM = `#!/bin/bash
set -euo pipefail
case "$1" in
  list) for one in /srv/jca/*; do [ -e "$one" ] && printf '%s %s admin\\n' "\${one##*/}" "$(cat "$one")" || :; done ;;
  add) echo open >"/srv/jca/$2" ;;
  lock) echo locked >"/srv/jca/$2" ;;
  unlock) echo open >"/srv/jca/$2" ;;
  *) echo "unknown verb $1" >&2; exit 2 ;;
esac
`;

describeOnHost('JCA accounts, on a host', (host) => {
  const install = (text = PLATFORM) =>
    host.write(PROGRAM, text).then(() => host.bash(`chown root:root ${PROGRAM}; chmod 755 ${PROGRAM}`));
  beforeEach(async () => {
    await host.bash('rm -rf /srv/jca /etc/remit; mkdir /srv/jca; echo open >/srv/jca/root@acme.example');
    await install();
  });
  afterEach(() => host.restore());
  const stateOf = async (account: string) => (await host.read(`/srv/jca/${account}`))?.trim();

  it.each([
    [jcaList, {}],
    [jcaAdd, alice],
    [jcaLock, alice],
    [jcaUnlock, alice],
  ] as const)('$name says what is missing where the host has no program for it', async (command, fields) => {
    await host.bash(`rm ${PROGRAM}`);
    expect(await host.run(command, fields)).toMatchObject(
      failed(
        '^nothing was changed: this host does not say how its JCA accounts are managed: /etc/remit/jca is not there',
      ),
    );
  });

  it.each([
    ['is not to be run', 'chmod 644', /is no program$/m],
    ["is not root's", 'chown www-data', /must be root's, and writable by nobody else/],
    ['others may write', 'chmod 775', /must be root's, and writable by nobody else/],
    ['everybody may write', 'chmod 757', /must be root's, and writable by nobody else/],
  ])('never runs a program that %s', async (_what, change, said) => {
    await install(`#!/bin/sh\ntouch /srv/ran\n`);
    await host.bash(`${change} ${PROGRAM}; rm -f /srv/ran`);
    expect(await host.run(jcaList)).toMatchObject(failed(said));
    expect(await host.read('/srv/ran')).toBeUndefined();
  });

  it('lists the accounts with what the platform says of them', async () => {
    await host.bash('echo locked >/srv/jca/bob');
    expect(await host.run(jcaList)).toMatchObject(went('^bob locked admin\nroot@acme.example open admin\n$'));
    await host.bash('rm /srv/jca/*');
    expect(await host.run(jcaList)).toMatchObject(went('^no JCA accounts\n$'));
  });

  it('adds one once', async () => {
    expect(await host.run(jcaAdd, alice)).toMatchObject(went('^alice@acme.example was added\n$'));
    expect(await stateOf('alice@acme.example')).toBe('open');
    expect(await host.run(jcaAdd, alice)).toMatchObject(went('^alice@acme.example is there already: open\n$'));
  });

  it('locks and unlocks, each once', async () => {
    await host.run(jcaAdd, alice);
    expect(await host.run(jcaLock, alice)).toMatchObject(went('^alice@acme.example is locked\n$'));
    expect(await stateOf('alice@acme.example')).toBe('locked');
    expect(await host.run(jcaLock, alice)).toMatchObject(went('^alice@acme.example is locked already\n$'));
    expect(await host.run(jcaUnlock, alice)).toMatchObject(went('^alice@acme.example is open\n$'));
    expect(await host.run(jcaUnlock, alice)).toMatchObject(went('^alice@acme.example is open already\n$'));
  });

  it.each([jcaLock, jcaUnlock])('$name fails where there is no such account', async (command) => {
    expect(await host.run(command, alice)).toMatchObject(
      failed('^nothing was changed: no JCA account alice@acme.example\n$'),
    );
  });

  it('believes the list, not the program that says it has done it', async () => {
    await install(PLATFORM.replace(/add\).*/, 'add) exit 0 ;;'));
    expect(await host.run(jcaAdd, alice)).toMatchObject(
      failed('^alice@acme.example is not there, though /etc/remit/jca add says so\n$'),
    );
  });

  it.each([
    [
      'fails',
      '#!/bin/sh\necho "no route to the platform" >&2\nexit 3\n',
      /^nothing was changed: \/etc\/remit\/jca list failed: no route to the platform/,
    ],
    [
      'says something else',
      '#!/bin/sh\necho "<html>502</html>"\n',
      /^nothing was changed: \/etc\/remit\/jca list does not say NAME open\|locked in: <html>502/,
    ],
  ])('changes nothing where the program %s', async (_what, program, said) => {
    await install(program);
    expect(await host.run(jcaAdd, alice)).toMatchObject(failed(said));
  });

  it('takes a lock back, and locks an account that it had added', async () => {
    const [add, lock] = [freshRun(), freshRun()];
    await host.run(jcaAdd, alice, { run: add });
    await host.run(jcaLock, alice, { run: lock });
    expect(await host.undo(jcaLock, alice, lock)).toMatchObject(went('^alice@acme.example is open\n$'));
    expect(await host.undo(jcaAdd, alice, add)).toMatchObject(went('^alice@acme.example is locked\n$'));
    const unlock = freshRun();
    await host.run(jcaUnlock, alice, { run: unlock });
    expect(await host.undo(jcaUnlock, alice, unlock)).toMatchObject(went('^alice@acme.example is locked\n$'));
  });

  it('takes nothing back that somebody else has changed, or that it did not do', async () => {
    await host.run(jcaAdd, alice);
    const [lock, again] = [freshRun(), freshRun()];
    await host.run(jcaLock, alice, { run: lock });
    await host.run(jcaLock, alice, { run: again });
    expect(await host.undo(jcaLock, alice, again)).toMatchObject(
      went('changed nothing of alice@acme.example: nothing to take back\n$'),
    );
    await host.bash('rm /srv/jca/alice@acme.example');
    expect(await host.undo(jcaLock, alice, lock)).toMatchObject(
      failed('^nothing was changed: alice@acme.example is gone by now, and stays\n$'),
    );
  });

  it('that hangs is ended, and what it did is unknown', async () => {
    await install('#!/bin/sh\nexec sleep 600\n');
    const run = freshRun();
    expect(await host.run(jcaAdd, alice, { run, timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
    expect(await host.run(jcaAdd, alice, { run })).toMatchObject({ code: 93 });
  });
});
