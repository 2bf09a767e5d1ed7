import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from '../../bot/domain/language/parse.ts';
import { commands } from '../../commands/index.ts';
import { start } from '../../commands/start.ts';
import { stop } from '../../commands/stop.ts';
import { describeOnHost, freshRun } from './host.ts';

const worker = { service: 'worker' };

describe('stop', () => {
  it.each([
    'ssh',
    'sshd',
    'ssh.service',
    'amazon-ssm-agent',
    'snap.amazon-ssm-agent.amazon-ssm-agent',
    'systemd-journald',
  ])('refuses %s in the sentence', (service) => {
    expect(parse(`stop ${service} on host-7`, { commands })).toMatchObject({
      ok: false,
      error: {
        is: 'not-understood',
        why: `\`${service}\` is refused: the host needs it to be reached and to stay up`,
        example: 'stop worker on host-7',
      },
    });
  });

  it.each(['multi-user.target', 'system.slice', 'home.mount', 'dbus.socket', 'SSHD'])(
    'refuses %s: more than a service, or a needed one in other letters',
    (service) => {
      expect(parse(`stop ${service} on host-7`, { commands })).toMatchObject({ ok: false });
    },
  );

  it('takes a service whose name only begins like a needed one', () => {
    expect(parse('stop ssh-proxy on host-7', { commands })).toMatchObject({ ok: true });
    expect(parse('start sshd on host-7', { commands })).toMatchObject({ ok: true });
  });
});

describeOnHost('start and stop, on a host', (host) => {
  const active = async (service = 'worker') =>
    (await host.bash(`systemctl is-active ${service} || :`)).trim().split('\n')[0];
  beforeEach(() => host.bash('systemctl start worker'));
  afterEach(() => host.restore());

  it('stops the service, and its undo starts it', async () => {
    const run = freshRun();
    const ran = await host.run(stop, worker, { run });
    expect(ran).toMatchObject({ status: 'Success', said: expect.stringMatching(/^was pid [1-9]\d*, now inactive\n$/) });
    expect(await active()).toBe('inactive');
    const undone = await host.undo(stop, worker, run);
    expect(undone).toMatchObject({ status: 'Success', said: expect.stringMatching(/^active, pid [1-9]\d*\n$/) });
    expect(await active()).toBe('active');
  });

  it('says of one that is down that it was, and its undo leaves it so', async () => {
    await host.bash('systemctl stop worker');
    const run = freshRun();
    expect(await host.run(stop, worker, { run })).toMatchObject({
      status: 'Success',
      said: 'was down already: inactive\n',
    });
    expect(await host.undo(stop, worker, run)).toMatchObject({
      status: 'Success',
      said: `was down before ${run}, too: left as it is\n`,
    });
    expect(await active()).toBe('inactive');
  });

  it('starts the service, and its undo stops it', async () => {
    await host.bash('systemctl stop worker');
    const run = freshRun();
    const ran = await host.run(start, worker, { run });
    expect(ran).toMatchObject({ status: 'Success', said: expect.stringMatching(/^active, pid [1-9]\d*\n$/) });
    expect(await host.undo(start, worker, run)).toMatchObject({ status: 'Success', said: 'inactive\n' });
    expect(await active()).toBe('inactive');
  });

  it('says of one that runs that it does, and its undo leaves it so', async () => {
    const pid = (await host.bash('cat /run/worker.pid')).trim();
    const run = freshRun();
    expect(await host.run(start, worker, { run })).toMatchObject({
      status: 'Success',
      said: `runs already, pid ${pid}\n`,
    });
    expect(await host.undo(start, worker, run)).toMatchObject({ said: `ran before ${run}, too: left as it is\n` });
    expect((await host.bash('cat /run/worker.pid')).trim()).toBe(pid);
  });

  it('leaves alone in its undo what somebody started or stopped meanwhile', async () => {
    const run = freshRun();
    await host.run(stop, worker, { run });
    await host.bash('systemctl start worker');
    const pid = await host.bash('cat /run/worker.pid');
    expect(await host.undo(stop, worker, run)).toMatchObject({
      status: 'Success',
      said: 'runs already: somebody started it\n',
    });
    expect(await host.bash('cat /run/worker.pid')).toBe(pid);
  });

  it('does its work once for one run', async () => {
    const run = freshRun();
    const first = await host.run(stop, worker, { run });
    await host.bash('systemctl start worker');
    expect(await host.run(stop, worker, { run })).toEqual(first);
    expect(await active()).toBe('active');
  });

  it.each([start, stop])('$name fails with 5 where there is no such service', async (command) => {
    const ran = await host.run(command, { service: 'wroker' });
    expect(ran).toMatchObject({ status: 'Failed', code: 5, said: 'no such service: wroker\n' });
  });

  it.each(['sshd', 'ssh.service', 'systemd-journald', 'amazon-ssm-agent'])(
    'refuses %s on the host, too, for a sentence that got past',
    async (service) => {
      const ran = await host.run(stop, { service });
      expect(ran).toMatchObject({
        status: 'Failed',
        code: 1,
        said: expect.stringMatching(/^refused: the host needs it/),
      });
    },
  );

  it('refuses a needed service under another of its names', async () => {
    await host.shadow(
      'systemctl',
      '#!/bin/sh\ncase "$*" in *Names*) echo "Names=guard.service sshd.service" ;; *is-active*) echo active ;; *stop*) touch /srv/stopped ;; esac\n',
    );
    const ran = await host.run(stop, { service: 'guard' });
    expect(ran).toMatchObject({ status: 'Failed', said: expect.stringContaining('(sshd.service)') });
    expect(await host.read('/srv/stopped')).toBeUndefined();
  });

  it('refuses the service that the script itself runs under', async () => {
    await host.shadow(
      'systemctl',
      '#!/bin/sh\ncase "$*" in *MainPID*) echo "MainPID=$(ps -o sid= $$ | tr -d " ")" ;; *is-active*) echo active ;; *stop*) touch /srv/stopped ;; esac\n',
    );
    const ran = await host.run(stop, { service: 'keeper' });
    expect(ran).toMatchObject({ status: 'Failed', said: 'refused: this very script runs under keeper.service\n' });
    expect(await host.read('/srv/stopped')).toBeUndefined();
  });

  it('fails when the service goes down again at once', async () => {
    await host.write(
      '/etc/systemd/system/brief.service',
      '[Service]\nType=forking\nPIDFile=/run/brief.pid\nExecStart=/bin/sh -c "exit 3"\n[Install]\nWantedBy=multi-user.target\n',
    );
    const ran = await host.run(start, { service: 'brief' });
    expect(ran.status).toBe('Failed');
  });

  it.each([start, stop])('$name is ended at its time-out, and what it did is unknown', async (command) => {
    await host.hang('systemctl');
    const run = freshRun();
    expect(await host.run(command, worker, { run, timeoutSeconds: 1 })).toMatchObject({
      status: 'Execution Timed Out',
    });
    expect(await host.run(command, worker, { run })).toMatchObject({ code: 93 });
  });
});
