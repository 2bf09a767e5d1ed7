import { afterEach, beforeEach, expect, it } from 'vitest';
import { ipAdd, ipList, ipRemove } from '../../commands/ip-address.ts';
import { routeAdd, routeList, routeRemove } from '../../commands/route.ts';
import { describeOnHost, freshRun } from './host.ts';
import { usePeer } from './peer.ts';

const APPLIED = 'applied; taken back in 180 s unless it is kept\n';
const more = { cidr: '10.77.0.20/24' };
const far = { cidr: '10.2.0.0/16', gateway: '10.77.0.1' };

describeOnHost('addresses and routes', (host) => {
  const peer = usePeer(host);
  beforeEach(() =>
    host.bash(`
      rm -rf /etc/remit /etc/systemd/system/remit-network.service
      rm -f /etc/systemd/system/multi-user.target.wants/remit-network.service
      ip addr flush dev eth0 scope global; ip addr add 10.77.0.10/24 dev eth0
      ip route replace default via 10.77.0.1`),
  );
  afterEach(() => host.restore());

  const addresses = async () =>
    (await host.bash("ip -o -4 addr show dev eth0 | awk '{ print $4 }'")).split('\n').filter(Boolean);
  const routes = () => host.bash('ip route show dev eth0 | sed "s/ *$//"');

  it('are listed, with what the agent uses', async () => {
    expect((await host.run(ipList)).said).toContain("eth0 10.77.0.10/24  <- the agent's\nout 10.88.0.1/24\n");
    expect((await host.run(routeList)).said).toMatch(
      /^default via 10\.77\.0\.1 dev eth0 {2}<- the agent's\n10\.77\.0\.0\/24 dev eth0/,
    );
  });

  it('get an address, which is reached from outside, stays after a keep, and goes when undone', async () => {
    await host.bash(
      'ip route del default; ip addr flush dev eth0 scope global; ip route replace default via 10.88.0.2',
    );
    const own = { cidr: '10.88.0.77/24' };
    const run = freshRun();
    expect(await peer.reach(80, '10.88.0.77')).not.toBe('open');
    const ran = await host.run(ipAdd, own, { run });
    expect(ran).toMatchObject({ status: 'Success', said: `added: 10.88.0.77/24 on out\n${APPLIED}` });
    expect(await peer.reach(80, '10.88.0.77')).toBe('open');
    expect(await host.keep(run)).toMatchObject({ status: 'Success' });
    expect(await host.undo(ipAdd, own, run)).toMatchObject({ said: '10.88.0.77/24 is gone again\n' });
    expect(await peer.reach(80, '10.88.0.77')).not.toBe('open');
  });

  it('have an address that was added already so, the second time', async () => {
    await host.run(ipAdd, more);
    const run = freshRun();
    expect((await host.run(ipAdd, more, { run })).said).toBe('already so: eth0 has 10.77.0.20/24\n');
    expect((await host.keep(run)).said).toBe('nothing was changed, and nothing is to be kept\n');
    const wide = await host.run(ipAdd, { cidr: '10.77.0.20/16' });
    expect(wide).toMatchObject({ code: 1, said: 'eth0 has it as 10.77.0.20/24; nothing was changed\n' });
  });

  it('come back at boot by a unit that is enabled', async () => {
    await host.run(ipAdd, more);
    await host.run(routeAdd, far);
    expect(await host.bash('systemctl is-enabled remit-network')).toBe('enabled\n');
    await host.bash('ip route del 10.2.0.0/16; ip addr del 10.77.0.20/24 dev eth0');
    await host.bash('systemctl start remit-network');
    expect(await addresses()).toEqual(['10.77.0.10/24', '10.77.0.20/24']);
    expect(await routes()).toContain('10.2.0.0/16 via 10.77.0.1');
  });

  it('lose an address that Remit added for good, and one that it had not with a word about the boot', async () => {
    await host.run(ipAdd, more);
    expect((await host.run(ipRemove, more)).said).toBe(`removed: 10.77.0.20/24 from eth0\n${APPLIED}`);
    expect(await host.read('/etc/remit/network')).toBe('');
    await host.bash('ip addr add 10.99.0.1/24 dev eth0');
    const run = freshRun();
    const ran = await host.run(ipRemove, { cidr: '10.99.0.1/24' }, { run });
    expect(ran.said).toBe(
      `removed: 10.99.0.1/24 from eth0; Remit had not added it, so that a reboot may bring it back\n${APPLIED}`,
    );
    expect((await host.run(ipRemove, { cidr: '10.99.0.1/24' })).said).toBe(
      'already so: no interface has 10.99.0.1/24\n',
    );
    expect((await host.undo(ipRemove, { cidr: '10.99.0.1/24' }, run)).said).toBe('10.99.0.1/24 is on eth0 again\n');
    expect(await addresses()).toEqual(['10.77.0.10/24', '10.99.0.1/24']);
  });

  it('keep the other addresses of a network whose first one goes, and get back the routes that went with it', async () => {
    await host.bash(`ip addr add 10.99.0.1/24 dev eth0; ip addr add 10.99.0.2/24 dev eth0
      ip route add 10.3.0.0/16 via 10.99.0.9 src 10.99.0.1; ip route add 10.4.0.0/16 via 10.77.0.1`);
    const run = freshRun();
    await host.run(ipRemove, { cidr: '10.99.0.1/24' }, { run });
    expect(await addresses()).toEqual(['10.77.0.10/24', '10.99.0.2/24']);
    expect(await routes()).not.toContain('10.3.0.0/16');
    await host.bash('ip route del 10.4.0.0/16');
    await host.undo(ipRemove, { cidr: '10.99.0.1/24' }, run);
    expect((await addresses()).sort()).toEqual(['10.77.0.10/24', '10.99.0.1/24', '10.99.0.2/24']);
    expect(await routes()).toContain('10.3.0.0/16 via 10.99.0.9 src 10.99.0.1');
    expect(await routes()).not.toContain('10.4.0.0/16'); // somebody took it away since
  });

  it('never lose the address that the agent uses, nor the last', async () => {
    await host.run(ipAdd, more);
    const own = { cidr: '10.77.0.10/24' };
    expect(await host.run(ipRemove, own)).toMatchObject({
      code: 1,
      said: 'refused: the agent uses 10.77.0.10/24; nothing was changed\n',
    });
    const line = '0 0 10.77.0.20:50122 52.1.2.3:443 users:(("ssm-agent-worke",pid=9,fd=3))';
    await host.shadow('ss', `#!/bin/sh\necho '${line}'\n`);
    expect((await host.run(ipRemove, more)).said).toBe('refused: the agent uses 10.77.0.20/24; nothing was changed\n');
    expect((await host.run(ipList)).said).toContain("eth0 10.77.0.20/24  <- the agent's\n");
    await host.restore();
    await host.bash(
      'ip route del default; ip addr flush dev eth0 scope global; ip addr del 10.88.0.1/24 dev out; ip -6 addr flush scope global',
    );
    await host.bash('ip addr add 10.77.0.10/24 dev eth0');
    expect((await host.run(ipRemove, own)).said).toMatch(/^refused: 10\.77\.0\.10\/24 is the last address of the host/);
    await host.bash('ip addr add 10.88.0.1/24 dev out');
  });

  it('get a route, once, and lose it when it is undone', async () => {
    const run = freshRun();
    expect((await host.run(routeAdd, far, { run })).said).toBe(`added: 10.2.0.0/16 via 10.77.0.1\n${APPLIED}`);
    expect(await routes()).toContain('10.2.0.0/16 via 10.77.0.1');
    expect((await host.run(routeAdd, far)).said).toBe('already so: 10.2.0.0/16 goes via 10.77.0.1\n');
    await host.undo(routeAdd, far, run);
    expect(await routes()).not.toContain('10.2.0.0/16');
  });

  it('lose a route, and get it back when that is undone', async () => {
    await host.bash('ip route add 10.2.0.0/16 via 10.77.0.1 metric 50');
    const run = freshRun();
    expect((await host.run(routeRemove, far, { run })).said).toMatch(
      /^removed: 10\.2\.0\.0\/16 via 10\.77\.0\.1; Remit had not/,
    );
    expect((await host.run(routeRemove, far)).said).toBe('already so: there is no route to 10.2.0.0/16\n');
    await host.undo(routeRemove, far, run);
    expect(await routes()).toContain('10.2.0.0/16 via 10.77.0.1 metric 50');
  });

  it('keep the route that the agent goes by, and what stands there already', async () => {
    const all = { cidr: '0.0.0.0/0', gateway: '10.77.0.1' };
    expect((await host.run(routeRemove, all)).said).toBe('refused: the agent goes this way; nothing was changed\n');
    const other = await host.run(routeAdd, { ...all, gateway: '10.77.0.9' });
    expect(other).toMatchObject({ code: 1 });
    expect(other.said).toMatch(
      /^there is a route already: default via 10\.77\.0\.1 dev eth0 *; nothing was changed\n$/,
    );
    const wrong = await host.run(routeRemove, { ...all, gateway: '10.77.0.9' });
    expect(wrong.said).toMatch(/^it is another route: default via 10\.77\.0\.1/);
  });

  it.each([
    ['a gateway that is not there', { cidr: '10.2.0.0/16', gateway: '192.0.2.9' }, /invalid gateway/],
    ['a network with a host in it', { cidr: '10.2.0.7/16', gateway: '10.77.0.1' }, /Invalid|nothing/],
  ])('refuse %s, and are as before', async (_what, way, said) => {
    const before = await routes();
    const ran = await host.run(routeAdd, way);
    expect(ran).toMatchObject({ status: 'Failed' });
    expect(ran.said).toMatch(said);
    expect(ran.said).toMatch(/rolled back: all is as it was before\n$/);
    expect(await routes()).toBe(before);
    expect(await host.read('/etc/remit/network')).toBeUndefined();
  });

  it('that lock the host out take themselves back in time, and a kept one stays', async () => {
    const short = { ...routeAdd, run: { ...routeAdd.run, guard: { seconds: 3 } } };
    const astray = { cidr: '10.88.0.2', gateway: '10.77.0.1' };
    expect(await peer.reach(80)).toBe('open');
    const run = freshRun();
    await host.run(short, astray, { run });
    expect(await peer.reach(80)).toBe('no answer');
    await host.bash(`until [ -e /var/lib/remit/exec/${run}/rolled-back ]; do sleep 0.1; done`);
    expect(await peer.reach(80)).toBe('open');
    expect(await host.keep(run)).toMatchObject({ code: 94 });
    const kept = freshRun();
    await host.run(short, far, { run: kept });
    await host.keep(kept);
    await host.bash(`while kill -0 "$(cat /var/lib/remit/exec/${kept}/armed)" 2>/dev/null; do sleep 0.1; done`);
    expect(await routes()).toContain('10.2.0.0/16');
  });

  it('are not undone over what somebody changed since', async () => {
    const run = freshRun();
    await host.run(ipAdd, more, { run });
    await host.bash('ip addr del 10.77.0.20/24 dev eth0');
    expect(await host.undo(ipAdd, more, run)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^10\.77\.0\.20\/24 was removed after R-/),
    });
    const route = freshRun();
    await host.run(routeAdd, far, { run: route });
    await host.bash('ip route replace 10.2.0.0/16 via 10.77.0.9');
    expect(await host.undo(routeAdd, far, route)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/was changed after/),
    });
  });

  it('are as before when ip hangs: the document is ended', async () => {
    await host.hang('ip');
    const ran = await host.run(routeAdd, far, { timeoutSeconds: 1 });
    await host.restore();
    expect(ran).toMatchObject({ status: 'Execution Timed Out' });
    expect(await routes()).not.toContain('10.2.0.0/16');
  });
});
