import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firewall } from '../../commands/firewall.ts';
import { describeOnHost, freshRun } from './host.ts';
import { usePeer } from './peer.ts';

const named = (name: string) => {
  const found = firewall.find((command) => command.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
};
const list = named('firewall list');
const allow = named('firewall allow');
const deny = named('firewall deny');
const remove = named('firewall remove');
const http = { port: '80/tcp', cidr: 'any' };
const APPLIED = 'applied; taken back in 180 s unless it is kept';

describeOnHost('the firewall of a host', (host) => {
  const { reach, bash: fromOutside } = usePeer(host);
  beforeEach(() =>
    host.bash(`
      nft delete table inet remit 2>/dev/null || :
      nft delete table ip other 2>/dev/null || :
      rm -rf /etc/nftables.d /etc/systemd/system/remit-firewall.service
      rm -f /etc/systemd/system/multi-user.target.wants/remit-firewall.service`),
  );
  afterEach(() => host.restore());

  it('has no rules of ours to begin with, and says whose there are', async () => {
    await host.bash('nft add table ip other');
    expect(await reach(80)).toBe('open');
    expect(await host.run(list)).toMatchObject({ said: "no rules of Remit's\ntables of others: ip other\n" });
  });

  it('denies a port to new connections, keeps it so over a reload, and gives it back when undone', async () => {
    const run = freshRun();
    const ran = await host.run(deny, http, { run });
    expect(ran).toMatchObject({ status: 'Success', said: `denied: 80/tcp from any\n${APPLIED}\n` });
    expect(await host.keep(run)).toMatchObject({ status: 'Success' });
    expect([await reach(80), await reach(81)]).toEqual(['no answer', 'refused']);
    expect(await host.run(list)).toMatchObject({ said: 'deny 80/tcp from any\ntables of others: none\n' });
    expect(await host.undo(deny, http, run)).toMatchObject({ said: "the firewall's rules are as before\n" });
    expect(await reach(80)).toBe('open');
    expect(
      await host.bash('nft list tables; ls /etc/nftables.d; systemctl is-enabled remit-firewall || :'),
    ).not.toMatch(/remit\.nft|inet remit|^enabled/m);
  });

  it('lets in who is allowed, past what is denied to all', async () => {
    await host.run(deny, http);
    const friend = { port: '80/tcp', cidr: '10.88.0.0/24' };
    const run = freshRun();
    await host.run(allow, friend, { run });
    expect(await reach(80)).toBe('open');
    expect(await host.run(list)).toMatchObject({
      said: 'allow 80/tcp from 10.88.0.0/24\ndeny 80/tcp from any\ntables of others: none\n',
    });
    await host.undo(allow, friend, run);
    expect(await reach(80)).toBe('no answer');
  });

  it('denies one network and no other, and IPv6 by its own addresses', async () => {
    await host.run(deny, { port: '80/tcp', cidr: '10.99.0.0/16' });
    await host.run(deny, { port: '80/tcp', cidr: '2001:db8::/32' });
    expect(await reach(80)).toBe('open');
    await host.run(deny, { port: '79-81/tcp', cidr: '10.88.0.2' });
    expect(await reach(80)).toBe('no answer');
  });

  it('changes its mind about a port: the newest word counts, and there is one rule of it', async () => {
    await host.run(deny, http);
    await host.run(allow, http);
    expect(await host.run(list)).toMatchObject({ said: 'allow 80/tcp from any\ntables of others: none\n' });
    expect(await reach(80)).toBe('open');
  });

  it('removes a rule, and says that there is none the second time', async () => {
    await host.run(deny, http);
    expect((await host.run(remove, http)).said).toBe(`removed: the rule for 80/tcp from any\n${APPLIED}\n`);
    expect(await reach(80)).toBe('open');
    expect((await host.run(remove, http)).said).toBe('already so: Remit has no rule for 80/tcp from any\n');
  });

  it('does the same once: already so, and nothing to be taken back', async () => {
    await host.run(deny, http);
    const run = freshRun();
    expect(await host.run(deny, http, { run })).toMatchObject({
      status: 'Success',
      said: 'already so: deny 80/tcp from any\n',
    });
    expect((await host.keep(run)).said).toBe('nothing was changed, and nothing is to be kept\n');
    expect(await reach(80)).toBe('no answer');
  });

  it('brings back what somebody flushed, though its file says that it is there', async () => {
    await host.run(deny, http);
    await host.bash('nft flush ruleset');
    expect(await reach(80)).toBe('open');
    expect((await host.run(deny, http)).said).toBe(`denied: 80/tcp from any\n${APPLIED}\n`);
    expect(await reach(80)).toBe('no answer');
  });

  it('is loaded at boot by a unit that is enabled', async () => {
    await host.run(deny, http);
    const enabled = await host.bash(
      'systemctl is-enabled remit-firewall; readlink -f /etc/systemd/system/multi-user.target.wants/remit-firewall.service',
    );
    expect(enabled).toBe('enabled\n/etc/systemd/system/remit-firewall.service\n');
    await host.bash('nft flush ruleset; systemctl start remit-firewall');
    expect(await reach(80)).toBe('no answer');
  });

  it("never touches others' rules", async () => {
    await host.bash(
      `nft 'table ip other { chain input { type filter hook input priority 0; tcp dport 81 reject with tcp reset; }; }'`,
    );
    const before = await host.bash('nft list table ip other');
    const run = freshRun();
    await host.run(deny, http, { run });
    await host.undo(deny, http, run);
    expect(await host.bash('nft list table ip other')).toBe(before);
  });

  it('keeps a connection that stands when its port is denied', async () => {
    const talking = fromOutside(`
      exec 3<>/dev/tcp/10.88.0.1/80
      until ! (: </dev/tcp/10.88.0.1/81) 2>/dev/null && ! timeout 0.5 bash -c ': </dev/tcp/10.88.0.1/80' 2>/dev/null; do sleep 0.1; done
      printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3
      timeout 5 head -n 1 <&3`);
    await host.run(deny, http);
    expect(await talking).toMatch(/^HTTP\/1\.1 /);
  });

  it.each(['22/tcp', '1-1024/tcp', '2222/tcp', '2200-2300/tcp'])('never denies SSH: %s', async (port) => {
    await host.bash('mkdir -p /etc/ssh/sshd_config.d; echo "Port 2222" >/etc/ssh/sshd_config.d/port.conf');
    const ran = await host.run(deny, { port, cidr: '10.1.0.0/16' });
    expect(ran).toMatchObject({ status: 'Failed', code: 1 });
    expect(ran.said).toMatch(/^refused: (22|2222)\/tcp is SSH on this host, and stays open; nothing was changed\n$/);
    expect(await host.read('/etc/nftables.d/remit.nft')).toBeUndefined();
    await host.bash('rm /etc/ssh/sshd_config.d/port.conf');
  });

  it('changes nothing when nft refuses the rule', async () => {
    const ran = await host.run(deny, { port: '90-80/tcp', cidr: 'any' });
    expect(ran).toMatchObject({ status: 'Failed', code: 1 });
    expect(ran.said).toMatch(/nft refuses this; nothing was changed\n$/);
    expect(await host.bash('nft list tables; ls /etc/nftables.d 2>/dev/null || :')).toBe('');
  });

  it('changes nothing where there is no nft', async () => {
    const ran = await host.run({ ...deny, run: { ...deny.run, script: `PATH=/nowhere\n${deny.run.script}` } }, http);
    expect(ran).toMatchObject({ status: 'Failed', said: 'nftables is not on this host; nothing was changed\n' });
  });

  it('is ended at its time-out with nothing changed when nft hangs', async () => {
    await host.hang('nft');
    expect(await host.run(deny, http, { timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
    await host.restore();
    expect(await reach(80)).toBe('open');
  });

  it("does not undo over somebody's later change", async () => {
    const run = freshRun();
    await host.run(deny, http, { run });
    await host.run(deny, { port: '81/tcp', cidr: 'any' });
    const ran = await host.undo(deny, http, run);
    expect(ran).toMatchObject({ status: 'Failed', code: 1 });
    expect(ran.said).toMatch(/^\/etc\/nftables\.d\/remit\.nft was changed after R-[0-9A-F]+, and stays/);
    expect([await reach(80), await reach(81)]).toEqual(['no answer', 'no answer']);
  });
});

/** The same commands with a guard of seconds, and a rule that shuts everybody out. */
describeOnHost('a rule that locks everybody out of a host', (host) => {
  const { reach } = usePeer(host);
  const shut = (seconds: number) => ({ ...deny, run: { ...deny.run, guard: { seconds } } });

  it('takes itself back in time when nobody answers, in real time', async () => {
    const run = freshRun();
    expect(await host.run(shut(4), http, { run })).toMatchObject({ status: 'Success' });
    expect(await reach(80)).toBe('no answer');
    await host.bash(`until [ -e /var/lib/remit/exec/${run}/rolled-back ]; do sleep 0.1; done`);
    expect(await reach(80)).toBe('open');
    expect(await host.keep(run)).toMatchObject({
      code: 94,
      said: "the firewall's rules are as before\nrolled back: all is as it was before\n",
    });
  });

  it('stays when it was kept, also after the time', async () => {
    const run = freshRun();
    await host.run(shut(3), http, { run });
    expect(await host.keep(run)).toMatchObject({ status: 'Success', said: 'kept: the agent answered\n' });
    await host.bash(`while kill -0 "$(cat /var/lib/remit/exec/${run}/armed)" 2>/dev/null; do sleep 0.1; done`);
    expect(await reach(80)).toBe('no answer');
    await host.undo(deny, http, run);
    expect(await reach(80)).toBe('open');
  });
});

describe('the firewall commands', () => {
  it('are the same for hosts and for containers, each under its own activity', () => {
    const [hosts, containers] = ['host-firewall', 'container-firewall'].map((id) =>
      firewall.filter(({ activity }) => activity === id),
    );
    expect(containers?.map(({ name }) => name)).toEqual(hosts?.map(({ name }) => `container ${name}`));
    expect(containers?.map(({ run }) => run.script)).toEqual(hosts?.map(({ run }) => run.script));
  });
});
