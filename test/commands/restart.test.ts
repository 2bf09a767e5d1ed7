import { afterEach, expect, it } from 'vitest';
import { restart } from '../../commands/restart.ts';
import { describeOnHost, freshRun } from './host.ts';

describeOnHost('restart, on a host', (host) => {
  afterEach(() => host.restore());
  const pid = () => host.bash('cat /run/nginx.pid');

  it('brings the service up again with a new process', async () => {
    const before = (await pid()).trim();
    const ran = await host.run(restart, { service: 'nginx' });
    const after = (await pid()).trim();
    expect(ran).toMatchObject({ status: 'Success', said: `pid ${before} → ${after}, active\n` });
    expect(after).not.toBe(before);
  });

  it('fails with 5 where there is no such service', async () => {
    expect(await host.run(restart, { service: 'ngnix' })).toMatchObject({ status: 'Failed', code: 5 });
  });

  it('restarts once for one run, and once more for another', async () => {
    const run = freshRun();
    await host.run(restart, { service: 'nginx' }, { run });
    const once = await pid();
    await host.run(restart, { service: 'nginx' }, { run });
    expect(await pid()).toBe(once);
    await host.run(restart, { service: 'nginx' });
    expect(await pid()).not.toBe(once);
  });

  it('is ended at its time-out, and what it did is unknown', async () => {
    await host.hang('systemctl');
    const run = freshRun();
    const ran = await host.run(restart, { service: 'nginx' }, { run, timeoutSeconds: 1 });
    expect(ran).toMatchObject({ status: 'Execution Timed Out' });
    expect(await host.run(restart, { service: 'nginx' }, { run })).toMatchObject({ code: 93 });
  });
});
