import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { vpnDown } from '../../commands/vpn-down.ts';
import { vpnStatus } from '../../commands/vpn-status.ts';
import { vpnUp } from '../../commands/vpn-up.ts';
import { describeOnHost, freshRun } from './host.ts';

const office = { peer: 'office' };
const APPLIED = 'applied; taken back in 180 s unless it is kept\n';
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });

/** One end of a real tunnel with a key that both ends have; the other end is a process of the same host. */
const end = (own: number, other: number, more = '') => `dev tun
ifconfig 10.8.0.${own} 10.8.0.${other}
secret /etc/openvpn/static.key
cipher AES-256-CBC
keepalive 1 5
lport ${1190 + own}
remote 127.0.0.1 ${1190 + other}
${more}`;

describeOnHost(
  "a tunnel for users' containers, on a host",
  (host) => {
    beforeAll(() => host.bash('mkdir -p /run/openvpn; openvpn --genkey secret /etc/openvpn/static.key'));
    beforeEach(async () => {
      await host.bash(`
        rm -rf /etc/openvpn/*.conf /etc/openvpn/client/* /etc/openvpn/server/* /run/systemd/system
        pkill -KILL -x openvpn || :
        while pgrep -x openvpn >/dev/null; do sleep 0.05; done`);
      await host.write('/etc/openvpn/office.conf', end(1, 2));
    });
    afterEach(() => host.restore());
    const otherEnd = () =>
      host
        .write('/srv/other.conf', end(2, 1))
        .then(() => host.bash('openvpn --daemon other --config /srv/other.conf --writepid /srv/other.pid'));
    const active = async (unit = 'openvpn@office') =>
      (await host.bash(`systemctl show ${unit} -p ActiveState`)).trim() === 'ActiveState=active';

    it('comes up, carries what is sent, is up already the second time, goes down, and both ways are taken back', async () => {
      await otherEnd();
      const run = freshRun();
      expect(await host.run(vpnUp, office, { run })).toMatchObject(
        went(
          /^office is up, pid [0-9]+: tun[0-9] 10\.8\.0\.1(\/32)?\napplied; taken back in 180 s unless it is kept\n$/,
        ),
      );
      expect(await host.keep(run)).toMatchObject(went('^kept'));
      await host.bash('for n in 1 2 3; do echo ping >/dev/udp/10.8.0.2/9; done');
      expect(await host.run(vpnStatus, office)).toMatchObject(
        went(
          /^office is up since [A-Z][a-z]+ 20[0-9-]+ .*, pid [0-9]+\n {2}with 127\.0\.0\.1:1192\n {2}tun[0-9] 10\.8\.0\.1.*: [0-9]+ B in, [1-9][0-9]* B out\n/,
        ),
      );

      const pid = await host.bash('cat /run/openvpn/office.pid');
      const again = freshRun();
      expect(await host.run(vpnUp, office, { run: again })).toMatchObject(
        went(`^office is up already, pid ${pid.trim()}: nothing was changed\n$`),
      );
      expect(await host.keep(again)).toMatchObject(went('^nothing was changed, and nothing is to be kept'));
      expect(await host.undo(vpnUp, office, again)).toMatchObject(went('was up before'));
      expect(await host.bash('cat /run/openvpn/office.pid')).toBe(pid);

      const down = freshRun();
      expect(await host.run(vpnDown, office, { run: down })).toMatchObject(
        went(new RegExp(`^office is down, was pid [0-9]+\n${APPLIED}$`)),
      );
      expect(await active()).toBe(false);
      await host.keep(down);
      expect(await host.run(vpnDown, office)).toMatchObject(went('^office is down already: nothing was changed\n$'));

      await host.bash('mv /etc/openvpn/office.conf /srv');
      expect(await host.undo(vpnDown, office, down)).toMatchObject(
        failed('^nothing was changed: /etc/openvpn/office.conf is gone by now\n$'),
      );
      await host.bash('mv /srv/office.conf /etc/openvpn');
      expect(await host.undo(vpnDown, office, down)).toMatchObject(went('^office is up, pid'));
      expect(await active()).toBe(true);
      expect(await host.undo(vpnUp, office, run)).toMatchObject(went('^office is down again\n$'));
      expect(await active()).toBe(false);
    });

    it('that somebody took down is left down by the undo', async () => {
      const up = freshRun();
      await host.run(vpnUp, office, { run: up });
      await host.keep(up);
      await host.bash('pkill -KILL -x openvpn; while pgrep -x openvpn >/dev/null; do sleep 0.05; done');
      expect(await host.undo(vpnUp, office, up)).toMatchObject(went('^office is down already\n$'));
    });

    it('goes down again where the host is told to take it back', async () => {
      const run = freshRun();
      await host.run(vpnUp, office, { run });
      expect(await host.keep(run, { verdict: 'roll-back' })).toMatchObject({
        code: 94,
        said: expect.stringContaining('office is down again\nrolled back: all is as it was before\n'),
      });
      expect(await active()).toBe(false);
    });

    it.each([vpnUp, vpnDown, vpnStatus])(
      '$name says which peers there are where it is none of them',
      async (command) => {
        await host.write('/etc/openvpn/client/lab.conf', end(3, 4));
        expect(await host.run(command, { peer: 'home' })).toMatchObject(
          failed(/no peer home here; there is: lab office\n$/),
        );
      },
    );

    it('is not guessed where two configurations have its name', async () => {
      await host.write('/etc/openvpn/client/office.conf', end(3, 4));
      expect(await host.run(vpnUp, office)).toMatchObject(
        failed('office is configured twice: /etc/openvpn/office.conf /etc/openvpn/client/office.conf\n$'),
      );
    });

    it('is found as a client of a server that does not answer, and says that there is no tunnel yet', async () => {
      await host.bash(
        'rm /etc/openvpn/office.conf; openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/openvpn/lab.key -out /etc/openvpn/lab.crt -subj /CN=lab -days 2 2>/dev/null',
      );
      await host.write(
        '/etc/openvpn/client/lab.conf',
        'client\ndev tun\nproto udp\nremote 127.0.0.1 1999\nca /etc/openvpn/lab.crt\ncert /etc/openvpn/lab.crt\nkey /etc/openvpn/lab.key\n',
      );
      await host.shadow('seq', '#!/bin/sh\n[ "$1" = 50 ] && exec /usr/bin/seq 2\nexec /usr/bin/seq "$@"\n');
      expect(await host.run(vpnUp, { peer: 'lab' })).toMatchObject(
        went(/^OpenVPN runs for lab, pid [0-9]+, and has no tunnel after 10 s: it goes on trying 127\.0\.0\.1:1999\n/),
      );
      expect(await active('openvpn-client@lab')).toBe(true);
      expect((await host.run(vpnStatus, { peer: 'all' })).said).toMatch(
        /^lab is up since .*\n {2}with 127\.0\.0\.1:1999\n {2}no tunnel yet: the other side has not answered\n$/,
      );
    });

    it('that OpenVPN does not take is down as before, and it says where the reasons are', async () => {
      await host.write('/etc/openvpn/office.conf', 'dev nothing-known\nnonsense\n');
      expect(await host.run(vpnUp, office)).toMatchObject(
        failed(/^office does not come up; OpenVPN's reasons: logs openvpn@office\noffice is down already\nrolled back/),
      );
      expect(await active()).toBe(false);
    });

    it('that would ask for a password is not begun', async () => {
      await host.write('/etc/openvpn/office.conf', end(1, 2, 'auth-user-pass\n'));
      expect(await host.run(vpnUp, office)).toMatchObject(
        failed('^nothing was changed: OpenVPN would ask for a password'),
      );
    });

    it('says of a host without OpenVPN, or without a peer, that there is none', async () => {
      await host.bash('rm /etc/openvpn/office.conf');
      expect(await host.run(vpnStatus, { peer: 'all' })).toMatchObject(went('^no VPN is configured here\n$'));
      await host.bash('mv /usr/sbin/openvpn /usr/sbin/openvpn.away');
      expect(await host.run(vpnUp, office)).toMatchObject(
        failed('^nothing was changed: OpenVPN is not installed here'),
      );
      await host.bash('mv /usr/sbin/openvpn.away /usr/sbin/openvpn');
    });

    it('that hangs is ended, and what it did is unknown', async () => {
      await host.hang('systemctl');
      const run = freshRun();
      expect(await host.run(vpnUp, office, { run, timeoutSeconds: 1 })).toMatchObject({
        status: 'Execution Timed Out',
      });
      expect(await host.run(vpnUp, office, { run })).toMatchObject({ code: 93 });
    });
  },
  [],
  ['openvpn'],
);
