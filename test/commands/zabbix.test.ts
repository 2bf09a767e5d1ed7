import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from '../../bot/domain/language/parse.ts';
import { commands } from '../../commands/index.ts';
import { zabbixRestart } from '../../commands/zabbix-restart.ts';
import { zabbixSet } from '../../commands/zabbix-set.ts';
import { zabbixShow } from '../../commands/zabbix-show.ts';
import { describeOnHost, freshRun } from './host.ts';

const CONFIG = '/etc/zabbix/zabbix_agentd.conf';
const timeout = { key: 'timeout', value: '10' };

it('zabbix set knows its settings in any letter case, and no others', () => {
  const read = parse('zabbix set ServerActive to 10.0.0.5 on host-7', { commands });
  expect(read).toMatchObject({ ok: true, value: { command: { fields: { key: 'serveractive', value: '10.0.0.5' } } } });
  for (const key of [
    'UserParameter',
    'AllowKey',
    'LoadModule',
    'TLSPSKFile',
    'Include',
    'User',
    'LogFile',
    'AllowRoot',
  ]) {
    expect(parse(`zabbix set ${key} to 1 on host-7`, { commands })).toMatchObject({ ok: false });
  }
});

describeOnHost(
  'the Zabbix agent, on a host',
  (host) => {
    let before = '';
    const pid = async () => (await host.bash('systemctl show -p MainPID --value zabbix-agent')).trim();
    const setting = (key: string) => host.bash(`sed -n 's/^${key}=//p' ${CONFIG}`);
    beforeEach(async () => {
      await host.bash('systemctl is-active --quiet zabbix-agent || systemctl start zabbix-agent');
      before = (await host.read(CONFIG)) ?? '';
    });
    afterEach(async () => {
      await host.restore();
      await host.write(CONFIG, before);
      await host.bash('rm -f /etc/zabbix/zabbix_agentd.conf.d/*');
    });

    it('is shown: whether it runs, its settings and none that hold a secret, whether they are valid', async () => {
      await host.bash(`echo TLSPSKIdentity=hush >>${CONFIG}`);
      const { status, said } = await host.run(zabbixShow);
      expect(status).toBe('Success');
      expect(said.split('\n')[0]).toBe(`zabbix_agentd 6.0.14, active, pid ${await pid()}`);
      expect(said).toContain('Server               127.0.0.1\n');
      expect(said).toContain('Timeout              -\n');
      expect(said).not.toContain('hush');
    });

    it('is shown as not valid, with its own complaint', async () => {
      await host.bash(`echo Timeout=99 >>${CONFIG}`);
      expect((await host.run(zabbixShow)).said).toMatch(/is NOT valid: wrong value of "Timeout"/);
    });

    it('takes a setting, runs with it, and has its configuration of before after the undo', async () => {
      const [run, first] = [freshRun(), await pid()];
      const ran = await host.run(zabbixSet, timeout, { run });
      expect(ran).toMatchObject({
        status: 'Success',
        said: `Timeout: not set → 10\nrestarted, pid ${await pid()}, active\n`,
      });
      expect(await pid()).not.toBe(first);
      expect(await setting('Timeout')).toBe('10\n');
      expect(await host.undo(zabbixSet, timeout, run)).toMatchObject({
        status: 'Success',
        said: `as before, pid ${await pid()}, active\n`,
      });
      expect(await host.read(CONFIG)).toBe(before);
    });

    it('replaces a setting where it stands, and keeps owner and rights', async () => {
      await host.bash(`chmod 640 ${CONFIG}; chgrp zabbix ${CONFIG}`);
      const value = '10.0.0.5,10.0.0.6';
      expect((await host.run(zabbixSet, { key: 'server', value })).said).toContain(`Server: 127.0.0.1 → ${value}\n`);
      expect(await host.read(CONFIG)).toBe(before.replace('\nServer=127.0.0.1\n', `\nServer=${value}\n`));
      expect(await host.bash(`stat -c '%a %U %G' ${CONFIG}`)).toBe('640 root zabbix\n');
    });

    it('is not restarted for what is so already', async () => {
      await host.run(zabbixSet, timeout);
      const running = await pid();
      expect(await host.run(zabbixSet, timeout)).toMatchObject({
        status: 'Success',
        said: 'Timeout is 10 already: nothing was changed\n',
      });
      expect(await pid()).toBe(running);
    });

    it.each([
      ['timeout', '99', 'wrong value of "Timeout"'],
      ['debuglevel', 'loud', 'wrong value of "DebugLevel"'],
      ['serveractive', '10.0.0.5:banana', 'address "10.0.0.5:banana" is invalid'],
    ])('does not take %s %s: it says so itself, nothing is changed', async (key, value, complaint) => {
      const running = await pid();
      const ran = await host.run(zabbixSet, { key, value });
      expect(ran).toMatchObject({ status: 'Failed', code: 1 });
      expect(ran.said).toMatch(/^nothing was changed, the agent does not take it: /);
      expect(ran.said).toContain(complaint);
      expect(await host.read(CONFIG)).toBe(before);
      expect(await pid()).toBe(running);
      expect(await host.bash('ls /etc/zabbix')).toBe('zabbix_agentd.conf\nzabbix_agentd.conf.d\n');
    });

    it('has its configuration taken back when it does not start with it', async () => {
      await host.shadow(
        'systemctl',
        '#!/bin/sh\n[ "$1" != restart ] || exit 1\n[ "$1" != is-active ] || echo active\nexit 0\n',
      );
      const ran = await host.run(zabbixSet, timeout);
      expect(ran).toMatchObject({
        status: 'Failed',
        said: expect.stringMatching(/^taken back: with Timeout=10 the agent does not start; it is DOWN/),
      });
      expect(await host.read(CONFIG)).toBe(before);
    });

    it('is not set in a file that another one overrules', async () => {
      await host.write('/etc/zabbix/zabbix_agentd.conf.d/site.conf', 'Timeout=20\n');
      const ran = await host.run(zabbixSet, timeout);
      expect(ran).toMatchObject({
        status: 'Failed',
        said: 'nothing was changed: Timeout is set in /etc/zabbix/zabbix_agentd.conf.d/site.conf, which counts more\n',
      });
    });

    it('stays down when it was, and is told', async () => {
      await host.bash('systemctl stop zabbix-agent');
      expect((await host.run(zabbixSet, timeout)).said).toBe(
        'Timeout: not set → 10\nthe agent is down, and stays so\n',
      );
    });

    it("keeps somebody's later change when the run is taken back", async () => {
      const run = freshRun();
      await host.run(zabbixSet, timeout, { run });
      await host.bash(`echo '# mine' >>${CONFIG}`);
      const ran = await host.undo(zabbixSet, timeout, run);
      expect(ran).toMatchObject({
        status: 'Failed',
        said: expect.stringContaining(`was changed after ${run}, and stays`),
      });
      expect(await host.read(CONFIG)).toContain('# mine\n');
    });

    it('is restarted with a new process, once for one run', async () => {
      const [run, first] = [freshRun(), await pid()];
      const ran = await host.run(zabbixRestart, {}, { run });
      const second = await pid();
      expect(ran).toMatchObject({ status: 'Success', said: `pid ${first} → ${second}, active\n` });
      await host.run(zabbixRestart, {}, { run });
      expect(await pid()).toBe(second);
    });

    it('is not restarted into a configuration that it would refuse', async () => {
      await host.bash(`echo Timeout=99 >>${CONFIG}`);
      const running = await pid();
      expect(await host.run(zabbixRestart)).toMatchObject({
        status: 'Failed',
        said: expect.stringMatching(/^not restarted, since it would not come back: wrong value of "Timeout"/),
      });
      expect(await pid()).toBe(running);
    });

    it.each([zabbixShow, zabbixSet, zabbixRestart])('$name says where there is none', async (command) => {
      await host.bash(`mv ${CONFIG} /srv/gone`);
      const ran = await host.run(command, command === zabbixSet ? timeout : {});
      await host.bash(`mv /srv/gone ${CONFIG}`);
      expect(ran).toMatchObject({ status: 'Failed', said: expect.stringMatching(/^no Zabbix agent here: /) });
    });

    it.each([zabbixSet, zabbixRestart])('$name is ended at its time-out', async (command) => {
      await host.hang('zabbix_agentd');
      const ran = await host.run(command, command === zabbixSet ? timeout : {}, { timeoutSeconds: 1 });
      expect(ran).toMatchObject({ status: 'Execution Timed Out' });
      expect(await host.read(CONFIG)).toBe(before);
    });
  },
  ['nginx', 'worker'],
  ['zabbix_agentd'],
);
