import { afterEach, expect, it } from 'vitest';
import { repair } from '../../commands/repair.ts';
import { describeOnHost, freshRun } from './host.ts';

/** A service that ends by a fault while /srv/broken is there. */
const unit = (name: string) => `[Unit]
Description=${name}
[Service]
ExecStart=/bin/sh -c 'if [ -e /srv/broken-${name} ]; then exit 3; fi; exec /bin/sleep 1000'
[Install]
WantedBy=multi-user.target
`;

describeOnHost('repair, on a host', (host) => {
  afterEach(() => host.restore());
  const make = async (...names: string[]) => {
    for (const name of names) {
      await host.write(`/etc/systemd/system/${name}.service`, unit(name));
      await host.bash(`touch /srv/broken-${name}; systemctl enable ${name}; systemctl start ${name} || :`);
    }
  };
  const active = async (name: string) => (await host.execute(`systemctl is-active ${name}`)).stdout.trim();
  const pid = () => host.bash('systemctl show -p MainPID worker');

  it('has nothing to do where nothing has failed', async () => {
    expect(await host.run(repair)).toMatchObject({ status: 'Success', said: 'no service has failed here\n' });
  });

  it('starts what failed, and touches nothing that runs; a repeat has nothing left to do', async () => {
    await make('orders');
    expect(await active('orders')).toBe('failed');
    const before = await pid();
    await host.bash('rm /srv/broken-orders');
    expect(await host.run(repair)).toMatchObject({ status: 'Success', said: 'orders: started, active\n' });
    expect(await active('orders')).toBe('active');
    expect(await pid()).toBe(before);
    expect(await host.run(repair)).toMatchObject({ said: 'no service has failed here\n' });
  });

  it('leaves alone what somebody stopped', async () => {
    await host.bash('systemctl stop worker');
    expect(await host.run(repair)).toMatchObject({ said: 'no service has failed here\n' });
    await host.bash('systemctl start worker');
  });

  it('goes on past what stays down, names it, and fails', async () => {
    await make('carts', 'mails');
    await host.bash('rm /srv/broken-mails');
    const { status, code, said } = await host.run(repair);
    expect({ status, code }).toEqual({ status: 'Failed', code: 1 });
    expect(said).toMatch(/^carts: STILL DOWN$/m);
    expect(said).toMatch(/^mails: started, active$/m);
    expect(said).toMatch(/1 still down: `logs <service>` and `assess` say more$/m);
    await host.bash('rm -f /srv/broken-*; systemctl start carts');
  });

  it('is stopped at its time where systemctl hangs, and says so to a repeat', async () => {
    await host.hang('systemctl');
    const run = freshRun();
    expect(await host.run(repair, {}, { run, timeoutSeconds: 2 })).toMatchObject({ status: 'Execution Timed Out' });
    expect(await host.run(repair, {}, { run })).toMatchObject({ code: 93 });
  });
});
